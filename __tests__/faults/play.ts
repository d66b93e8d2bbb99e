import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../../src/github/call.ts'
import { usualHabits } from '../local-github/changes.ts'
import type { Exchange } from '../local-github/exchange.ts'
import type { Organization } from '../local-github/organization.ts'
import { shownRegistry } from '../local-github/registry.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { fastClock, runHere } from '../runner/here.ts'
import type { StepResult } from '../runner/result.ts'
import { runStep, type Step, startStep } from '../runner/step.ts'
import { type BadAnswer, endpointOf } from './bad-answers.ts'

/** The built action in real time, or the same sources in this process, on a clock that does not wait. */
export type How = 'built' | 'here'

/** A step, and the files of its workspace by path. */
export type Play = Omit<Step, 'workspace'> & {
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

/** A GitHub, another server that must hear nothing, and what runs against them. */
export type Stage = Awaited<ReturnType<typeof openStage>>

/** What every step gets. A busy machine is not a bad answer, so requests have time. */
const common = { token: defaultToken, 'request-timeout': '20s', 'write-interval': '0s' }

/** Opens a stage, which has to be closed. */
export async function openStage(how: How, options: GitHubOptions = {}) {
  const isBuilt = how === 'built'
  const windows = windowsOf(isBuilt ? fastClock(1) : leapingClock(Date.parse('2026-03-01T12:00:00Z')), how)
  const { clock } = windows
  const github = await startGitHub({ ...options, now: clock.now })
  const elsewhere = await startGitHub()
  const workspace = mkdtempSync(join(tmpdir(), 'stage-'))
  const pasts = new Map<Organization, ReturnType<typeof pastOf>>()
  const closed = new AbortController()

  function prepare({ files = {}, with: inputs, ...step }: Play): Step {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true })
      writeFileSync(join(workspace, path), text)
    }
    return { ...step, with: { ...common, 'github-api-url': github.url, ...inputs }, workspace }
  }

  const stage = {
    ...{ how, github, elsewhere, clock, workspace },
    /** Which bad answer each request gets. */
    decide: (() => undefined) as (request: Exchange) => BadAnswer | undefined,
    /** Milliseconds that every list is late. */
    lag: 0,
    /** Seconds that bad answers ask to wait. */
    wait: isBuilt ? 1 : 20,
    /** Requests that were sent although the server had asked to wait. */
    early: windows.early,
    add(login: string, given?: Parameters<LocalGitHub['addOrganization']>[1]): Organization {
      const organization = github.addOrganization(login, given)
      pasts.set(organization, pastOf(organization))
      return organization
    },
    /** Runs a step with the default token against this GitHub. */
    run(play: Play): Promise<StepResult> {
      windows.forget()
      return isBuilt ? runStep(prepare(play)) : runHere(prepare(play), clock)
    },
    /** Starts a step of the built action. */
    start: (play: Play) => startStep(prepare(play)),
    async close(): Promise<void> {
      closed.abort()
      unsubscribe('http.client.request.start', windows.check)
      rmSync(workspace, { recursive: true, force: true })
      await Promise.all([github.close(), elsewhere.close()])
    }
  }

  function answer(request: Exchange) {
    const now = clock.now()
    for (const past of pasts.values()) past.look(now)
    const login = request.path.split(/[/?]/)[2]
    const organization = [...pasts.keys()].find(one => one.login === login)
    const listed = (ago: number) => {
      const registries = (organization && pasts.get(organization)?.at(now - ago)) ?? []
      const shown = registries.map(one => shownRegistry(one, { ...usualHabits, ...options }))
      return { total_count: shown.length, configurations: shown }
    }
    if (isBuilt) windows.check()
    const found = stage.decide(request)
    if (found?.is === 'waits') windows.open(stage.wait)
    if (found?.is === 'refused') {
      // The connection that asks is dropped by its answer.
      setImmediate(github.refuse)
      void clock.sleep(2000, closed.signal).then(github.accept, () => {})
    }
    const place = { here: github.url, elsewhere: elsewhere.url, now: clock.now, wait: stage.wait }
    const given = found?.answer({ request, organization, listed, ...place })
    const isLate = stage.lag > 0 && organization && endpointOf(request) === 'list'
    return given ?? (isLate ? { status: 200, body: listed(stage.lag) } : undefined)
  }

  github.answer({}, answer, Number.POSITIVE_INFINITY)
  // Published when a request is complete: https://nodejs.org/api/diagnostics_channel.html#http
  if (!isBuilt) subscribe('http.client.request.start', windows.check)
  return stage
}

/** The times in which a server wants to hear nothing, and what came in them. */
function windowsOf(clock: Clock, how: How) {
  const windows: { from: number; closes: number }[] = []
  const early: string[] = []
  const { now, sleep } = clock
  return {
    early,
    clock: {
      now,
      sleep(milliseconds: number, signal: AbortSignal) {
        // Whoever begins to wait has read the answer that asks for it; pauses between writes are shorter.
        if (milliseconds >= 500) for (const window of windows) window.from = Math.min(window.from, now())
        return sleep(milliseconds, signal)
      }
    },
    open(seconds: number) {
      // How long an answer and the requests before it may take.
      const from = how === 'built' ? now() + 400 : Number.POSITIVE_INFINITY
      // The seconds of a date and of a reset are whole.
      windows.push({ from, closes: now() + 1000 * seconds - 999 })
    },
    check() {
      const open = windows.filter(({ from, closes }) => now() >= from && now() < closes)
      early.push(...open.map(({ closes }) => `a request came ${closes - now()} ms too early`))
    },
    forget: () => windows.splice(0)
  }
}

/** A clock that leaps to the end of the shortest wait, so that waits end in order and take no time. */
function leapingClock(start: number): Clock {
  const ends: number[] = []
  let now = start
  return {
    now: () => now,
    async sleep(milliseconds, signal) {
      const end = now + Math.ceil(milliseconds)
      ends.push(end)
      try {
        do await setTimeout(1, undefined, { signal })
        while (Math.min(...ends) < end)
        now = Math.max(now, end)
      } finally {
        ends.splice(ends.indexOf(end), 1)
      }
    }
  }
}

/** What an organization held, so that a list can show it later. */
function pastOf({ registries }: Organization) {
  const states: { since: number; registries: typeof registries }[] = []
  let before = Number.NEGATIVE_INFINITY
  return {
    /** Whatever has changed did so at the look before. */
    look(now: number) {
      states.push({ since: before, registries: structuredClone([...registries]) })
      before = now
    },
    at: (time: number) => states.findLast(({ since }) => since <= time)?.registries
  }
}
