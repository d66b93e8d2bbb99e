import { Form } from '../../src/inputs/form.ts'
import { parseBoolean } from '../../src/inputs/values.ts'

const filled = (given: Record<string, string>) => new Form(name => given[name] ?? '')

test.each([
  { name: 'a text that is given', input: 'url', given: { url: 'u' }, expected: 'u' },
  { name: 'one that is empty', input: 'url', given: {}, expected: undefined },
  { name: 'a default of this action', input: 'timeout', given: {}, expected: '20m' },
  { name: 'a default that only the runner can fill in', input: 'org', given: {}, expected: undefined },
  { name: 'an input that does not exist', input: 'nope', given: { nope: 'x' }, expected: undefined }
])('$name', ({ input, given, expected }) => {
  expect(filled(given as Record<string, string>).text(input)).toBe(expected)
})

test('the fields that are given, each of its kind, and what is wrong with the others', () => {
  const form = filled({
    url: 'u',
    'replaces-base': 'TRUE',
    visibility: 'all',
    'auth-type': 'oidc_azrue',
    'tenant-id': 't'
  })
  expect(form.fields()).toEqual({ url: 'u', replaces_base: true, visibility: 'all', tenant_id: 't' })
  expect(form.problems).toEqual([
    `Input 'auth-type' is 'oidc_azrue'; it must be one of token, username_password, oidc_azure, oidc_aws, oidc_jfrog, oidc_cloudsmith, oidc_gcp. Did you mean 'oidc_azure'?`
  ])
})

test('ids, a choice and a value are read, or nothing where nothing is given', () => {
  const form = filled({ 'selected-repository-ids': '7, 8', visibility: 'all' })
  expect(form.ids('selected-repository-ids')).toEqual([7, 8])
  expect(form.choice('visibility', ['all'])).toBe('all')
  expect(form.parsed('replaces-base', parseBoolean)).toBeUndefined()
  expect(form.problems).toEqual([])
})
