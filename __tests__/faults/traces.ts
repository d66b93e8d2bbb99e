import { type Form, formsOf } from '../runner/forms.ts'
import { findLeaks } from '../runner/leaks.ts'
import type { StepResult } from '../runner/result.ts'

/** A value that must not be seen, and what it is called. */
export interface Hidden {
  readonly name: string
  readonly text: string
}

/** How many characters of a value tell it from everything else. */
const piece = 16
/** Where pieces begin: a part of a value that has `piece + step` characters holds one of them. */
const step = 8

/**
 * Where a step let a value slip, as a whole, as one of its lines, or in part: a long secret that is cut off is still
 * a secret.
 */
export function findTraces(
  result: StepResult,
  hidden: readonly Hidden[],
  sinks: Readonly<Record<string, string>>
): string[] {
  const whole = hidden.flatMap(({ name, text }) =>
    findLeaks(result, [text], { ...sinks }).map(leak => leak.replace('secret 1', name))
  )
  if (whole.length > 0) return whole
  const places = Object.entries(sinks).map(([sink, text]) => ({ sink, pieces: piecesOf(text) }))
  return hidden.flatMap(({ name, text }) =>
    [...formsOf(text), ...bytesOf(text)].flatMap(form =>
      places
        .filter(({ pieces }) => holdsPart(pieces, form.text))
        .map(({ sink }) => `a part of ${name} as ${form.name} in ${sink}`)
    )
  )
}

/** How a text looks that came in a header, where each byte is taken for a character; control characters are blanks. */
function bytesOf(text: string): Form[] {
  const bytes = Buffer.from(text)
    .toString('latin1')
    .replace(/\p{Cc}+/gu, ' ')
  return /\P{ASCII}/u.test(text) ? [{ name: 'its bytes', text: bytes }] : []
}

function piecesOf(text: string): Set<string> {
  const pieces = new Set<string>()
  for (let start = 0; start + piece <= text.length; start += 1) pieces.add(text.slice(start, start + piece))
  return pieces
}

function holdsPart(pieces: ReadonlySet<string>, form: string): boolean {
  for (let start = 0; start + piece <= form.length; start += step)
    if (pieces.has(form.slice(start, start + piece))) return true
  return false
}
