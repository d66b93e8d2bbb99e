import {
  addressProblem,
  disallowedHostProblem,
  hostProblem,
  looksLikeToken,
  withResolvedHosts
} from '../../src/registries/address.ts'

const resolved = (host: string) =>
  expect.stringMatching(new RegExp(`^has a host that resolves to ${host.replaceAll('.', '\\.')};`))
const odd = (character: string) =>
  `is not a complete address: it contains ${character}, which is not allowed in an address`
const meant = (url: string) => `is not a complete address: https:// is missing; write ${url}`
const incomplete = expect.stringMatching(/^is not a complete address/)
const credentials = 'contains a user name or a password'

const addresses: [given: string, expected: unknown][] = [
  ['https://npm.acme.example:8443/a%20b?c#d', undefined],
  ['HTTPS://NPM.Acme.example', undefined],
  ['https://[2001:db8::1]:8443/', undefined],
  ['https://xn--mnchen-3ya.example', undefined],
  ['https://npm.\u0430cme.example', resolved('npm.xn--cme-5cd.example')],
  ['https://npm\u3002acme.example', resolved('npm.acme.example')],
  ['https://npm.ac\u00adme.example', resolved('npm.acme.example')],
  ['https://\u212aelvin.example', resolved('kelvin.example')],
  ['https://npm%2Eacme.example', resolved('npm.acme.example')],
  ['https://0x7f.1', resolved('127.0.0.1')],
  ['https://[0:0:0:0:0:0:0:1]', resolved('[::1]'.replace(/[[\]]/g, '\\$&'))],
  ['https:///npm.acme.example', resolved('npm.acme.example')],
  ['https://npm.acme.example\\@evil.example/', odd("'\\'")],
  ['https://npm.acme.example/{feed}', odd("'{'")],
  ['https://npm.acme.example/a b', odd('a space')],
  ['https://npm.acme.example/a\u200bb', odd('the character U+200B')],
  ['https://npm.acme.example/a\u0007b', odd('the control character U+0007')],
  ['https://@npm.acme.example', credentials],
  ['https://npm.acme.example@evil.example', credentials],
  ['npm.acme.example:8443/a', meant('https://npm.acme.example:8443/a')],
  ['//npm.acme.example', meant('https://npm.acme.example')],
  ...[
    ...['ftp://x.example', 'https:npm.acme.example', 'mailto:a@b.example', 'npm.acme.example?token=x'],
    ...['ci:x@npm.acme.example', 'hunter2', '', `eyJ${'a1'.repeat(12)}.b.c`]
  ].map((text): [string, unknown] => [text, incomplete])
]

test.each(addresses)('%j: %s', (text, expected) => {
  expect(addressProblem(text)).toEqual(expected)
})

test.each([
  ['api.acme.example', undefined],
  ['https://api.acme.example/', undefined],
  ['api.acme.example@evil.example', credentials],
  [
    'api acme',
    'is not a host or a complete address: it contains a space, which is not allowed in an address'
  ],
  ['\uff41pi.acme.example', resolved('api.acme.example')]
])('the host %j', (text, expected) => {
  expect(hostProblem('api_host', text)).toEqual(expected)
})

test('a host with its port, where no scheme is written that of https', () => {
  expect(disallowedHostProblem('https://npm.acme.example:8443/x', ['*.acme.example'])).toBeUndefined()
  expect(disallowedHostProblem('npm.acme.example/x', ['npm.acme.example:443'])).toBeUndefined()
  expect(disallowedHostProblem('http://a.example', ['a.example:80', 'b.example:443'])).toBeUndefined()
  expect(disallowedHostProblem('https://a.example:8443', ['a.example:443', 'b.example'])).toBe(
    "is on a.example:8443, which is not in 'allowed-hosts' (a.example:443, b.example)"
  )
})

test('hosts in a text are shown as they are resolved, and nothing else is', () => {
  const given =
    'ümlaut https://npm.\u0430cme.example:8443/\u0430 and https://NPM.acme.example?x, https://a@\u0430.example'
  expect(withResolvedHosts(given)).toBe(
    'ümlaut https://npm.xn--cme-5cd.example:8443/\u0430 and https://NPM.acme.example?x, https://a@xn--80a.example'
  )
})

test('what begins as the tokens of known services do looks like one', () => {
  const tokens = 'ghp_ github_pat_ gho_ npm_ glpat- xoxb- pypi- AKIA dckr_pat_'.split(' ')
  const looking = (beginnings: string[]) =>
    beginnings.filter(beginning => looksLikeToken(`${beginning}ABCDEFGHIJ0123456789`))
  expect(looking(tokens)).toEqual(tokens)
  expect(looking(['NPM_', 'SECRET_', 'npm_token_'])).toEqual([])
})
