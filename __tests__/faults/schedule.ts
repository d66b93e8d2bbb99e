import fc from 'fast-check'
import { silences, troubles } from './troubles.ts'
import type { Forecast } from './weather.ts'
import { type Situation, situation } from './wishes.ts'

/** A run in which something may go wrong. Times are in milliseconds. */
export interface BadRun {
  readonly forecast: Forecast
  readonly timeout: number
}

/** What is wanted of one or two organizations, and the runs before the last one, which nothing disturbs. */
export interface Schedule {
  readonly situations: readonly Situation[]
  readonly runs: readonly BadRun[]
}

const frequent = Object.keys(troubles).filter(name => !silences.includes(name))
const trouble = fc.oneof(
  { weight: 80, arbitrary: fc.constantFrom(...frequent) },
  { weight: 1, arbitrary: fc.constantFrom(...silences) }
)

const forecast: fc.Arbitrary<Forecast> = fc
  .record({
    met: fc.array(fc.tuple(fc.nat(14), trouble), { maxLength: 6 }),
    lag: fc.constantFrom(0, 0, 300, 1000, 2000),
    end: fc.option(fc.record({ at: fc.nat(14), mid: fc.boolean() }), { freq: 3, nil: undefined })
  })
  .map(({ met, lag, end }) => ({ troubles: Object.fromEntries(met), lag, ...(end && { end }) }))

/** A random schedule; its runs may take so long. */
export function scheduleWith(timeouts: readonly number[]): fc.Arbitrary<Schedule> {
  const run = fc.record({ forecast, timeout: fc.constantFrom(...timeouts) })
  return fc.record({
    situations: fc.oneof(
      { weight: 4, arbitrary: fc.tuple(situation) },
      { weight: 1, arbitrary: fc.tuple(situation, situation) }
    ),
    runs: fc.array(run, { minLength: 1, maxLength: 2 })
  })
}
