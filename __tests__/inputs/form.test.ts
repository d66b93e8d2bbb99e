import { Form, parseDuration, parseHosts, parseIds, parseInput, parseList } from '../../src/inputs/form.ts'
import { isOnHost } from '../../src/registries/address.ts'

/** What a text of each group has to be read as. */
const readAs = <T>(parse: (text: string) => T, groups: [expected: unknown, ...given: string[]][]) =>
  groups.map(([expected, ...given]) => [expected, given.map(parse), given.map(() => expected)])

const value = (of: unknown) => ({ value: of })
const noArray = { problem: 'must be a JSON array of strings and numbers if it begins with [.' }
const noEntry = { problem: 'must be a list with at least one entry, or [] for none.' }
const noIds = { problem: 'must be a list of repository ids, which are whole numbers such as 1296269.' }
const ofTwo = 'must be one of all, no_one.'

test.each([
  ...readAs(
    text => parseInput({ kind: 'boolean' }, text),
    [
      [value(true), 'true', 'True', 'TRUE'],
      [value(false), 'false', 'False', 'FALSE'],
      [{ problem: 'must be true or false.' }, 'yes', 'on', '1', 'tRUE', 'true ', '']
    ]
  ),
  ...readAs(
    text => parseInput({ kind: 'choice', choices: ['all', 'no_one'] }, text),
    [
      [value('no_one'), 'no_one', 'no-one'],
      [{ problem: `${ofTwo} Did you mean 'all'?` }, 'ALL'],
      [{ problem: ofTwo }, '']
    ]
  ),
  ...readAs(parseDuration, [
    [value(5), '5ms'],
    [value(7000), '7s', '007s'],
    [value(1_200_000), '20m'],
    [value(3_600_000), '1h'],
    [value(172_800_000), '2d'],
    [
      { problem: 'must be a whole number above 0 with ms, s, m, h or d, such as 30s.' },
      ...['0s', '30', 's', '1.5s', '-1s', '1e3s', '1w', '30 s', '30S', '1s1s', `${'9'.repeat(20)}d`]
    ]
  ]),
  ...readAs(parseList, [
    [value(['web']), 'web'],
    [value(['web', 'api']), 'web, api,', 'web\r\n\n  api\n', 'web,api\nweb', '["web", " api "]'],
    [value(['web', '7']), '["web", 7]'],
    [value([]), '[]'],
    [value(['a,b']), '["a,b"]'],
    [noEntry, ' , \n'],
    [noArray, '[null]', '[["web"]]', '["web"']
  ]),
  ...readAs(parseIds, [
    [value([1296269, 7]), '1296269, 7', '[1296269, "7"]'],
    [value([]), '[]'],
    [noArray, '[7'],
    [noIds, '7, web', '0', '[1.5]', '-7', '9007199254740993']
  ])
])('read as %j', (_, read, expected) => {
  expect(read).toEqual(expected)
})

test.each([
  [
    true,
    ...['https://npm.acme.example npm.acme.example', 'https://npm.acme.example NPM.Acme.Example'],
    ...['https://npm.acme.example:8443 npm.acme.example', 'https://npm.acme.example npm.acme.example:443'],
    ...['https://npm.acme.example:8443 npm.acme.example:8443', 'http://npm.acme.example npm.acme.example:80'],
    ...['https://npm.acme.example *.acme.example', 'https://a.npm.acme.example *.acme.example'],
    'https://npm.acme.example:8443 *.acme.example:8443'
  ],
  [
    false,
    ...['https://npm.acme.example npm.acme.example:8443', 'https://acme.example *.acme.example'],
    ...['https://notacme.example *.acme.example', 'https://acme.example.evil.example acme.example'],
    ...['https://acme.example@evil.example acme.example', 'https://sub.acme.example acme.example']
  ]
])('on a host: %s', (expected, ...given) => {
  const on = given.map(text => {
    const [url = '', host] = String(text).split(' ')
    const hosts = parseHosts(`other.example, ${host}`)
    return [text, 'value' in hosts && isOnHost(new URL(url), hosts.value)]
  })
  expect(on).toEqual(given.map(text => [text, expected]))
})

test('no host allows nothing, and not every text is one', () => {
  expect(isOnHost(new URL('https://npm.acme.example'), [])).toBe(false)
  for (const text of ['https://npm.acme.example', 'npm.acme.example/path', '*', 'a.*.example', '[::1]'])
    expect(parseHosts(text)).toHaveProperty('problem')
})

const filled = (given: Record<string, string>) =>
  new Form(
    name => given[name] ?? '',
    {},
    () => {}
  )

test('a text is what is given, else the default of this action, else nothing', () => {
  expect(filled({ url: 'u' }).text('url')).toBe('u')
  const form = filled({ nope: 'x' })
  const read = ['url', 'timeout', 'org', 'nope'].map(name => form.text(name))
  expect(read).toEqual([undefined, '20m', undefined, undefined])
})

test('the fields that are given, each of its kind, and what is wrong with the others', () => {
  const given = { url: 'u', 'replaces-base': 'TRUE', visibility: 'all', 'tenant-id': 't' }
  const form = filled({ ...given, 'auth-type': 'oidc_azrue' })
  expect(form.fields()).toEqual({ url: 'u', replaces_base: true, visibility: 'all', tenant_id: 't' })
  expect(form.problems).toEqual([
    `Input 'auth-type' is 'oidc_azrue'; it must be one of token, username_password, oidc_azure, oidc_aws, oidc_jfrog, oidc_cloudsmith, oidc_gcp. Did you mean 'oidc_azure'?`
  ])
})

test('an input is true only if it is given so, and a list is read where one is given', () => {
  const form = filled({ 'selected-repository-ids': '7, 8', prune: 'True' })
  expect(form.parsed('selected-repository-ids', parseIds)).toEqual([7, 8])
  expect(form.parsed('selected-repositories', parseList)).toBeUndefined()
  expect(['prune', 'dry-run', 'replaces-base'].map(name => form.flag(name))).toEqual([true, false, false])
  expect(form.problems).toEqual([])
})
