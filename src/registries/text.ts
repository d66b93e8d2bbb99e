import { characterText } from './address.ts'

/** Whether a text holds an expression, in whose place GitHub puts a value only in a workflow. */
export function hasExpression(text: string): boolean {
  const start = text.indexOf('${{')
  return start >= 0 && text.indexOf('}}', start) > 0
}

/** What is said of a value that is an expression still. */
export const holdsExpression =
  'still holds an expression, ${{ … }}, which nothing evaluates here; write a value without one'

/** What makes a text none that can be meant, to be said after its name: an expression, or a character that controls. */
export function faultOfText(text: string): string | undefined {
  if (hasExpression(text)) return holdsExpression
  const [control] = /[\p{Cc}\p{Zl}\p{Zp}]/u.exec(text) ?? []
  if (control === undefined) return undefined
  const called = /[\r\n]/.test(control) ? 'a line break' : characterText(control)
  return `holds ${called}, and no control character can be meant there`
}
