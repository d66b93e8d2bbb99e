import type { App, AppOwner } from '../local-github/app.ts'
import type { GitHubOptions } from '../local-github/server.ts'
import { tokenIn } from '../local-github/tokens.ts'
import type { StepResult } from '../runner/result.ts'
import { npm, npmName } from './manifest-scenario.ts'
import { examine, type Inputs, type Scenario, start } from './scenario.ts'

/** A scenario in which the step acts as an App. */
export interface AppScenario extends Scenario {
  readonly app: App
}

/** Starts a scenario with an App that is installed in some of the organizations, all of which exist. */
export async function startApp(
  {
    orgs = ['acme'],
    installed = orgs,
    owner
  }: { orgs?: string[]; installed?: string[]; owner?: AppOwner } = {},
  options: GitHubOptions = {}
): Promise<AppScenario> {
  // What an App signs is good for minutes, so the server has the time of the step.
  const scenario = await start({ now: Date.now, ...options })
  for (const org of orgs) if (org !== 'acme') scenario.github.addOrganization(org, { repositories: ['web'] })
  const app = scenario.github.addApp(owner && { owner })
  for (const org of installed) app.install(org)
  const runBy =
    (play: Scenario['run']): Scenario['run'] =>
    async (inputs, step) => {
      const result = await play({ ...credentials(app), ...inputs }, step)
      examineSecrets({ ...scenario, app }, result, inputs)
      return result
    }
  return { ...scenario, app, run: runBy(scenario.run), quickly: runBy(scenario.quickly) }
}

/** The inputs of a step that acts as an App. */
export function credentials({ id, pem }: App): Inputs {
  return { token: '', 'app-id': String(id), 'app-private-key': pem }
}

/** Neither the key nor any line of it, nor what was signed or made with it, may be shown; all of it is masked. */
export function examineSecrets({ github, app }: AppScenario, result: StepResult, inputs: Inputs = {}): void {
  const sent = github.exchanges.map(({ headers }) => tokenIn(headers.authorization ?? ''))
  const made = github.exchanges.map(({ answer }) => Object(answer).token).filter(token => token !== undefined)
  const { 'app-private-key': key = app.pem } = inputs
  const secrets = [...new Set([...sent, ...made.map(String), key])].filter(secret => secret.length > 3)
  examine(result, [...secrets, app.pem])
  const lines = secrets.flatMap(secret => secret.split(/\r?\n/)).filter(line => line.length > 3)
  expect(lines.filter(line => !result.masks.includes(line))).toEqual([])
}

/** The requests so far, with the name of the organization instead of the number of an installation. */
export function said({ github, app }: AppScenario): string[] {
  const names = new Map(app.installations.map(({ id, login }) => [String(id), login]))
  return github.said().map(line => line.replace(/(?<=installations\/)\d+/, id => names.get(id) ?? id))
}

/** The permissions that were asked for, in the order of the requests; undefined for all. */
export function asked({ github }: AppScenario): unknown[] {
  return github.exchanges
    .filter(({ path }) => path.endsWith('/access_tokens'))
    .map(({ body }) => Object(body).permissions)
}

/** An entry that gives the npm registry of a scenario another user name. */
export const bot = { ...npm, username: 'bot' }

export const find = (org: string) => `GET /orgs/${org}/installation`
export const mint = (org: string) => `POST /app/installations/${org}/access_tokens`
export const listOf = (org: string) => `GET /orgs/${org}/private-registries?per_page=100`
export const keyOf = (org: string) => `GET /orgs/${org}/private-registries/public-key`
export const patchOf = (org: string) => `PATCH /orgs/${org}/private-registries/${npmName}`
export const revoke = 'DELETE /installation/token'
export const whose = 'GET /app'
export const everyPage = 'GET /app/installations?per_page=100'
