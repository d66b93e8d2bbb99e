import { Problem } from '../../src/registries/problem.ts'
import {
  authTypeNames,
  authTypesOf,
  describe as describeRegistry,
  fieldNames,
  fields,
  fieldsOf
} from '../../src/registries/registry.ts'
import { readDescription } from '../github/description.ts'

const url = 'https://npm.acme.example'

test.each([
  {
    name: 'all is known',
    given: { name: 'NPM', registry_type: 'npm_registry', url },
    expected: `NPM (npm_registry at ${url})`
  },
  {
    name: 'no address',
    given: { name: 'NPM', registry_type: 'npm_registry' },
    expected: 'NPM (npm_registry)'
  },
  { name: 'no type', given: { name: 'NPM', url }, expected: `NPM (registry at ${url})` },
  { name: 'a name alone', given: { name: 'NPM', registry_type: null, url: null }, expected: 'NPM' },
  {
    name: 'no name',
    given: { name: null, registry_type: 'npm_registry', url },
    expected: `npm_registry at ${url}`
  },
  { name: 'a type alone', given: { registry_type: 'npm_registry' }, expected: 'npm_registry' },
  { name: 'nothing', given: {}, expected: 'registry' }
])('a registry is described where $name', ({ given, expected }) => {
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
  expect(new Problem('One.', 'Two.')).toMatchObject({
    name: 'Problem',
    message: 'One. Two.',
    sentences: ['One.', 'Two.']
  })
})

test('the table is that of the body that the API takes', () => {
  const path = [
    'paths',
    '/orgs/{org}/private-registries',
    'post',
    'requestBody',
    'content',
    'application/json'
  ]
  const body = readDescription('api.github.com').at(...path, 'schema', 'properties') as Record<
    string,
    { enum?: string[] }
  >
  const { encrypted_value, key_id, selected_repository_ids, ...rest } = body
  expect(Object.keys(rest).sort()).toEqual([...fieldNames].sort())
  for (const [name, field] of Object.entries(fields)) {
    const { enum: choices = [] } = body[name] ?? {}
    if (field.kind === 'choice') expect([...field.choices].sort()).toEqual([...choices].sort())
    else expect(JSON.stringify(body[name])).toContain(field.kind === 'text' ? '"string"' : '"boolean"')
  }
})
