import { type PlatformPath, posix, win32 } from 'node:path'
import { Form, parseDuration, parseHosts, parseIds, parseInput, parseList } from '../../src/inputs/form.ts'
import { pathInside } from '../../src/inputs/manifest.ts'
import { inputs } from '../../src/inputs/table.ts'
import { isOnHost } from '../../src/registries/address.ts'
import { operations } from '../../src/request.ts'

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
  const bad = ['https://npm.acme.example', 'npm.acme.example/path', 'a.example, b/c', '*', 'a.*.example']
  for (const text of [...bad, '[::1]', 'a.example, 012.0.0.1', '*.2130706433:443'])
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

const onGitHub = operations.filter(name => name !== 'verify').join(' ')

test.each([
  ['timeout', 'Connection', operations.join(' ')],
  ['token', 'Connection', onGitHub],
  ['dry-run', 'Safety', onGitHub],
  ['name', 'Registry', 'get update delete apply plan rotate verify'],
  ['url', 'Registry', 'get create update delete apply plan rotate verify'],
  ['username', 'token, username_password', 'create update apply plan verify'],
  ['secret', 'token, username_password', 'create update apply plan verify rotate'],
  ['manifest', 'Many at once', 'apply plan rotate export verify'],
  ['prune', 'Many at once', 'apply plan'],
  ['tenant-id', 'oidc_azure', 'create update apply plan verify'],
  ['audience', 'oidc_aws, oidc_jfrog, oidc_cloudsmith, oidc_gcp', 'create update apply plan verify']
])('%s stands under %s and is used by %s', (name, group, expected) => {
  expect(inputs[name]?.group).toBe(group)
  expect(inputs[name]?.operations.join(' ')).toBe(expected)
})

/** The way that a manifest has in a workspace, if it is inside. */
function way(paths: PlatformPath, workspace: string, given: string): string | undefined {
  return pathInside(workspace, paths.resolve(workspace, given), paths)
}

const onWindows = 'D:\\a\\widgets\\widgets'

test.each([
  ['m.yml', 'm.yml'],
  ['.github\\registries.yml', '.github/registries.yml'],
  ['.github/registries.yml', '.github/registries.yml'],
  ['./a\\..\\m.yml', 'm.yml'],
  ['..m.yml', '..m.yml'],
  ['d:\\A\\Widgets\\WIDGETS\\m.yml', 'm.yml'],
  ['D:m.yml', 'm.yml'],
  ...[
    ...['..', '..\\m.yml', '../m.yml', 'a\\..\\..\\m.yml', '.', '\\m.yml', '/m.yml', 'C:m.yml', onWindows],
    ...[`${onWindows}2\\m.yml`, 'C:\\a\\widgets\\widgets\\m.yml', '//server/share/m.yml'],
    ...['?', '.'].map(device => `\\\\${device}\\${onWindows}\\m.yml`)
  ].map((given): [string, undefined] => [given, undefined])
])('the way to a manifest on Windows from %s: %s', (given, inside) => {
  expect(way(win32, onWindows, given)).toBe(inside)
})

test('the way to a manifest on a server, and elsewhere, where a backslash is part of a name', () => {
  const workspace = '\\\\server\\share\\widgets'
  expect(way(win32, workspace, 'a\\m.yml')).toBe('a/m.yml')
  expect(way(win32, workspace, '\\\\SERVER\\share\\widgets\\m.yml')).toBe('m.yml')
  expect(way(win32, workspace, '\\\\server\\other\\widgets\\m.yml')).toBeUndefined()
  expect(way(win32, workspace, '..\\m.yml')).toBeUndefined()
  expect(way(posix, '/w', '..\\m.yml')).toBe('..\\m.yml')
  expect(way(posix, '/w', 'a/m.yml')).toBe('a/m.yml')
  for (const given of ['../m.yml', '/W/m.yml']) expect(way(posix, '/w', given)).toBeUndefined()
})
