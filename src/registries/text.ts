import { characterText, hostFields } from './address.ts'

/** Whether a text holds an expression, in whose place GitHub puts a value only in a workflow. */
export function hasExpression(text: string): boolean {
  const start = text.indexOf('${{')
  return start >= 0 && text.indexOf('}}', start) > 0
}

/** What is said of a value that is an expression still. */
export const holdsExpression =
  'still holds an expression, ${{ … }}, which nothing evaluates here; write a value without one'

/**
 * What makes the text of a key or an input none that can be meant, to be said after its name: an expression, or a
 * character that controls. Addresses and hosts have stricter rules of their own.
 */
export function faultOfText(name: string, text: string): string | undefined {
  if (hasExpression(text)) return holdsExpression
  if (hostFields.some(field => field === name.replaceAll('-', '_'))) return undefined
  const [control] = /[\p{Cc}\p{Zl}\p{Zp}]/u.exec(text) ?? []
  if (control === undefined) return undefined
  const called = /[\r\n]/.test(control) ? 'a line break' : characterText(control)
  return `holds ${called}, and no control character can be meant there`
}
