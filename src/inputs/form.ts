import type { Source } from '../registries/check-values.ts'
import { type FieldName, type FieldValues, fieldNames, fields } from '../registries/registry.ts'
import { inputOf, inputs } from './table.ts'
import { type Parsed, parseBoolean, parseChoice, parseIds } from './values.ts'

/** The inputs as the user filled them in, and what was found to be said about them. */
export class Form {
  readonly problems: string[] = []
  readonly warnings: string[] = []
  readonly notices: string[] = []
  readonly #texts: Map<string, string>

  constructor(read: (name: string) => string) {
    this.#texts = new Map(Object.keys(inputs).map(name => [name, read(name)]))
  }

  /** The text of an input, or its default; undefined if it is empty and has none that this action fills in. */
  text(name: string): string | undefined {
    const text = this.#texts.get(name) ?? ''
    const preset = inputs[name]?.default
    if (text !== '') return text
    return preset?.startsWith('${{') ? undefined : preset
  }

  /** The value of an input. A text that cannot be read is a problem. */
  parsed<T>(name: string, parse: (text: string) => Parsed<T>): T | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const parsed = parse(text)
    if ('value' in parsed) return parsed.value
    this.problems.push(`Input '${name}' is '${text}'; it must be ${parsed.mustBe}.`)
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
    gave: field => this.text(inputOf(field)) !== undefined
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
