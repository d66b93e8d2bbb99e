import type { Outcome } from '../registries/change.ts'
import type { Sentence } from '../registries/problem.ts'

/** Where the work says what it does. No secret gets through. */
export interface Log {
  info(line: string): void
  warning(sentence: Sentence): void
  notice(sentence: Sentence): void
  /** Keeps a secret out of everything that is written from now on, also by the runner. */
  mask(secret: string): void
  /** Keeps a value out of everything that this action writes. */
  hide(value: string): void
  /** The value without hidden texts. */
  shown<T>(value: T): T
  /** Called when the first request has left: from now on there is time for what is needed later. */
  sent(): void
  /** Records how a write went, at once: whatever happens later, that is reported. */
  wrote(outcome: Outcome): void
  /** Opens the part of the log for one organization. */
  organization(org: string): OrganizationLog
}

/** The part of the log for one organization. */
export interface OrganizationLog {
  /** Says how a change went, and how far the work is; `timeLeft` is in milliseconds. */
  outcome(outcome: Outcome, progress: { done: number; total: number; timeLeft?: number | undefined }): void
  end(): void
}
