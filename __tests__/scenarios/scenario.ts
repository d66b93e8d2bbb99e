import { fakeClock } from '../github/fake-clock.ts'
import type { Organization } from '../local-github/organization.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { defaultRights, defaultToken } from '../local-github/tokens.ts'
import { findLeaks } from '../runner/leaks.ts'
import type { Annotation } from '../runner/log.ts'
import type { StepResult } from '../runner/result.ts'
import { runStep, type Step } from '../runner/step.ts'

/** A GitHub with the organization acme, where it is always noon, and the steps that run against it. */
export interface Scenario {
  readonly github: LocalGitHub
  readonly acme: Organization
  /** Runs the built action with the default token, and looks for leaks, stacks and wrong requests. */
  run(inputs: Inputs, step?: Omit<Step, 'with'>): Promise<StepResult>
  /** The same in this process, from the sources, on a clock whose waits take no time. */
  quickly: Scenario['run']
}

export type Inputs = Record<string, string>

/** What the list of acme's registries is asked with. */
export const list = 'GET /orgs/acme/private-registries?per_page=100'
/** What the key is asked with. */
export const publicKey = 'GET /orgs/acme/private-registries/public-key'

/** The time on every server of the scenarios, and as it shows it. */
export const noon = '2026-03-01T12:00:00Z'

const started: LocalGitHub[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map(github => github.close()))
})

/** Starts a scenario; its server is closed after the test. */
export async function start(options: GitHubOptions = {}): Promise<Scenario> {
  const github = await startGitHub({ now: () => Date.parse(noon), ...options })
  started.push(github)
  const acme = github.addOrganization('acme', {
    repositories: ['web', 'api-one', 'api-two', { name: 'api-old', archived: true }, 'Tools']
  })
  const runBy =
    (play: (step: Step) => Promise<StepResult>): Scenario['run'] =>
    async (inputs, step) => {
      const given: Inputs = { token: defaultToken, 'github-api-url': github.url, ...inputs }
      const result = await play({ ...step, with: given })
      examine(result, [given['token'] ?? '', given['secret'] ?? '', ...sealedValues(github)])
      expect(github.violations).toEqual([])
      return result
    }
  return { github, acme, run: runBy(runStep), quickly: runBy(runQuickly) }
}

async function runQuickly(step: Step): Promise<StepResult> {
  const { runHere } = await import('../runner/here.ts')
  return runHere(step, fakeClock(Date.now()))
}

/** What must be true of every step, however it went. */
export function examine(result: StepResult, secrets: string[]): void {
  expect(
    findLeaks(
      result,
      secrets.filter(secret => secret.trim().length > 3)
    )
  ).toEqual([])
  expect(result.stdout + result.log + result.summary).not.toMatch(/^\s+at /m)
  expect(result).toMatchObject({ stderr: '', state: '', env: '', path: '', signal: null })
  expect(result.exitCode).toBe(messages(result, 'error').length > 0 ? 1 : 0)
}

function sealedValues({ exchanges }: LocalGitHub): string[] {
  return exchanges.flatMap(({ body }) => {
    const { encrypted_value } = Object(body)
    return typeof encrypted_value === 'string' ? [encrypted_value] : []
  })
}

/** The annotations of a level, in order. */
export function messages({ annotations }: StepResult, level: Annotation['level']): string[] {
  return annotations.filter(annotation => annotation.level === level).map(({ message }) => message)
}

/** The one error of a step that failed. */
export function theError(result: StepResult): string {
  const errors = messages(result, 'error')
  expect(errors).toHaveLength(1)
  expect(result.exitCode).toBe(1)
  return errors[0] ?? ''
}

/** The value of an output that is JSON. */
export function output(result: StepResult, name: string): unknown {
  return JSON.parse(result.outputs[name] ?? '')
}

/** The requests so far that were no GET. */
export function writes({ github }: Scenario): string[] {
  return github.said().filter(line => !line.startsWith('GET '))
}

/** Two secrets that nothing but their characters tells apart. */
export const twins = ['q7Vx"2&m<Lp\\9s\'Zr+4t/Wk', 'n3Gh"8&y<Bd\\5f\'Jc+6w/Rv'] as const

/** Plays once with each of two secrets and tokens, on servers of their own: what is shown must be the same bytes. */
export async function twice(
  play: (scenario: Scenario, secret: string) => Promise<StepResult>,
  options: GitHubOptions = {}
): Promise<StepResult> {
  const [one, other] = [await playWith(twins[0]), await playWith(twins[1])]
  expect(one.shown).toEqual(other.shown)
  return one.result

  async function playWith(secret: string) {
    const scenario = await start(options)
    const token = `github_pat_${Buffer.from(secret).toString('hex')}`
    scenario.github.addToken(token, defaultRights)
    const run: Scenario['run'] = (inputs, step) => scenario.run({ token, ...inputs }, step)
    const result = await play({ ...scenario, run }, secret)
    return { result, shown: shownBy(result, new URL(scenario.github.url).host) }
  }
}

/** Everything a step shows, without the commands that mask, and with one name for a server's port. */
function shownBy(result: StepResult, host: string): unknown {
  const { workspace, masks, commands, ...shown } = result
  const stdout = result.stdout.replaceAll(/^::add-mask::.*\n/gm, '')
  return JSON.parse(JSON.stringify({ ...shown, stdout }).replaceAll(host, 'HOST'))
}
