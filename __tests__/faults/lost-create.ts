import fc from 'fast-check'
import { losses, silences } from './troubles.ts'
import type { Wish } from './wishes.ts'

/** A run of creates whose answers are lost. */
export interface LostCreate {
  readonly operation: 'create' | 'apply'
  /** What is to be created, in this order, and what each POST for it meets. */
  readonly creates: readonly { readonly type: string; readonly lost: readonly string[] }[]
  /** Registries of the first type that are there already. */
  readonly existing: number
  /** What the lists after the first meet: nothing, one thing that passes, or the same for ever. */
  readonly list: { readonly name: string; readonly forEver: boolean } | undefined
  readonly lag: number
  /** What another process creates just before each POST: nothing, something of the same type, or the very same. */
  readonly meanwhile: 'nothing' | 'neighbour' | 'rival'
  /** An older server, which shows no addresses. */
  readonly older: boolean
}

const types = ['npm_registry', 'maven_repository', 'docker_registry', 'python_index']
const lost = Object.keys(losses).filter(name => !silences.includes(name))
const passing = ['502', 'reset', 'half a list', 'rest a while', 'cut']
const lasting = ['502', 'reset', 'half a list', 'forbidden', 'bad token']

/** A random one: the first POST of the first registry is always lost. */
export const lostCreate: fc.Arbitrary<LostCreate> = fc
  .record({
    operation: fc.constantFrom('create', 'apply'),
    others: fc.array(fc.record({ type: fc.nat(1), lost: losts(0) }), { maxLength: 3 }),
    first: losts(1),
    existing: fc.nat(2),
    list: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 3, arbitrary: fc.record({ name: fc.constantFrom(...passing), forEver: fc.constant(false) }) },
      { weight: 1, arbitrary: fc.record({ name: fc.constantFrom(...lasting), forEver: fc.constant(true) }) }
    ),
    lag: fc.constantFrom(0, 0, 400, 1900, 2000),
    meanwhile: fc.constantFrom('nothing', 'nothing', 'neighbour', 'neighbour', 'rival'),
    older: fc.constantFrom(false, false, false, true)
  })
  .map(({ first, others, ...rest }) => ({ ...rest, creates: createsOf(first, others, rest) }))

/** What each POST for one registry meets; seldom a second one. */
function losts(least: number): fc.Arbitrary<string[]> {
  const one = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...lost) },
    { weight: 1, arbitrary: fc.constantFrom(...silences) }
  )
  return fc.oneof(
    { weight: 8, arbitrary: fc.array(one, { minLength: least, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(one, { minLength: 2, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.tuple(one, fc.constantFrom('invalid', 'conflict', 'rest a while', 'new key')) }
  )
}

// An older server takes no second one of a type, for nobody could tell which is which.
function createsOf(
  first: string[],
  others: readonly { type: number; lost: string[] }[],
  { operation, older }: Pick<LostCreate, 'operation' | 'older'>
): LostCreate['creates'] {
  const all = [{ type: 0, lost: first }, ...(operation === 'apply' ? others : [])]
  return all.map(({ type, lost }, index) => ({ type: types[older ? index : type] ?? '', lost }))
}

/** Whether a case takes some seconds at most in real time. */
export function isQuick({ creates, list }: LostCreate): boolean {
  return creates.length < 3 && creates.every(({ lost }) => lost.length < 2) && !list?.forEver
}

/** The entries that are wanted. */
export function wishesOf({ creates }: LostCreate): Wish[] {
  return creates.map(({ type }, index) => ({
    ...{ registry_type: type, url: `https://h${index}.example/a`, visibility: 'all', secret_env: 'TOKEN' }
  }))
}
