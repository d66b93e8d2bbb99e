import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Clock } from '../../src/github/call.ts'
import { fakeClock } from '../github/fake-clock.ts'
import { usualHabits } from '../local-github/changes.ts'
import type { Exchange } from '../local-github/exchange.ts'
import type { Organization } from '../local-github/organization.ts'
import { type StoredRegistry, shownRegistry } from '../local-github/registry.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { fastClock, runHere } from '../runner/here.ts'
import type { StepResult } from '../runner/result.ts'
import { type RunningStep, runStep, type Step, startStep } from '../runner/step.ts'
import type { BadAnswer } from './bad-answers.ts'

/** The built action in a process and a time of its own, or the same sources in this process, where time goes faster. */
export type How = 'built' | 'here'

/** How a play differs from the ordinary. */
export interface Setting extends Omit<GitHubOptions, 'now'> {
  /** How many times faster time goes here; `jumps`: every wait is over at once. */
  readonly time?: number | 'jumps'
}

/** A step, and the files of its workspace by their path. */
export interface Play extends Omit<Step, 'workspace'> {
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

/** A GitHub, another server that must hear nothing, and what runs against them. */
export interface Stage {
  readonly github: LocalGitHub
  readonly elsewhere: LocalGitHub
  readonly clock: Clock
  readonly workspace: string
  /** Which bad answer each request gets; its number is counted from the last change of this. */
  decide: (request: Exchange, number: number) => BadAnswer | undefined
  /** Seconds that bad answers ask to wait. */
  wait: number
  /** Milliseconds that every list is late. */
  lag: number
  add(login: string, given?: Parameters<LocalGitHub['addOrganization']>[1]): Organization
  /** Runs a step with the default token against this GitHub. */
  run(play: Play): Promise<StepResult>
  /** Starts a step of the built action. */
  start(play: Play): RunningStep
}

/** What every step here gets besides. A busy machine is no bad answer, so that requests have time. */
const common = { token: defaultToken, 'request-timeout': '20s' }
const begin = Date.parse('2026-03-01T12:00:00Z')

function clockFor(how: How, time: Setting['time'] = 'jumps'): Clock {
  if (how === 'built') return fastClock(1)
  if (time !== 'jumps') return fastClock(time)
  const { now, sleep } = fakeClock(begin)
  // Real clocks tell whole milliseconds.
  return { now: () => Math.round(now()), sleep }
}

/** Opens a stage, plays on it, and closes it. */
export async function onStage<T>(
  how: How,
  { time, ...options }: Setting,
  use: (stage: Stage) => Promise<T>
): Promise<T> {
  const clock = clockFor(how, time)
  const github = await startGitHub({ ...options, now: clock.now })
  const elsewhere = await startGitHub()
  const workspace = mkdtempSync(join(tmpdir(), 'stage-'))
  const pasts = new Map<Organization, Past>()
  const ended = new AbortController()
  let [number, decide]: [number, Stage['decide']] = [0, () => undefined]

  function prepare({ files = {}, with: inputs, ...step }: Play): Step {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true })
      writeFileSync(join(workspace, path), text)
    }
    return { ...step, with: { ...common, 'github-api-url': github.url, ...inputs }, workspace }
  }

  const stage: Stage = {
    ...{ github, elsewhere, clock, workspace, wait: how === 'built' ? 1 : 20, lag: 0 },
    get decide() {
      return decide
    },
    set decide(next) {
      ;[number, decide] = [0, next]
    },
    add(login, given) {
      const organization = github.addOrganization(login, given)
      pasts.set(organization, makePast(organization))
      return organization
    },
    run: play => (how === 'built' ? runStep(prepare(play)) : within(runHere(prepare(play), clock))),
    start: play => startStep(prepare(play))
  }

  github.answer(
    {},
    request => {
      for (const past of pasts.values()) past.look(clock.now())
      const login = request.path.split(/[/?]/)[2]
      const organization = [...pasts.keys()].find(one => one.login === login)
      const listed = (ago: number) => {
        const registries = (organization && pasts.get(organization)?.at(clock.now() - ago)) ?? []
        const shown = registries.map(one => shownRegistry(one, { ...usualHabits, ...options }))
        return { total_count: shown.length, configurations: shown }
      }
      const found = decide(request, number++)
      if (found?.refuses) close()
      const place = { here: github.url, elsewhere: elsewhere.url, now: clock.now, wait: stage.wait }
      const given = found?.answer({ request, organization, listed, ...place })
      const isLate = stage.lag > 0 && isList(request) && organization
      return given ?? (isLate ? { status: 200, body: listed(stage.lag) } : undefined)
    },
    Number.POSITIVE_INFINITY
  )

  function close(): void {
    // The connection that asks is dropped by its answer.
    setImmediate(github.refuse)
    void clock.sleep(2000, ended.signal).then(github.accept, () => {})
  }

  try {
    return await use(stage)
  } finally {
    ended.abort()
    rmSync(workspace, { recursive: true, force: true })
    await Promise.all([github.close(), elsewhere.close()])
  }
}

/** Whether a request lists the registries of an organization. */
export function isList({ method, path }: Exchange): boolean {
  return method === 'GET' && /^\/orgs\/[^/]+\/private-registries(\?|$)/.test(path)
}

/** A run that does not end is a fault, not a run to wait for. */
async function within(run: Promise<StepResult>): Promise<StepResult> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('A run did not end within two minutes.')), 120_000)
  return Promise.race([run, promise]).finally(() => clearTimeout(timer))
}

/** What an organization held, so that a list can tell of it later. */
interface Past {
  /** What has changed did so at the look before. */
  look(now: number): void
  at(time: number): readonly StoredRegistry[]
}

function makePast({ registries }: Organization): Past {
  const states: { since: number; registries: StoredRegistry[] }[] = []
  let before = Number.NEGATIVE_INFINITY
  return {
    look(now) {
      states.push({ since: before, registries: structuredClone([...registries]) })
      before = now
    },
    at: time => states.findLast(({ since }) => since <= time)?.registries ?? []
  }
}
