import { type Report, run } from '../../scripts/live/run.ts'
import type { Settings } from '../../scripts/live/settings.ts'
import { unknowns } from '../../scripts/live/unknowns.ts'
import type { Organization } from '../local-github/organization.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { formsOf } from '../runner/forms.ts'

/** A token that can only read. */
export const weakToken = 'github_pat_LOCAL_made_up_that_may_only_read'

/** The name that must not be printed. */
export const login = 'acme-to-spare'

/** All unknowns, by their ids. */
export const ids = unknowns.map(({ id }) => id)

/** A local GitHub with an organization, an App in it, and a token that can only read. */
export interface Stage {
  readonly github: LocalGitHub
  readonly org: Organization
  readonly settings: Settings
  /** Runs the live check in this process. */
  run(settings?: Partial<Settings>): Promise<{ report?: Report; succeeded: boolean; text: string }>
}

const started: LocalGitHub[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map(github => github.close()))
})

/** Starts a local GitHub. Whatever is printed must tell nobody which organization it was, nor any secret. */
export async function stage(options: GitHubOptions = {}): Promise<Stage> {
  const github = await startGitHub(options)
  started.push(github)
  const org = github.addOrganization(login)
  const app = github.addApp()
  app.install(login)
  github.addToken(weakToken, {
    kind: 'fine-grained',
    permissions: { organization_private_registries: 'read', metadata: 'read' }
  })
  const settings: Settings = {
    ...{ org: login, apiUrl: github.url, token: defaultToken, weakToken, beside: false, only: ids },
    app: { appId: String(app.id), appKey: app.pem }
  }
  return {
    ...{ github, org, settings },
    async run(changes = {}) {
      const lines: string[] = []
      const write = (line: string) => void lines.push(line)
      const result = await run({ ...settings, ...changes }, write, new AbortController().signal)
      const text = lines.join('\n')
      expect(findIdentity(text, github)).toEqual([])
      return { ...result, text }
    }
  }
}

const secrets = [defaultToken, weakToken, 'live-check-made-up'].flatMap(formsOf)

/** What a text reveals of the organization and its secrets, in any form. */
export function findIdentity(text: string, { url, exchanges }: LocalGitHub): string[] {
  const lower = text.toLowerCase()
  const sealed = exchanges.flatMap(({ body, answer }) => [
    Object(body).encrypted_value,
    Object(answer).token,
    Object(answer).key
  ])
  return [
    ...[login, new URL(url).host].filter(name => lower.includes(name)),
    ...secrets.filter(form => text.includes(form.text)).map(({ name }) => name),
    ...sealed.filter(value => typeof value === 'string' && text.includes(value.slice(0, 40)))
  ]
}
