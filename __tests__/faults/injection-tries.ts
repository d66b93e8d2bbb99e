import { refusals } from './injection-refusals.ts'
import { creations, keyIds, shownRegistries } from './injection-shown.ts'
import type { Try } from './injection-try.ts'
import { files, manifests, typed } from './injection-typed.ts'

/** Every place where text comes from outside, with every payload. */
export function allTries(): Try[] {
  return [
    ...shownRegistries(),
    ...refusals(),
    ...creations(),
    ...manifests(),
    ...keyIds(),
    ...files(),
    ...typed()
  ]
}
