import type { Experiment, Figure, Share } from './experiment.ts'
import { type Cell, cellNamed, cellsInOrder, nameOf } from './fault-cells.ts'
import { play } from './fault-play.ts'

/** How many cells a share has. */
const counts: Record<Share, number> = { test: 30, ci: 150, all: Number.POSITIVE_INFINITY }

// They mostly wait.
const builtAtOnce = 6

/** Every kind of fault at every endpoint it can hit, in small and in large runs. */
export const faultRuns: Experiment = {
  title: 'Every kind of fault × every endpoint it can hit × 1 and 3 organizations',
  reach: 'each cell once: truthful, no twin, nothing lost, no leak, and a rerun converges',

  async run({ share, seed, tell }): Promise<Figure> {
    const cells = cellsInOrder(seed).slice(0, counts[share])
    const faults: string[] = []
    let done = 0
    const take = async (cell: Cell): Promise<void> => {
      for (const fault of await played(cell)) {
        faults.push(fault)
        tell(`✗ ${fault}`)
      }
      done += 1
      if (done % 100 === 0) tell(`${done} of ${cells.length} fault runs`)
    }
    const built = cells.filter(cell => cell.built)
    const queue = [...built]
    const worker = async (): Promise<void> => {
      for (let cell = queue.shift(); cell; cell = queue.shift()) await take(cell)
    }
    await Promise.all(Array.from({ length: builtAtOnce }, worker))
    for (const cell of cells) if (!cell.built) await take(cell)
    return { of: 'fault runs', count: cells.length, built: built.length, faults }
  }
}

/** What was wrong with a cell, in one sentence. */
async function played(cell: Cell): Promise<string[]> {
  const again = `node __tests__/faults/fault-runs.ts '${nameOf(cell)}'`
  try {
    const [first, ...others] = await play(cell)
    if (first === undefined) return []
    return [`${first}${others.length > 0 ? `, and ${others.length} more` : ''} (again: ${again})`]
  } catch (error) {
    return [`${error instanceof Error ? error.stack : error} (again: ${again})`]
  }
}

if (import.meta.main) {
  for (const name of process.argv.slice(2)) {
    const cell = cellNamed(name)
    console.log(cell ? await play(cell) : `There is no cell '${name}'.`)
  }
}
