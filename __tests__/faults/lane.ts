import type { Clock } from '../../src/github/clock.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from '../github/server.ts'
import { fakeClock } from '../wire/fake-clock.ts'
import { makeWeather, type Weather } from './weather.ts'

/** A GitHub with weather, for one run after another; its time is that of the run. */
export interface Lane {
  readonly github: LocalGitHub
  readonly weather: Weather
  /** A clock for the next run in this process, which begins ten seconds after the one before. */
  nextClock(): Clock
  /** A name for an organization that there is not yet. */
  newName(): string
  close(): Promise<void>
}

const begin = Date.parse('2026-03-01T12:00:00Z')

/** Opens a lane; one in real time is for runs in processes of their own. */
export async function openLane(
  options: Omit<GitHubOptions, 'now'> = {},
  time: 'real' | 'made up' = 'made up'
): Promise<Lane> {
  let clock: Clock = fakeClock(begin)
  let organizations = 0
  const now = time === 'real' ? Date.now : () => clock.now()
  const github = await startGitHub({ ...options, now })
  const weather = makeWeather(now, options.showsUrl)
  github.answer({}, weather.answer, Number.POSITIVE_INFINITY)
  return {
    github,
    weather,
    nextClock() {
      const { now: exactly, sleep } = fakeClock(now() + 10_000)
      // Real clocks tell whole milliseconds.
      clock = { now: () => Math.round(exactly()), sleep }
      return clock
    },
    newName() {
      organizations += 1
      return `acme-${organizations}`
    },
    close: github.close
  }
}
