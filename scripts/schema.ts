// Writes the JSON Schema of the manifest from the tables in src; with --check only tells whether it is current.
import { readFileSync, writeFileSync } from 'node:fs'
import {
  entryKeys,
  type Items,
  keysOfOne,
  type ManifestKey,
  notBlank,
  type Shape
} from '../src/registries/manifest-keys.ts'

type Schema = { [key: string]: Json }
type Json = null | boolean | number | string | Json[] | Schema

const file = 'manifest.schema.json'

/** The schema that ships with the action, for editors. What it rejects, the action rejects. */
export function manifestSchema(): string {
  const names = [...entryKeys.keys()]
  const schema: Schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Private registries',
    description: 'The private registries of a GitHub organization.',
    type: 'object',
    properties: {
      defaults: {
        title: 'Defaults',
        description: 'Keys for every registry that lacks them and whose auth_type and visibility admit them.',
        ...mappingOf(names.filter(name => !keysOfOne.includes(name)))
      },
      registries: {
        title: 'Registries',
        description: 'The registries that are wanted. [] for none.',
        type: 'array',
        items: { title: 'Registry', ...mappingOf(names) }
      }
    },
    required: ['registries'],
    additionalProperties: false,
    // The type of a registry may be a default.
    if: { properties: { defaults: given('registry_type') }, required: ['defaults'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so.
    then: entries({ anyOf: [given('name'), given('url')] }),
    else: entries({ anyOf: [given('name'), { allOf: [given('url'), given('registry_type')] }] }),
    definitions: Object.fromEntries([...entryKeys].map(([name, key]) => [name, definition(key)]))
  }
  return `${formatted(JSON.stringify(schema, null, 2))}\n`
}

/** The house's format: short lists of words are on one line. */
function formatted(json: string): string {
  return json.replace(/^( *"\w+": \[)\s+("[^[\]{}]*?")\s+(\],?)$/gm, (list, before, words, after) => {
    const line = before + words.replace(/\n */g, ' ') + after
    return line.length > 110 ? list : line
  })
}

/** Editors complete the properties; the patterns admit hyphens. */
function mappingOf(names: readonly string[]): Schema {
  const spelt = names.filter(name => name.includes('_'))
  return {
    type: 'object',
    properties: Object.fromEntries(names.map(name => [name, reference(name)])),
    patternProperties: Object.fromEntries(
      spelt.map(name => [`^(?!${name}$)${name.replaceAll('_', '[_-]')}$`, reference(name)])
    ),
    additionalProperties: false
  }
}

function reference(name: string): Schema {
  return { $ref: `#/definitions/${name}` }
}

function entries(items: Schema): Schema {
  return { properties: { registries: { items } } }
}

function given(name: string): Schema {
  const spellings = [...new Set([name, name.replaceAll('_', '-')])]
  const schemas = spellings.map((spelling): Schema => ({ required: [spelling] }))
  return schemas.length === 1 ? { required: [name] } : { anyOf: schemas }
}

function definition({ title, description, shape }: ManifestKey): Schema {
  return { title, description, ...shapeOf(shape) }
}

function shapeOf(shape: Shape): Schema {
  switch (shape.kind) {
    case 'choice':
      return { type: 'string', ...choicesOf(shape.choices) }
    case 'boolean':
      return { type: 'boolean' }
    case 'text':
      return {
        type: shape.clearable ? ['string', 'null'] : 'string',
        pattern: (shape.pattern ?? notBlank).source,
        patternErrorMessage: `It must be ${shape.mustBe ?? 'more than white space'}.`
      }
    case 'list':
      return {
        type: 'array',
        items: itemOf(shape.items),
        uniqueItems: true,
        ...(shape.mayBeEmpty ? {} : { minItems: 1 })
      }
  }
}

/** Editors complete the words; the pattern admits hyphens. */
function choicesOf(choices: readonly string[]): Schema {
  const spelt = choices.filter(choice => choice.includes('_'))
  if (spelt.length === 0) return { enum: [...choices] }
  return { anyOf: [{ enum: [...choices] }, { pattern: `^(${spelt.join('|').replaceAll('_', '[_-]')})$` }] }
}

function itemOf({ pattern, ids, mustBe }: Items): Schema {
  const text: Schema[] = pattern
    ? [{ type: 'string', pattern: pattern.source, patternErrorMessage: `It must be ${mustBe}.` }]
    : []
  const id: Schema[] = ids ? [{ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }] : []
  const [first = {}, ...more] = [...text, ...id]
  return more.length > 0 ? { anyOf: [first, ...more] } : first
}

if (import.meta.main) {
  const current = manifestSchema()
  if (!process.argv.includes('--check')) {
    writeFileSync(file, current)
  } else if (current !== readFileSync(file, 'utf8')) {
    console.error(`${file} is not what the tables in src yield. Run: npm run schema`)
    process.exitCode = 1
  } else {
    console.log(`${file} is current.`)
  }
}
