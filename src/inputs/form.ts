import type { Findings, Source } from '../registries/check-values.ts'
import { didYouMean } from '../registries/nearest.ts'
import { type Sentence, textOf } from '../registries/problem.ts'
import { type FieldName, type FieldValues, fieldNames, fields, inputOf } from '../registries/registry.ts'
import { faultOfText, hasExpression, holdsExpression } from '../registries/text.ts'
import type { Operation } from '../request.ts'
import { inputs } from './table.ts'
import { type Parsed, parseBoolean, parseChoice, parseIds } from './values.ts'

const secrets: readonly string[] = ['secret', 'secrets', 'token', 'app-private-key']
const lists: readonly string[] = ['org', 'allowed-hosts', 'selected-repositories', 'selected-repository-ids']

/** What makes the text of an input none that can be meant. A secret may hold any character, and a list has lines. */
function faultOfInput(name: string, text: string): string | undefined {
  if (secrets.includes(name)) return hasExpression(text) ? holdsExpression : undefined
  return faultOfText(name, lists.includes(name) ? text.replace(/[\r\n\t]/g, ' ') : text)
}

/** The inputs as the user filled them in, and what was found to be said about them. */
export class Form {
  readonly problems: Sentence[] = []
  readonly warnings: Sentence[] = []
  readonly notices: Sentence[] = []
  readonly #texts: Map<string, string>
  #operation: Operation | undefined

  constructor(read: (name: string) => string) {
    this.#texts = new Map(Object.keys(inputs).map(name => [name, read(name)]))
  }

  /** The problems, with those of texts that nobody can mean; of such an input nothing else is said. */
  allProblems(): Sentence[] {
    const faults = [...this.#texts].flatMap(([name, text]) => {
      const fault = faultOfInput(name, text)
      return fault ? [{ name, text: `'${name}' ${fault}.` }] : []
    })
    const others = this.problems.filter(
      problem => !faults.some(({ name }) => /^(Input )?'([^']+)'/.exec(textOf(problem))?.[2] === name)
    )
    return [...faults.map(({ text }) => text), ...others]
  }

  /** From now on, inputs that the operation does not use are as if they were not given. */
  keepTo(operation: Operation): void {
    this.#operation = operation
  }

  /** Adds what was found, however much it is. */
  add({ problems, warnings }: Findings): void {
    for (const problem of problems) this.problems.push(problem)
    for (const warning of warnings) this.warnings.push(warning)
  }

  /** What the user typed, used or not. */
  typed(name: string): string {
    return this.#texts.get(name) ?? ''
  }

  /** The text of an input, or its default; undefined if it is empty and has none that this action fills in. */
  text(name: string): string | undefined {
    const input = inputs[name]
    if (this.#operation && !input?.operations.includes(this.#operation)) return undefined
    if (this.typed(name) !== '') return this.typed(name)
    return input?.default?.startsWith('${{') ? undefined : input?.default
  }

  /** The value of an input. A text that cannot be read is a problem. */
  parsed<T>(name: string, parse: (text: string) => Parsed<T>): T | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const parsed = parse(text)
    if ('value' in parsed) return parsed.value
    this.problems.push(
      `Input '${name}' is '${text}'; it must be ${parsed.mustBe}.${didYouMean(parsed.meant)}`
    )
    return undefined
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    return this.parsed(name, text => parseChoice(text, choices))
  }

  ids(name: string): number[] | undefined {
    return this.parsed(name, parseIds)
  }

  /** How a check speaks of the inputs. */
  readonly source: Source = {
    spell: inputOf,
    gave: field => this.text(inputOf(field)) !== undefined,
    say: (_, text) => text
  }

  /** The fields of a registry that are given. */
  fields(): FieldValues {
    return Object.fromEntries(
      fieldNames.map(field => [field, this.#field(field)] as const).filter(([, value]) => value !== undefined)
    )
  }

  #field(field: FieldName): unknown {
    const kind = fields[field]
    const name = inputOf(field)
    switch (kind.kind) {
      case 'text':
        return this.text(name)
      case 'boolean':
        return this.parsed(name, parseBoolean)
      case 'choice':
        return this.choice(name, kind.choices)
    }
  }
}
