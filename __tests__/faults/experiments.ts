import { badInput } from './bad-input.ts'
import { cancel } from './cancel.ts'
import type { Experiment } from './experiment.ts'
import { faultRuns } from './fault-runs.ts'
import { injection } from './injection.ts'
import { leaks } from './leaks.ts'
import { lostCreates } from './lost-creates.ts'
import { retryWindow } from './retry-window.ts'
import { sameBytes } from './same-bytes.ts'
import { schedules } from './schedules.ts'
import { seals } from './seals.ts'

/** Every experiment by the name of its file, in the order of the table. */
export const experiments: Readonly<Record<string, Experiment>> = {
  'fault-runs': faultRuns,
  'lost-creates': lostCreates,
  schedules,
  leaks,
  'same-bytes': sameBytes,
  injection,
  'bad-input': badInput,
  seals,
  cancel,
  'retry-window': retryWindow
}
