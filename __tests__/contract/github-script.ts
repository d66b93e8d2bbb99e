import { createRequire } from 'node:module'
import { GitHub } from '@actions/github/lib/utils'
import type { LocalGitHub } from '../github/server.ts'

/** What a script of actions/github-script said and left behind. */
export interface Scripted {
  outputs: Record<string, string>
  /** The message with which it failed, if it did. */
  failure: string | undefined
  notices: string[]
  warnings: string[]
  /** What it told the runner to mask. */
  masks: string[]
}

/** Runs a script as actions/github-script does, with an Octokit for the local GitHub. */
export async function runScript(
  script: string,
  env: Record<string, string>,
  github: LocalGitHub
): Promise<Scripted> {
  const said: Scripted = { outputs: {}, failure: undefined, notices: [], warnings: [], masks: [] }
  const core = {
    info: () => {},
    notice: (text: string) => said.notices.push(text),
    warning: (text: string) => said.warnings.push(text),
    setSecret: (text: string) => said.masks.push(text),
    setFailed: (text: string) => {
      said.failure = text
    },
    setOutput: (name: string, value: unknown) => {
      said.outputs[name] = typeof value === 'string' ? value : JSON.stringify(value)
    }
  }
  const known = {
    ...{ core, context: { apiUrl: github.url }, process: { env } },
    // Octokit's own way out and its pagination are left out of this repository's packages.
    github: new (GitHub.plugin(pagination).defaults({ baseUrl: github.url, request: { fetch } }))({
      auth: 'made-up-workflow-token'
    }),
    require: createRequire(import.meta.url)
  }
  const run = new Function(...Object.keys(known), `return (async () => {${script}\n})()`)
  await run(...Object.values(known))
  return said
}

/** Follows the links from page to page, as the pagination that actions/github-script has. */
function pagination({ request }: InstanceType<typeof GitHub>) {
  return {
    async paginate(route: string, parameters: Record<string, unknown>): Promise<unknown[]> {
      const all: unknown[] = []
      let page = await request(route, parameters)
      for (;;) {
        all.push(...page.data)
        const next = /<([^>]+)>; rel="next"/.exec(page.headers.link ?? '')?.[1]
        if (next === undefined) return all
        page = await request(`GET ${next}`, { headers: parameters['headers'] })
      }
    }
  }
}
