import { createRequire } from 'node:module'
import { Octokit as Core } from '@octokit/core'
import type { LocalGitHub } from '../local-github/server.ts'

/** What a script of actions/github-script said: outputs, the message with which it failed, what it masked. */
export type Scripted = Awaited<ReturnType<typeof runScript>>

/** A comment of a pull request. */
export interface Comment {
  id: number
  user: { login: string } | null
  body: string
}

type Target = { issue_number?: number; comment_id?: number; body: string }

const listComments = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'

/** Runs a script as actions/github-script does in pull request 7, with an Octokit for the local GitHub. */
export async function runScript(
  script: string,
  env: Record<string, string>,
  { github, comments = [] }: { github: LocalGitHub; comments?: Comment[] }
) {
  const said = {
    ...{ outputs: {} as Record<string, string>, failure: undefined as string | undefined },
    ...{ notices: [] as string[], warnings: [] as string[], masks: [] as string[] }
  }
  const core = {
    info: () => {},
    notice: (text: string) => said.notices.push(text),
    warning: (text: string) => said.warnings.push(text),
    setSecret: (text: string) => said.masks.push(text),
    setFailed: (text: string) => Object.assign(said, { failure: text }),
    setOutput: (name: string, value: unknown) => {
      said.outputs[name] = typeof value === 'string' ? value : JSON.stringify(value)
    }
  }
  const issues = {
    listComments,
    createComment: async ({ issue_number, body }: Target) => {
      if (issue_number !== 7) throw new Error('It comments elsewhere.')
      comments.push({ id: comments.length + 1, user: { login: 'github-actions[bot]' }, body })
    },
    updateComment: async ({ comment_id, body }: Target) => {
      const comment = comments.find(({ id }) => id === comment_id)
      if (!comment) throw new Error(`There is no comment ${comment_id}.`)
      comment.body = body
    }
  }
  const plugin = ({ request }: InstanceType<typeof Core>) => ({
    rest: { issues },
    async paginate(route: string, parameters: Record<string, unknown>): Promise<unknown[]> {
      if (route === listComments) return parameters['issue_number'] === 7 ? [...comments] : []
      const { data, headers } = await request(route, parameters)
      const [, next] = /<([^>]+)>; rel="next"/.exec(headers.link ?? '') ?? []
      return [
        ...data,
        ...(next ? await this.paginate(`GET ${next}`, { headers: parameters['headers'] }) : [])
      ]
    }
  })
  const Octokit = Core.plugin(plugin).defaults({ baseUrl: github.url, request: { fetch } })
  const pull = { repo: { owner: 'acme', repo: 'widgets' }, issue: { number: 7 } }
  const known = {
    ...{ core, context: { apiUrl: github.url, ...pull }, process: { env } },
    github: new Octokit({ auth: 'made-up-workflow-token' }),
    require: createRequire(import.meta.url)
  }
  const run = new Function(...Object.keys(known), `return (async () => {${script}\n})()`)
  await run(...Object.values(known))
  return said
}
