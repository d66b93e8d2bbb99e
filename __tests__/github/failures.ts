import type { NoAnswer, Refusal } from '../../src/github/failure.ts'

/** GitHub's refusal, with these headers and messages. */
export function refusal(
  status: number,
  headers: Record<string, string> = {},
  ...messages: string[]
): Refusal {
  return { kind: 'refusal', status, headers, messages }
}

/** A request without a usable answer. */
export function noAnswer(reason: NoAnswer['reason'], sent = true, detail = ''): NoAnswer {
  return { kind: 'no-answer', reason, sent, detail }
}
