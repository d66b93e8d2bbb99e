import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { manifestSchema } from '../../scripts/schema.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import { entryKeys, keysOfOne, type ManifestKey } from '../../src/registries/manifest-keys.ts'

const committed = readFileSync('manifest.schema.json', 'utf8')
const ajv = new Ajv({ strictTypes: false })
// What editors show in place of a pattern.
ajv.addKeyword('patternErrorMessage')
const isValid = ajv.compile(JSON.parse(committed))

type Keys = Record<string, unknown>
interface Draft {
  defaults?: unknown
  registries?: unknown
  [key: string]: unknown
}
/** Changes one thing of a manifest. */
type Mutation = (draft: Draft) => Draft

/** Whether the parser takes a manifest, written as JSON and as YAML usually is. */
function isParsed(draft: Draft): boolean {
  const [asJson, asYaml] = [JSON.stringify(draft), stringify(draft, { aliasDuplicateObjects: false })].map(
    text => parseManifest(text, 'm.yml').problems.length === 0
  )
  expect(asYaml).toBe(asJson)
  return asJson === true
}

const hyphened = (name: string) => name.replaceAll('_', '-')
const spelt = (name: string) => fc.constantFrom(name, hyphened(name))

/** Texts that only their own pattern admits. */
const samples: Record<string, string[]> = {
  secret_env: ['NPM_TOKEN', '_a', 'GITHUB', 'PATHS', 'xPATH', 'NODEX', 'homes', 'MY_GITHUB_TOKEN'],
  selected_repositories: ['web', 'api-*', '*', 'acme/x', '.github', '12', 'a.b_c', '007'],
  orgs: ['acme', 'Labs-1', '42', 'a_b']
}

function goodValue(name: string, { shape }: ManifestKey): fc.Arbitrary<unknown> {
  const text = fc.constantFrom(
    ...(samples[name] ?? ['a', ' b ', 'https://x.example', '012', 'true', 'null', '~', 'ü: #'])
  )
  switch (shape.kind) {
    case 'boolean':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...shape.choices)
    case 'text':
      return shape.clearable ? fc.option(text) : text
    case 'list': {
      const id = fc.constantFrom(1, 77, Number.MAX_SAFE_INTEGER)
      const { pattern, ids } = shape.items
      const item = pattern && ids ? fc.oneof(text, id) : pattern ? text : id
      return fc.uniqueArray(item, { minLength: shape.mayBeEmpty ? 0 : 1, maxLength: 4 })
    }
  }
}

/** Some keys with values of their shape, in either spelling. */
function someKeys(names: readonly string[]): fc.Arbitrary<Keys> {
  const members = names.map(name => {
    const key = entryKeys.get(name)
    if (!key) throw new Error(`No key ${name}.`)
    const member = fc.tuple(spelt(name), goodValue(name, key))
    return fc.option(member, { freq: 1, nil: undefined })
  })
  return fc.tuple(...members).map(given => Object.fromEntries(given.filter(member => member !== undefined)))
}

const identities = ['name', 'registry_type', 'url']
const others = [...entryKeys.keys()].filter(name => !identities.includes(name))

/** Manifests without a fault; no two entries mean the same registry. */
const good: fc.Arbitrary<Draft> = fc
  .record({
    defaults: fc.option(someKeys([...others, 'registry_type']), { nil: undefined }),
    entries: fc.array(
      fc.record({ keys: someKeys(others), by: fc.constantFrom('name', 'address', 'both', 'default') }),
      { maxLength: 4 }
    )
  })
  .map(({ defaults, entries }) => {
    const byDefault = defaults && ('registry_type' in defaults || 'registry-type' in defaults)
    const registries = entries.map(({ keys, by }, index) => ({
      ...keys,
      ...(by === 'name' || by === 'both' ? { name: `N_${index}` } : { url: `https://${index}.example` }),
      ...(by === 'address' || by === 'both' || (by === 'default' && !byDefault)
        ? { registry_type: 'git_source' }
        : {})
    }))
    return { ...(defaults && { defaults }), registries }
  })

/** Values that are of the wrong shape for most keys, and right for some. */
const oddValues: unknown[] = [
  ...[null, true, false, 0, 1, -1, 1.5, 7, 2 ** 53, 1e21],
  ...['', ' ', '\n', 'x', 'a b', 'a/b', 'a/b/c', '.', '..', 'Public-Key', 'all', 'token', 'yes', '-'],
  ...['GITHUB_X', 'input_x', 'Path', 'HOME', '1A', 'A-B'],
  ...[
    [],
    [0],
    ['0'],
    [null],
    [['a']],
    [{}],
    ['web', 'web'],
    [1, 1],
    [''],
    ['a/b/c'],
    ['ok', 1.5],
    [1],
    ['a.b'],
    ['-a']
  ],
  ...[{}, { a: 1 }]
]
const odd = fc.constantFrom(...oddValues)
const anyKey = fc.oneof(
  fc.constantFrom(...entryKeys.keys()).chain(spelt),
  fc.constantFrom('secret', 'urll', 'x', 'Name', 'defaults')
)

function isKeys(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function without(keys: Keys, name: string): Keys {
  return Object.fromEntries(Object.entries(keys).filter(([key]) => hyphened(key) !== hyphened(name)))
}

/** Changes the defaults, or one of the entries if there are any. */
function within(at: number, change: (keys: Keys) => unknown): Mutation {
  return draft => {
    const { registries, defaults } = draft
    if (!Array.isArray(registries) || at < 0 || registries.length === 0)
      return { ...draft, defaults: isKeys(defaults) ? change(defaults) : change({}) }
    const index = at % registries.length
    return {
      ...draft,
      registries: registries.map((entry, place) => (place === index && isKeys(entry) ? change(entry) : entry))
    }
  }
}

const place = fc.integer({ min: -1, max: 3 })
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(place, anyKey, odd)
      .map(([at, key, value]) => within(at, keys => ({ ...without(keys, key), [key]: value })))
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(place, fc.constantFrom(...identities))
      .map(([at, key]) => within(at, keys => without(keys, key)))
  },
  { weight: 1, arbitrary: fc.tuple(place, odd).map(([at, value]) => within(at, () => value)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('defaults', 'registries', 'registry', 'secret'), odd)
      .map(([key, value]) => (draft: Draft) => ({ ...draft, [key]: value }))
  },
  { weight: 1, arbitrary: fc.constant(({ registries: _, ...draft }: Draft) => draft) }
)

test('the committed file is what the tables yield', () => {
  expect(committed).toBe(manifestSchema())
})

test('every key has a title and a description that is a sentence', () => {
  for (const { title, description } of entryKeys.values()) {
    expect(title).toMatch(/^[A-Z]/)
    expect(description).toMatch(/^[A-Z].*\.$/)
  }
})

test('editors complete the spelling with underscores', () => {
  const { properties } = JSON.parse(committed)
  expect(Object.keys(properties.registries.items.properties)).toEqual([...entryKeys.keys()])
  expect(Object.keys(properties.defaults.properties)).toEqual(
    [...entryKeys.keys()].filter(name => !keysOfOne.includes(name))
  )
})

test('schema and parser both take what is right', () => {
  fc.assert(
    fc.property(good, draft => {
      expect({ schema: isValid(draft), parser: isParsed(draft) }).toEqual({ schema: true, parser: true })
    }),
    { numRuns: 300 }
  )
})

test('schema and parser say the same of one change of shape', () => {
  const verdicts = { taken: 0, refused: 0 }
  fc.assert(
    fc.property(good, mutation, (draft, mutate) => {
      const mutant = mutate(draft)
      const parser = isParsed(mutant)
      expect({ schema: isValid(mutant), parser }).toEqual({ schema: parser, parser })
      verdicts[parser ? 'taken' : 'refused']++
    }),
    { numRuns: 1000 }
  )
  expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(100)
})

test('what the schema rejects after many changes, the parser rejects', () => {
  let refused = 0
  fc.assert(
    fc.property(good, fc.array(mutation, { minLength: 2, maxLength: 4 }), (draft, mutations) => {
      const mutant = mutations.reduce((before, mutate) => mutate(before), draft)
      if (isValid(mutant)) return
      refused++
      expect(isParsed(mutant)).toBe(false)
    }),
    { numRuns: 300 }
  )
  expect(refused).toBeGreaterThan(100)
})

/** Each value that is wrong for a key alone must be wrong for both. */
test.each([...entryKeys.keys()])('schema and parser agree on every odd value of %s', name => {
  for (const value of oddValues) {
    const draft = { registries: [{ registry_type: 'git_source', url: 'https://x.example', [name]: value }] }
    expect([name, value, isValid(draft)]).toEqual([name, value, isParsed(draft)])
  }
})
