import { diceFor } from './dice.ts'
import type { Experiment, Share } from './experiment.ts'
import { sameFaults } from './same-faults.ts'
import { type SameCell, shownBy } from './same-run.ts'
import { scenes } from './same-scenes.ts'
import { twinSecrets, twinTokens } from './twin-secrets.ts'

const strides: Readonly<Record<Share, number>> = { test: 60, ci: 15, all: 2 }
const builtOnce = 20

/** The same run with two secrets and two tokens that nothing but their characters tells apart. */
export const sameBytes: Experiment = {
  title: 'Two secrets, the same bytes',
  reach: 'every operation × every fault: identical bytes, mask lines aside',
  async run({ share, seed, tell }) {
    const stride = strides[share]
    const cells = allCells().filter((_, number) => number % stride === seed % stride)
    const faults: string[] = []
    let built = 0
    for (const [number, cell] of cells.entries()) {
      const isBuilt = number % builtOnce === 0
      built += isBuilt ? 1 : 0
      const found = await difference({ ...cell, isBuilt }, seed, number)
      if (found !== undefined) faults.push(`Seed ${seed}, pair ${number}, ${found}`)
      if (number % 200 === 199) tell(`${number + 1} of ${cells.length} pairs, ${faults.length} differ`)
    }
    return { of: 'pairs of runs', count: cells.length, built, faults }
  }
}

function allCells(): Omit<SameCell, 'isBuilt'>[] {
  return scenes.flatMap(scene =>
    scene.asks.flatMap(endpoint =>
      sameFaults
        .filter(({ on }) => on === undefined || on.includes(endpoint))
        .map(fault => ({ scene, endpoint, fault }))
    )
  )
}

/** A busy machine may lose a connection and so have one more line; the secrets' doing is there every time. */
const mostTimes = 5

/** How the two runs differ, if they are never the same. */
async function difference(cell: SameCell, seed: number, number: number): Promise<string | undefined> {
  const dice = diceFor(seed, number)
  const { kind, texts } = twinSecrets(dice)
  const tokens = twinTokens(dice)
  const about = `${cell.scene.operation}, ${cell.fault.name} at ${cell.endpoint}, ${cell.isBuilt ? 'built' : 'here'}, ${kind}`
  const shown = [new Set<string>(), new Set<string>()] as const
  for (let again = 0; again < mostTimes; again += 1) {
    const one = await shownBy(cell, { secret: texts[0], token: tokens[0] })
    const other = await shownBy(cell, { secret: texts[1], token: tokens[1] })
    if (!one.hit || !other.hit) return `${about}: the fault met no request`
    shown[0].add(one.shown)
    shown[1].add(other.shown)
    if (!shown[0].isDisjointFrom(shown[1])) return undefined
  }
  const [one = '', other = ''] = shown.map(texts => [...texts].at(-1))
  return `${about}: ${firstDifference(one, other)}`
}

function firstDifference(one: string, other: string): string {
  const others = other.split('\n')
  const lines = one.split('\n')
  const at = lines.findIndex((line, index) => line !== others[index])
  return `${lines[at]?.trim().slice(0, 300)} is not ${others[at]?.trim().slice(0, 300)}`
}
