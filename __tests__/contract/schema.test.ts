import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { stringify } from 'yaml'
import { type KeyShape, manifestSchema } from '../../scripts/schema.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import { entryKeys, perRegistryKeys } from '../../src/registries/manifest-keys.ts'

const committed = readFileSync('manifest.schema.json', 'utf8')
const ajv = new Ajv({ strictTypes: false })
// What editors show in place of a pattern.
ajv.addKeyword('patternErrorMessage')
const isValid = ajv.compile(JSON.parse(committed))

type Keys = Record<string, unknown>

const isParsed = (text: string) => parseManifest(text, 'm.yml').problems.length === 0
const hyphened = (name: string) => name.replaceAll('_', '-')
/** An alias is no plain YAML. */
const plain = { aliasDuplicateObjects: false }
const entry = { registry_type: 'git_source', url: 'https://x.example' }

/** Texts that only their own pattern admits. */
const samples: Record<string, string[]> = {
  secret_env: ['NPM_TOKEN', '_a', 'GITHUB', 'PATHS', 'xPATH', 'NODEX', 'homes', 'MY_GITHUB_TOKEN'],
  selected_repositories: ['web', 'api-*', '*', 'acme/x', '.github', '12', 'a.b_c', '007'],
  orgs: ['acme', 'Labs-1', '42', 'a_b'],
  name: ['NPM_REGISTRY_SECRET', 'a', '7']
}
const anyText = ['a', ' b ', 'https://x.example', '012', 'true', 'null', '~', 'ü: #']

function goodValues(name: string, shape: KeyShape): unknown[] {
  const texts = samples[name] ?? anyText
  if (shape.kind === 'boolean') return [true, false]
  if (shape.kind === 'choice') return [...shape.choices]
  if (shape.kind === 'text') return shape.clearable ? [...texts, null] : texts
  const all = [...(shape.pattern ? texts : []), ...(shape.ids ? [1, 77, Number.MAX_SAFE_INTEGER] : [])]
  return [...all.map(one => [one]), all, ...(shape.mayBeEmpty ? [[]] : [])]
}

test.each([...entryKeys])(
  'schema and parser both take what is right of %s, as JSON and as YAML',
  (...[name, key]) => {
    for (const spelt of [name, hyphened(name)])
      for (const value of goodValues(name, key)) {
        const { [name]: _, ...rest }: Keys = entry
        const isOfOne = perRegistryKeys.includes(name)
        const draft = {
          ...(isOfOne ? {} : { defaults: { [spelt]: value } }),
          registries: [
            { ...rest, [spelt]: value },
            ...(isOfOne ? [] : [{ ...entry, url: 'https://y.example' }])
          ]
        }
        const verdicts = [isValid(draft), isParsed(JSON.stringify(draft)), isParsed(stringify(draft, plain))]
        expect([spelt, value, ...verdicts]).toEqual([spelt, value, true, true, true])
      }
  }
)

/** Values that are of the wrong shape for most keys, and right for some. */
const oddValues: unknown[] = [
  ...[null, true, false, 0, 1, -1, 1.5, 7, 2 ** 53, 1e21],
  ...['', ' ', '\n', 'x', 'a b', 'a/b', 'a/b/c', '.', '..', 'Public-Key', 'all', 'token', 'yes', '-'],
  ...['GITHUB_X', 'input_x', 'Path', 'HOME', '1A', 'A-B', {}, { a: 1 }, [], [0], ['0'], [null], [['a']]],
  ...[[{}], ['web', 'web'], [1, 1], [''], ['a/b/c'], ['ok', 1.5], [1], ['a.b'], ['-a']]
]
const drafts: Record<string, Keys[]> = Object.fromEntries(
  [...entryKeys.keys(), 'secret', 'urll', 'Name'].map(name => {
    const { [name]: _, ...rest }: Keys = entry
    const ofOne = oddValues.flatMap((value, index): Keys[] => [
      { registries: [{ ...rest, [index % 2 ? name : hyphened(name)]: value }] },
      { registries: [entry], defaults: { [index % 2 ? hyphened(name) : name]: value } }
    ])
    return [name, ofOne]
  })
)
drafts['what is missing'] = [
  ...[{}, { registry: [entry] }, { defaults: {} }],
  ...[{ name: 'N' }, { url: entry.url }, { registry_type: 'git_source' }, {}].flatMap(one => [
    { registries: [one] },
    { registries: [one], defaults: { registry_type: 'git_source' } },
    { registries: [entry, one] }
  ]),
  ...oddValues.flatMap(value => [
    { registries: [value] },
    { registries: value },
    { registries: [entry, value] }
  ]),
  ...['defaults', 'registry', 'secret'].flatMap(name =>
    oddValues.map(value => ({ registries: [entry], [name]: value }))
  )
]

test.each(Object.entries(drafts))('schema and parser say the same of every odd value of %s', (_, all) => {
  const verdicts = all.map(draft => ({
    draft,
    schema: isValid(draft),
    parser: isParsed(JSON.stringify(draft))
  }))
  expect(verdicts.filter(({ schema, parser }) => schema !== parser)).toEqual([])
  expect(verdicts.filter(({ schema }) => !schema).length).toBeGreaterThan(5)
})

test('the committed file is what the tables yield, and editors complete underscores', () => {
  expect(committed).toBe(manifestSchema())
  const { properties } = JSON.parse(committed)
  const names = [...entryKeys.keys()]
  expect(Object.keys(properties.registries.items.properties)).toEqual(names)
  expect(Object.keys(properties.defaults.properties)).toEqual(
    names.filter(name => !perRegistryKeys.includes(name))
  )
})
