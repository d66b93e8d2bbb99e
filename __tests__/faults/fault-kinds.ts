import { answerKinds } from './fault-answers.ts'
import { connectionKinds } from './fault-connections.ts'
import type { Kind } from './fault-endpoints.ts'
import { refusalKinds } from './fault-refusals.ts'

/** Every kind of fault that a run can meet. */
export const kinds: readonly Kind[] = [...connectionKinds(), ...refusalKinds(), ...answerKinds()]
