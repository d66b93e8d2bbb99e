import {
  parseBoolean,
  parseChoice,
  parseDuration,
  parseHosts,
  parseIds,
  parseList
} from '../../src/inputs/values.ts'
import { isOnHost } from '../../src/registries/address.ts'

test.each([
  ...['true', 'True', 'TRUE'].map(given => ({ given, expected: { value: true } })),
  ...['false', 'False', 'FALSE'].map(given => ({ given, expected: { value: false } })),
  ...['yes', 'on', '1', 'tRUE', 'true ', ''].map(given => ({ given, expected: { mustBe: 'true or false' } }))
])('boolean $given', ({ given, expected }) => {
  expect(parseBoolean(given)).toEqual(expected)
})

test.each([
  { given: 'all', expected: { value: 'all' } },
  { given: 'ALL', expected: { mustBe: 'one of all, private', meant: 'all' } },
  { given: '', expected: { mustBe: 'one of all, private' } }
])('choice $given', ({ given, expected }) => {
  expect(parseChoice(given, ['all', 'private'])).toEqual(expected)
})

const noDuration = { mustBe: 'a whole number above 0 with ms, s, m, h or d, such as 30s' }
test.each([
  { given: '5ms', expected: { value: 5 } },
  { given: '30s', expected: { value: 30_000 } },
  { given: '20m', expected: { value: 1_200_000 } },
  { given: '1h', expected: { value: 3_600_000 } },
  { given: '2d', expected: { value: 172_800_000 } },
  { given: '007s', expected: { value: 7000 } },
  ...['0s', '30', 's', '1.5s', '-1s', '1e3s', '1w', '30 s', '30S', '1s1s', `${'9'.repeat(20)}d`].map(
    given => ({
      given,
      expected: noDuration
    })
  )
])('duration $given', ({ given, expected }) => {
  expect(parseDuration(given)).toEqual(expected)
})

const noArray = { mustBe: 'a JSON array of strings and numbers if it begins with [' }
const noEntry = { mustBe: 'a list with at least one entry, or [] if nothing is meant' }
test.each([
  { name: 'one', given: 'web', expected: { value: ['web'] } },
  { name: 'commas', given: 'web, api-*,', expected: { value: ['web', 'api-*'] } },
  { name: 'lines', given: 'web\r\n\n  api\n', expected: { value: ['web', 'api'] } },
  { name: 'both, with repetitions', given: 'web,api\nweb', expected: { value: ['web', 'api'] } },
  { name: 'nothing but separators', given: ' , \n', expected: noEntry },
  { name: 'JSON', given: '["web", 7, " api "]', expected: { value: ['web', '7', 'api'] } },
  { name: 'an empty JSON array', given: '[]', expected: { value: [] } },
  { name: 'JSON with a comma inside', given: '["a,b"]', expected: { value: ['a,b'] } },
  { name: 'JSON with null', given: '[null]', expected: noArray },
  { name: 'JSON in JSON', given: '[["web"]]', expected: noArray },
  { name: 'half of some JSON', given: '["web"', expected: noArray }
])('list: $name', ({ given, expected }) => {
  expect(parseList(given)).toEqual(expected)
})

const noIds = { mustBe: 'a list of repository ids, which are whole numbers such as 1296269' }
test.each([
  { name: 'several', given: '1296269, 7', expected: { value: [1296269, 7] } },
  { name: 'JSON', given: '[7, "8"]', expected: { value: [7, 8] } },
  { name: 'none', given: '[]', expected: { value: [] } },
  { name: 'half of some JSON', given: '[7', expected: noArray },
  { name: 'a name', given: '7, web', expected: noIds },
  { name: 'zero', given: '0', expected: noIds },
  { name: 'a fraction', given: '[1.5]', expected: noIds },
  { name: 'a negative number', given: '-7', expected: noIds },
  { name: 'a number that would be rounded', given: '9007199254740993', expected: noIds }
])('ids: $name', ({ given, expected }) => {
  expect(parseIds(given)).toEqual(expected)
})

test.each([
  { url: 'https://npm.acme.example', host: 'npm.acme.example', expected: true },
  { url: 'https://npm.acme.example', host: 'NPM.Acme.Example', expected: true },
  { url: 'https://npm.acme.example:8443', host: 'npm.acme.example', expected: true },
  { url: 'https://npm.acme.example:8443', host: 'npm.acme.example:8443', expected: true },
  { url: 'https://npm.acme.example', host: 'npm.acme.example:8443', expected: false },
  { url: 'https://npm.acme.example', host: 'npm.acme.example:443', expected: true },
  { url: 'http://npm.acme.example', host: 'npm.acme.example:80', expected: true },
  { url: 'https://npm.acme.example', host: '*.acme.example', expected: true },
  { url: 'https://a.npm.acme.example', host: '*.acme.example', expected: true },
  { url: 'https://npm.acme.example:8443', host: '*.acme.example:8443', expected: true },
  { url: 'https://acme.example', host: '*.acme.example', expected: false },
  { url: 'https://notacme.example', host: '*.acme.example', expected: false },
  { url: 'https://acme.example.evil.example', host: 'acme.example', expected: false },
  { url: 'https://acme.example@evil.example', host: 'acme.example', expected: false },
  { url: 'https://sub.acme.example', host: 'acme.example', expected: false }
])('$url is on $host: $expected', ({ url, host, expected }) => {
  const hosts = parseHosts(`other.example, ${host}`)
  expect('value' in hosts && isOnHost(new URL(url), hosts.value)).toBe(expected)
})

test('no host allows nothing', () => {
  expect(isOnHost(new URL('https://npm.acme.example'), [])).toBe(false)
})

test.each(['https://npm.acme.example', 'npm.acme.example/path', '*', 'a.*.example', '[::1]'])(
  '%s is no host',
  text => {
    expect(parseHosts(text)).toHaveProperty('mustBe')
  }
)
