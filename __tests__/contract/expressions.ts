import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

/** The contexts of a job: `github`, `inputs`, `secrets` and so on, each with its values. */
export type Contexts = Readonly<Record<string, unknown>>

/** A part of a workflow with the values of its expressions, as GitHub's own library evaluates them. */
export function evaluated(part: unknown, contexts: Contexts): unknown {
  if (typeof part === 'string') return filledIn(part, contexts)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, evaluated(value, contexts)]))
}

/** The texts of a mapping, as the runner hands inputs and variables on. */
export function evaluatedTexts(part: object = {}, contexts: Contexts = {}): Record<string, string> {
  const values = Object.entries(part).map(([name, value]) => [name, evaluated(value, contexts)])
  return Object.fromEntries(values.map(([name, value]) => [name, String(value ?? '')]))
}

/** Whether a condition holds; a job without one runs. */
export function holds(condition: string | undefined, contexts: Contexts): boolean {
  return condition === undefined || Boolean(resultOf(condition, contexts))
}

function filledIn(text: string, contexts: Contexts): unknown {
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(text)?.[1]
  if (whole !== undefined) return resultOf(whole, contexts)
  const filled = (_: string, expression: string) => String(resultOf(expression, contexts) ?? '')
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, filled)
}

function resultOf(expression: string, contexts: Contexts): unknown {
  const { tokens } = new Lexer(expression.trim()).lex()
  const parsed = new Parser(tokens, Object.keys(contexts), []).parse()
  const known: unknown = JSON.parse(JSON.stringify(contexts), data.reviver)
  if (!(known instanceof data.Dictionary)) throw new Error('The contexts are no mapping.')
  return JSON.parse(JSON.stringify(new Evaluator(parsed, known).evaluate(), data.replacer))
}
