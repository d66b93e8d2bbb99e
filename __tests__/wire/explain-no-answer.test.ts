import { explain } from '../../src/github/explain.ts'
import type { FaultReason } from '../../src/github/fault.ts'
import { attempt } from './attempt.ts'
import { noAnswer } from './failures.ts'

const host = 'api.github.com'
const check = `Check 'github-api-url'.`
const proxy = 'Behind a firewall HTTPS_PROXY may be needed; if it is set, check it.'
const between =
  'If that is right, something between may have answered: a proxy, a firewall, a gateway or a sign-in page.'

const rows: { name: FaultReason; detail?: string; expected: string }[] = [
  {
    name: 'refused',
    detail: 'ECONNREFUSED',
    expected: `${host} accepts no connection (ECONNREFUSED). ${check} ${proxy}`
  },
  {
    name: 'unresolved',
    detail: 'ENOTFOUND',
    expected: `the name ${host} cannot be resolved (ENOTFOUND). ${check} ${proxy}`
  },
  {
    name: 'proxy',
    detail: '407',
    expected: `the proxy does not connect to ${host} (407). Check HTTPS_PROXY and NO_PROXY.`
  },
  { name: 'proxy', expected: `the proxy does not connect to ${host}. Check HTTPS_PROXY and NO_PROXY.` },
  {
    name: 'certificate',
    detail: 'CERT_HAS_EXPIRED',
    expected: `the certificate of ${host} is not trusted (CERT_HAS_EXPIRED). If your own authority signed it, name its file in NODE_EXTRA_CA_CERTS.`
  },
  {
    name: 'tls',
    detail: 'EPROTO',
    expected: `${host} does not speak TLS as it should (EPROTO). ${check}`
  },
  {
    name: 'timeout',
    expected: `${host} did not answer in full within 'request-timeout' or what 'timeout' had left. ${proxy}`
  },
  {
    name: 'lost',
    detail: 'ECONNRESET',
    expected: `the connection to ${host} ended before the answer was complete (ECONNRESET).`
  },
  { name: 'lost', expected: `the connection to ${host} ended before the answer was complete.` },
  {
    name: 'redirect',
    detail: 'x.example',
    expected: `${host} redirects it to x.example; a write is never redirected, a read at most three times and only within ${host}. ${check}`
  },
  {
    name: 'redirect',
    expected: `${host} redirects it; a write is never redirected, a read at most three times and only within ${host}. ${check}`
  },
  {
    name: 'too-large',
    detail: 'larger than 16 MiB',
    expected: `the answer of ${host} is larger than 16 MiB. ${check}`
  },
  ...(['not-json', 'not-api'] as const).map(name => ({
    name,
    detail: '404',
    expected: `${host} answered 404, but not with JSON of GitHub's API, so nothing follows from it. ${check} ${between}`
  })),
  {
    name: 'unexpected',
    detail: 'it is no list',
    expected: `the answer of ${host} is not what GitHub's API describes: it is no list.`
  },
  {
    name: 'other-address',
    detail: 'x.example',
    expected: `the address leads to x.example instead of the endpoint at ${host}.`
  }
]

test.each(rows)('$name, $detail', ({ name, detail = '', expected }) => {
  expect(explain([noAnswer(name, false, detail)], attempt)).toBe(`Could not ${attempt.doing}: ${expected}`)
})

test.each([
  ['https://api.github.com', ' See https://www.githubstatus.com. Request id C0DE:1.'],
  ['https://github.acme.example/api/v3', ' Request id C0DE:1.']
])('a page instead of an answer of %s ends with%s', (apiUrl, end) => {
  const page = { ...noAnswer('not-json', false, '502'), requestId: 'C0DE:1' }
  expect(explain([page], { ...attempt, apiUrl }).split(between)[1]).toBe(end)
})

test('a write that was sent may have been carried out', () => {
  expect(explain([noAnswer('timeout')], attempt)).toMatch(
    / GitHub may have carried it out all the same: look at the organization before you run it again\.$/
  )
})
