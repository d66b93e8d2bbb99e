import { Form } from '../../src/inputs/form.ts'
import { readOrgs, readReach } from '../../src/inputs/reach.ts'

const filled = (given: Record<string, string>) => new Form(name => given[name] ?? '')

function read(given: Record<string, string> = {}, variables: Record<string, string> = {}) {
  const form = filled({ token: 't0ken', ...given })
  const masked: string[] = []
  const reach = readReach(form, variables, secret => masked.push(secret))
  return { reach, masked, problems: form.problems }
}

test('what is not given has its default', () => {
  expect(read()).toEqual({
    reach: {
      apiUrl: 'https://api.github.com',
      access: { token: 't0ken' },
      timeout: 1_200_000,
      requestTimeout: 30_000,
      writeInterval: 1000,
      proxy: {}
    },
    masked: ['t0ken'],
    problems: []
  })
})

test('what is given is read', () => {
  const { reach, problems } = read({
    timeout: '1h',
    'request-timeout': '5s',
    'github-api-url': 'https://ghes.acme.example/api/v3/'
  })
  expect(reach).toMatchObject({
    apiUrl: 'https://ghes.acme.example/api/v3',
    timeout: 3_600_000,
    requestTimeout: 5000
  })
  expect(problems).toEqual([])
})

test('a duration that cannot be read is a problem', () => {
  expect(read({ timeout: '20' }).problems).toEqual([
    `Input 'timeout' is '20'; it must be a whole number above 0 with ms, s, m, h or d, such as 30s.`
  ])
})

test.each([
  {
    name: 'the variable',
    given: '',
    variable: 'https://ghes.acme.example/api/v3',
    expected: 'https://ghes.acme.example/api/v3'
  },
  {
    name: 'the input before it',
    given: 'https://api.acme.ghe.com',
    variable: 'https://x.example',
    expected: 'https://api.acme.ghe.com'
  },
  { name: 'neither', given: '', variable: '', expected: 'https://api.github.com' },
  {
    name: 'http on loopback',
    given: 'http://127.0.0.1:8080',
    variable: '',
    expected: 'http://127.0.0.1:8080'
  }
])('the address of GitHub: $name', ({ given, variable, expected }) => {
  const { reach, problems } = read({ 'github-api-url': given }, { GITHUB_API_URL: variable })
  expect([reach.apiUrl, problems]).toEqual([expected, []])
})

const example = 'https://api.github.com, or https://HOST/api/v3 on GitHub Enterprise Server.'
const noAddress = `'github-api-url' is not the address of a REST API; it must be like ${example}`
test.each([
  { given: 'api.github.com', expected: noAddress },
  { given: 'ftp://api.github.com', expected: noAddress },
  { given: 'https://ci:hunter2@api.github.com', expected: noAddress },
  { given: 'https://hunter2@api.github.com', expected: noAddress },
  { given: 'https://api.github.com?hunter2', expected: noAddress },
  { given: 'https://api.github.com#hunter2', expected: noAddress },
  {
    given: 'http://ghes.acme.example/api/v3',
    expected: `'github-api-url' begins with http:, which would send the token unencrypted; it must be like ${example}`
  },
  {
    given: 'https://github.com',
    expected: `'github-api-url' is GitHub's website; its REST API is ${example}`
  }
])('$given is refused, and not repeated', ({ given, expected }) => {
  expect(read({ 'github-api-url': given }).problems).toEqual([expected])
})

const untrusting =
  'NODE_TLS_REJECT_UNAUTHORIZED is 0, so that anybody on the way could read the token; remove it, and name your own certificate authority in NODE_EXTRA_CA_CERTS.'
test.each([
  { given: '0', address: 'https://api.github.com', expected: [untrusting] },
  { given: '0', address: 'https://localhost.acme.example', expected: [untrusting] },
  { given: '0', address: 'https://127.0.0.1:8443', expected: [] },
  { given: '0', address: 'https://localhost:8443/api/v3', expected: [] },
  { given: '0', address: 'https://[::1]', expected: [] },
  { given: '1', address: 'https://api.github.com', expected: [] },
  { given: '', address: 'https://api.github.com', expected: [] }
])('of NODE_TLS_REJECT_UNAUTHORIZED $given with $address', ({ given, address, expected }) => {
  const variables = { NODE_TLS_REJECT_UNAUTHORIZED: given }
  expect(read({ 'github-api-url': address }, variables).problems).toEqual(expected)
})

test('an address that is none cannot be trusted either', () => {
  const variables = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  expect(read({ 'github-api-url': 'localhost' }, variables).problems).toEqual([noAddress, untrusting])
})

test('an empty token is explained and not masked', () => {
  const { masked, problems } = read({ token: '' })
  expect([masked, problems]).toEqual([[], [expect.stringMatching(/^'token' is missing; /)]])
})

test.each(['a b', 'a\nb', 'tökén'])('a token like %j is refused, but masked', token => {
  const { masked, problems } = read({ token })
  expect([masked, problems]).toEqual([
    [token],
    [`'token' has characters that no token has, such as a space or a line break.`]
  ])
})

test.each([
  { given: 'acme', operation: 'create', expected: [] },
  { given: 'acme, labs_1', operation: 'list', expected: [] },
  {
    given: 'acme, labs',
    operation: 'create',
    expected: [`'org' names 2 organizations; create takes one organization.`]
  },
  { given: 'acme, ACME', operation: 'create', expected: [] },
  { given: 'acme, labs', operation: undefined, expected: [] },
  { given: '', operation: 'list', expected: [`'org' is empty; give the name of an organization.`] },
  {
    given: '*',
    operation: 'list',
    expected: [
      `'org' is *, but a token does not tell its organizations; name them, or give 'app-id' and 'app-private-key' instead of 'token'.`
    ]
  },
  {
    given: 'a/b',
    operation: 'get',
    expected: [`'org' holds 'a/b', which is no organization's name. Write only the name: a.`]
  },
  { given: '..', operation: 'get', expected: [`'org' holds '..', which is no organization's name.`] }
] as const)('organizations $given for $operation', ({ given, operation, expected }) => {
  const form = filled({ org: given })
  readOrgs(form, operation)
  expect(form.problems).toEqual(expected)
})

test('an organization that is named twice is taken once, as it was named first', () => {
  expect(readOrgs(filled({ org: 'Acme, labs, acme' }), 'list')).toEqual(['Acme', 'labs'])
})
