import { type Dice, diceFor } from './dice.ts'
import { type Endpoint, endpoints, type Kind } from './fault-endpoints.ts'
import { kinds } from './fault-kinds.ts'
import { type Size, sizes, type Turn } from './fault-scene.ts'
import { asksAgain } from './fault-single.ts'

/** One run: which kind of fault hits which request of how large a run, and whether it stays. */
export interface Cell {
  readonly kind: Kind
  readonly endpoint: Endpoint
  readonly size: Size
  readonly turn: Turn
  /** The fault hits whatever is sent to the same place from then on, too. */
  readonly lasts: boolean
  /** The run is one of the built action, in its own process. */
  readonly built: boolean
}

/** Every cell once, in random order, but so that each beginning has about as much of each kind. */
export function cellsInOrder(seed: number): Cell[] {
  const dice = diceFor(seed, 0)
  const queues = shuffled(kinds, dice).map(kind => shuffled(cellsOf(kind, dice), dice))
  const longest = Math.max(...queues.map(({ length }) => length))
  const rounds = Array.from({ length: longest }, (_, round) => queues.flatMap(queue => queue[round] ?? []))
  // A twentieth, and a few more where the last ones make no whole twenty.
  return rounds.flat().map((cell, index) => ({ ...cell, built: index % 19 === 0 }))
}

/** A cell in words that `cellNamed` understands. */
export function nameOf({ kind, endpoint, size, turn, lasts, built }: Cell): string {
  return [kind.name, endpoint, size, turn, lasts ? 'lasts' : 'once', ...(built ? ['built'] : [])].join(' | ')
}

/** The cell with that name. */
export function cellNamed(name: string): Cell | undefined {
  const [kindName, endpointName, sizeName, turn, ...rest] = name.split(' | ')
  const kind = kinds.find(one => one.name === kindName)
  const endpoint = endpoints.find(one => one === endpointName)
  const size = sizes.find(one => one === sizeName)
  if (!kind || !endpoint || !size || (turn !== 'first' && turn !== 'later')) return undefined
  return { kind, endpoint, size, turn, lasts: rest.includes('lasts'), built: rest.includes('built') }
}

function cellsOf(kind: Kind, dice: Dice): Cell[] {
  return (kind.on ?? endpoints).flatMap(endpoint =>
    sizes.flatMap(size =>
      (['first', 'later'] as const)
        .filter(turn => turn === 'first' || size !== 'one registry' || asksAgain(endpoint))
        .map(turn => ({ kind, endpoint, size, turn, lasts: dice.below(2) === 1, built: false }))
    )
  )
}

function shuffled<T>(things: readonly T[], dice: Dice): T[] {
  return things
    .map(thing => ({ thing, place: dice.below(1e9) }))
    .sort((one, other) => one.place - other.place)
    .map(({ thing }) => thing)
}
