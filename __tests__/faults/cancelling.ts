import fc from 'fast-check'
import type { Situation, Wish } from './wishes.ts'

/** An apply that is cancelled in its midst. Times are in milliseconds. */
export interface Cancelling {
  /** How many registries are wanted; a third of them is there already, and two more that are not wanted. */
  readonly registries: number
  readonly signal: 'SIGINT' | 'SIGTERM'
  /** When the signal comes: so long after this write has arrived, or after the start of the process. */
  readonly after: number | 'start'
  readonly pause: number
  /** Before every answer. */
  readonly delay: number
  /** Whether that write is never answered, and whether it was carried out. */
  readonly hangs: 'no' | 'undone' | 'done'
  /** Whether a second SIGINT follows. */
  readonly twice: boolean
}

const signal = fc.constantFrom('SIGINT', 'SIGTERM')
const usual = {
  registries: fc.integer({ min: 10, max: 30 }),
  signal,
  delay: fc.integer({ min: 20, max: 50 }),
  hangs: fc.constant('no' as const),
  twice: fc.constant(false)
}
const within = { ...usual, after: fc.nat(8), pause: fc.nat(80) }
const hanging = { ...within, hangs: fc.constantFrom('undone', 'done'), pause: fc.nat(300) }

/** A random one: most in the midst of the writes, some at any time, with a write that hangs, or that is slow. */
export const cancelling: fc.Arbitrary<Cancelling> = fc.oneof(
  { weight: 12, arbitrary: fc.record(within) },
  {
    weight: 3,
    arbitrary: fc.record({ ...usual, after: fc.constant('start' as const), pause: fc.nat(1500) })
  },
  { weight: 2, arbitrary: fc.record(hanging) },
  {
    weight: 2,
    arbitrary: fc.record({ ...hanging, signal: fc.constant('SIGINT' as const), twice: fc.constant(true) })
  },
  { weight: 1, arbitrary: fc.record({ ...within, after: fc.nat(1), delay: fc.constant(900) }) }
)

/** What is there, and what is wanted. */
export function situationOf({ registries }: Cancelling): Situation {
  const wishes = Array.from({ length: registries }, (_, index): Wish => {
    const place = { registry_type: 'npm_registry', url: `https://h${index}.example/a` }
    return { ...place, auth_type: 'token', username: 'ci', visibility: 'all', secret_env: 'TOKEN' }
  })
  const there = wishes.filter((_, index) => index % 3 === 0)
  const unwanted = ['https://x.example', 'https://y.example']
  return {
    registries: [...there.map(({ url }) => url), ...unwanted].map(url => {
      return { registry_type: 'npm_registry', url, username: 'bot', secret: 'the first' }
    }),
    wishes,
    prune: true,
    rewrite: 'never'
  }
}
