import type { Experiment, Share } from './experiment.ts'
import { openLane } from './lane.ts'
import { checkOnLanes } from './lane-property.ts'
import { playBuilt } from './play-built.ts'
import { type Player, playSchedule } from './play-schedule.ts'
import { playHere, playInside } from './players.ts'
import { scheduleWith } from './schedule.ts'

/** How many schedules of each kind a share has. */
const counts: Record<Share, { inside: number; here: number; built: number }> = {
  test: { inside: 80, here: 10, built: 2 },
  ci: { inside: 500, here: 40, built: 12 },
  all: { inside: 4600, here: 300, built: 252 }
}

const minute = 60_000

/** Random organizations, wishes, troubles and kills: each run tells the truth, and the last one puts all right. */
export const schedules: Experiment = {
  title: 'Random schedules of runs, faults and kills',
  reach: 'at least 5,000: every run truthful, no twin, nothing lost, all converge',
  async run({ share, seed, tell }) {
    const { inside, here, built } = counts[share]
    const fast = { timeouts: [4000, minute, 20 * minute], tell }
    const slow = { play: playBuilt, timeouts: [1500, 3000, 9000], count: built / 2, tell }
    // A step here takes the whole process, so that nothing else may run beside it.
    const alone = await checkPart({ ...fast, kind: 'schedules here', play: playHere, count: here, seed })
    const lanes = [1, 2, 3, 4].map(lane =>
      checkPart({
        ...{ ...fast, kind: `schedules inside, lane ${lane}`, play: playInside, count: inside / 4 },
        seed: seed + lane
      })
    )
    const builtLanes = [5, 6].map(lane =>
      checkPart({ ...slow, kind: `schedules built, lane ${lane}`, seed: seed + lane })
    )
    const others = await Promise.all([...lanes, ...builtLanes])
    return { of: 'schedules', count: inside + here + built, built, faults: [...alone, ...others.flat()] }
  }
}

interface Part {
  readonly kind: string
  readonly play: Player
  /** What `timeout` may be, in milliseconds. */
  readonly timeouts: readonly number[]
  readonly count: number
  readonly seed: number
  tell(line: string): void
}

function checkPart({ play, timeouts, ...part }: Part): Promise<string[]> {
  const isBuilt = play === playBuilt
  return checkOnLanes({
    ...part,
    cases: scheduleWith(timeouts),
    open: () => openLane({}, isBuilt ? 'real' : 'made up'),
    play: (schedule, lane) => playSchedule(schedule, lane, play),
    shrinks: !isBuilt
  })
}
