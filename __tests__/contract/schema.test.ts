import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { type KeyShape, manifestSchema } from '../../scripts/schema.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import { entryKeys, keysOfOne } from '../../src/registries/manifest-keys.ts'

const committed = readFileSync('manifest.schema.json', 'utf8')
const ajv = new Ajv({ strictTypes: false })
// What editors show in place of a pattern.
ajv.addKeyword('patternErrorMessage')
const isValid = ajv.compile(JSON.parse(committed))

type Keys = Record<string, unknown>

const isParsed = (text: string) => parseManifest(text, 'm.yml').problems.length === 0
const hyphened = (name: string) => name.replaceAll('_', '-')

/** Texts that only their own pattern admits. */
const samples: Record<string, string[]> = {
  secret_env: ['NPM_TOKEN', '_a', 'GITHUB', 'PATHS', 'xPATH', 'NODEX', 'homes', 'MY_GITHUB_TOKEN'],
  selected_repositories: ['web', 'api-*', '*', 'acme/x', '.github', '12', 'a.b_c', '007'],
  orgs: ['acme', 'Labs-1', '42', 'a_b']
}
const anyText = ['a', ' b ', 'https://x.example', '012', 'true', 'null', '~', 'ü: #']

function goodValue(name: string, shape: KeyShape): fc.Arbitrary<unknown> {
  const text = fc.constantFrom(...(samples[name] ?? anyText))
  switch (shape.kind) {
    case 'boolean':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...shape.choices)
    case 'text':
      return shape.clearable ? fc.option(text) : text
    case 'list': {
      const id = fc.constantFrom(1, 77, Number.MAX_SAFE_INTEGER)
      const { pattern, ids } = shape
      const item = pattern && ids ? fc.oneof(text, id) : pattern ? text : id
      return fc.uniqueArray(item, { minLength: shape.mayBeEmpty ? 0 : 1, maxLength: 4 })
    }
  }
}

const identities = ['name', 'registry_type', 'url']
const others = [...entryKeys].filter(([name]) => !identities.includes(name))

/** Some keys with values of their shape, in either spelling. */
const someKeys: fc.Arbitrary<Keys> = fc
  .tuple(
    ...others.map(([name, key]) =>
      fc.option(fc.tuple(fc.constantFrom(name, hyphened(name)), goodValue(name, key)), {
        freq: 1,
        nil: undefined
      })
    )
  )
  .map(given => Object.fromEntries(given.filter(member => member !== undefined)))

/** What tells a registry from others; with the last of them the type is a default. */
const ways = [{ name: 'N' }, { registry_type: 'git_source', url: '' }, { name: 'N', url: '' }, { url: '' }]

/** Manifests without a fault; no two entries mean the same registry. */
const good = fc
  .record({
    defaults: someKeys,
    entries: fc.array(fc.tuple(someKeys, fc.constantFrom(...ways)), { maxLength: 4 })
  })
  .map(({ defaults, entries }) => ({
    defaults: { ...defaults, registry_type: 'git_source' },
    registries: entries.map(([keys, { name, url, ...way }]: [Keys, Keys], index) => ({
      ...{ ...keys, ...way, ...(name === undefined ? {} : { name: `N_${index}` }) },
      ...(url === undefined ? {} : { url: `https://${index}.example` })
    }))
  }))

test('schema and parser both take what is right, as JSON and as YAML usually is', () => {
  fc.assert(
    fc.property(good, draft => {
      const yaml = stringify(draft, { aliasDuplicateObjects: false })
      const verdicts = [isValid(draft), isParsed(JSON.stringify(draft)), isParsed(yaml)]
      expect(verdicts).toEqual([true, true, true])
    }),
    { numRuns: 100 }
  )
})

/** Values that are of the wrong shape for most keys, and right for some. */
const oddValues: unknown[] = [
  ...[null, true, false, 0, 1, -1, 1.5, 7, 2 ** 53, 1e21],
  ...['', ' ', '\n', 'x', 'a b', 'a/b', 'a/b/c', '.', '..', 'Public-Key', 'all', 'token', 'yes', '-'],
  ...['GITHUB_X', 'input_x', 'Path', 'HOME', '1A', 'A-B', {}, { a: 1 }, [], [0], ['0'], [null], [['a']]],
  ...[[{}], ['web', 'web'], [1, 1], [''], ['a/b/c'], ['ok', 1.5], [1], ['a.b'], ['-a']]
]
const entry = { registry_type: 'git_source', url: 'https://x.example' }
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
  expect(Object.keys(properties.defaults.properties)).toEqual(names.filter(name => !keysOfOne.includes(name)))
})
