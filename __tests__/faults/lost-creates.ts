import type { Experiment, Share } from './experiment.ts'
import { openLane } from './lane.ts'
import { checkOnLanes } from './lane-property.ts'
import { isQuick, lostCreate } from './lost-create.ts'
import { createBuilt, createInside, playLostCreate } from './play-lost-create.ts'

/** How many runs a share has; in each at least one answer to a create is lost. */
const counts: Record<Share, { inside: number; built: number }> = {
  test: { inside: 120, built: 4 },
  ci: { inside: 480, built: 8 },
  all: { inside: 1200, built: 64 }
}

/** Creates whose answer is lost in every way, of one registry or several: none is made twice, none is lost. */
export const lostCreates: Experiment = {
  title: 'Creates whose answer was lost',
  reach: 'at least 1,000: no twin, none lost, unknown only where nobody can tell',
  async run({ share, seed, tell }) {
    const { inside, built } = counts[share]
    const parts = [false, true].flatMap(older => [
      ...[0, 1].map(() => ({ older, count: inside / 4, create: createInside })),
      ...[0, 1].map(() => ({ older, count: built / 4, create: createBuilt }))
    ])
    const faults = await Promise.all(
      parts.map(({ older, count, create }, index) => {
        const isBuilt = create === createBuilt
        return checkOnLanes({
          ...{ count, tell, seed: seed + index, shrinks: !isBuilt },
          kind: `lost creates ${isBuilt ? 'built' : 'inside'}${older ? ', on an older server' : ''}`,
          cases: lostCreate.filter(one => one.older === older && (!isBuilt || isQuick(one))),
          open: () => openLane({ showsUrl: !older }, isBuilt ? 'real' : 'made up'),
          play: (one, lane) => playLostCreate(one, lane, create)
        })
      })
    )
    return { of: 'runs with lost creates', count: inside + built, built, faults: faults.flat() }
  }
}
