import type { Experiment } from './experiment.ts'
import { badInput } from './experiments/bad-input.ts'
import { cancel } from './experiments/cancel.ts'
import { faultRuns } from './experiments/fault-runs.ts'
import { injection } from './experiments/injection.ts'
import { leaks } from './experiments/leaks.ts'
import { lostCreates } from './experiments/lost-creates.ts'
import { retryWindow } from './experiments/retry-window.ts'
import { sameBytes } from './experiments/same-bytes.ts'
import { schedules } from './experiments/schedules.ts'
import { seals } from './experiments/seals.ts'

/** Every experiment by the name of its file, in the order of the table. */
export const experiments = {
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
} as Readonly<Record<string, Experiment>>
