import { isDue, type Policy } from '../../src/registries/plan.ts'
import { Problem } from '../../src/registries/problem.ts'
import {
  authTypeNames,
  authTypesOf,
  describe as describeRegistry,
  fieldNames,
  fields,
  fieldsOf,
  selectionProblem
} from '../../src/registries/registry.ts'
import { readDescription } from '../local-github/description.ts'

const url = 'https://npm.acme.example'

test.each([
  [{ name: 'NPM', registry_type: 'npm_registry', url }, `NPM (npm_registry at ${url})`],
  [{ name: 'NPM', registry_type: 'npm_registry' }, 'NPM (npm_registry)'],
  [{ name: 'NPM', url }, `NPM (registry at ${url})`],
  [{ name: 'NPM', registry_type: null, url: null }, 'NPM'],
  [{ name: null, registry_type: 'npm_registry', url }, `npm_registry at ${url}`],
  [{ registry_type: 'npm_registry' }, 'npm_registry'],
  [{}, 'registry']
])('%j is described as %s', (given, expected) => {
  expect(describeRegistry(given)).toBe(expected)
})

test.each([
  { name: 'username', expected: ['token', 'username_password'] },
  { name: 'audience', expected: ['oidc_aws', 'oidc_jfrog', 'oidc_cloudsmith', 'oidc_gcp'] },
  { name: 'url', expected: [] }
] as const)('the auth types of $name', ({ name, expected }) => {
  expect(authTypesOf(name)).toEqual(expected)
})

test('every field of an auth type is in the table', () => {
  expect(fieldNames).toEqual(expect.arrayContaining(authTypeNames.flatMap(fieldsOf)))
})

test('a problem holds its sentences, and its message all of them', () => {
  const both = { name: 'Problem', message: 'One. Two.', sentences: ['One.', 'Two.'] }
  expect(new Problem('One.', 'Two.')).toMatchObject(both)
})

test('the table is that of the body that the API takes', () => {
  const path = ['paths', '/orgs/{org}/private-registries', 'post', 'requestBody', 'content']
  const schema = [...path, 'application/json', 'schema', 'properties']
  const body = readDescription('api.github.com').at(...schema) as Record<string, { enum?: string[] }>
  const { encrypted_value, key_id, selected_repository_ids, ...rest } = body
  expect(Object.keys(rest).sort()).toEqual([...fieldNames].sort())
  for (const [name, field] of Object.entries(fields)) {
    const { enum: choices = [] } = body[name] ?? {}
    if (field.kind === 'choice') expect([...field.choices].sort()).toEqual([...choices].sort())
    else expect(JSON.stringify(body[name])).toContain(field.kind === 'text' ? '"string"' : '"boolean"')
  }
})

const hour = { olderThan: 3_600_000 }

test.each<[updated_at: string | undefined, rewrite: Policy['rewriteSecrets'], expected: boolean]>([
  ['2020-01-01T00:00:00Z', 'never', false],
  [undefined, 'never', false],
  ['2026-03-01T12:00:00Z', 'always', true],
  ['2026-03-01T10:59:59Z', hour, true],
  ['2026-03-01T11:00:00Z', hour, false],
  ['2026-03-01T11:59:00Z', hour, false],
  ['2026-03-02T12:00:00Z', hour, false],
  [undefined, hour, true],
  ['soon', hour, true]
])('at noon on 1 March 2026 a secret of %s is due with %j: %s', (updated_at, rewrite, expected) => {
  const registry = { name: 'A', registry_type: 'npm_registry', ...(updated_at && { updated_at }) }
  expect(isDue(registry, rewrite, Date.parse('2026-03-01T12:00:00Z'))).toBe(expected)
})

const good = 'web WEB .github a..b api-* * a*b* acme/web Acme-Labs_x/api-* 7 007 00 7a'.split(' ')
const bad = ['', ' ', 'a b', '.', '..', 'a/', '/a', 'a/b/c', 'a/..', '-a/b', 'a*/b', 'a.b/c', 'ä', 'web\n']

test('names, patterns and ids select repositories', () => {
  const problems = (given: string[]) => given.map(text => [text, selectionProblem(text)])
  expect(problems(good)).toEqual(good.map(text => [text, undefined]))
  expect(problems(bad)).toEqual(bad.map(text => [text, 'repository']))
  expect(['0', '9007199254740992'].map(selectionProblem)).toEqual(['id', 'id'])
})
