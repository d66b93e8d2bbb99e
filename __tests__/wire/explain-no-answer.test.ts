import { explain } from '../../src/github/explain.ts'
import type { FaultReason } from '../../src/github/fault.ts'
import { attempt } from './attempt.ts'
import { noAnswer } from './failures.ts'

const host = 'api.github.com'
const check = `Check 'github-api-url'.`

const rows: { name: FaultReason; detail?: string; expected: string }[] = [
  {
    name: 'refused',
    detail: 'ECONNREFUSED',
    expected: `${host} accepts no connection (ECONNREFUSED). ${check} Behind a firewall HTTPS_PROXY may be needed; if it is set, check it.`
  },
  {
    name: 'unresolved',
    detail: 'ENOTFOUND',
    expected: `the name ${host} cannot be resolved (ENOTFOUND). ${check}`
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
    expected: `${host} did not answer in full within 'request-timeout' or what 'timeout' had left.`
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
  { name: 'too-large', expected: `the answer of ${host} is larger than 16 MiB. ${check}` },
  { name: 'not-json', detail: '200', expected: `${host} answered 200, but not with JSON. ${check}` },
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

test('a write that was sent may have been carried out', () => {
  expect(explain([noAnswer('timeout')], attempt)).toMatch(
    / GitHub may have carried it out all the same: look at the organization before you run it again\.$/
  )
})
