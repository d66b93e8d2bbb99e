import type { NoAnswer, Refusal } from '../../src/github/failure.ts'

/** GitHub's refusal, with these headers and words. */
export function refusal(status: number, headers: Record<string, string> = {}, ...words: string[]): Refusal {
  return { kind: 'refusal', status, headers, words }
}

/** A request without a usable answer. */
export function noAnswer(reason: NoAnswer['reason'], sent = true, detail = ''): NoAnswer {
  return { kind: 'no-answer', reason, sent, detail }
}
