import { type Case, good, hidden } from './case.ts'
import { surroundingCase } from './surroundings.ts'

const create = good['create'] ?? {}
const api = 'github-api-url'
const soon = { ...create, timeout: '2s', 'request-timeout': '500ms' }

const addresses = [
  ...['https://github.com', 'http://github.acme.example', `https://ci:${hidden}@127.0.0.1`],
  ...['https://a.example?x', 'HERE#x', 'x']
]

const proxies = [
  ...['not a proxy', 'ftp://proxy.acme.example', `socks5://ci:${hidden}@proxy.acme.example`],
  ...['http://', 'http://[::1']
]

/** Addresses of GitHub and of proxies that are none, or where nothing good answers. */
export const networkCases: readonly Case[] = [
  ...['http://127.0.0.1:1', 'https://127.0.0.1:1', 'https://github.invalid'].map(address =>
    surroundingCase(`GitHub at ${address}`, 'fails', {
      ...{ inputs: { ...soon, [api]: address }, named: [/GitHub|github/] }
    })
  ),
  ...addresses.map(address =>
    surroundingCase(`GitHub at ${address}`, 'refused', {
      ...{ inputs: { ...create, [api]: address }, named: [`'${api}'`] }
    })
  ),
  surroundingCase('GitHub at an address of the job', 'refused', {
    inputs: { ...create, [api]: '' },
    env: { GITHUB_API_URL: `nonsense ${hidden}` },
    named: [`'${api}'`]
  }),
  ...proxies.map(proxy =>
    surroundingCase(`the proxy ${proxy}`, 'refused', {
      ...{ inputs: create, env: { HTTPS_PROXY: proxy }, named: ['HTTPS_PROXY'] }
    })
  ),
  ...['http://127.0.0.1:1', `http://ci:${hidden}@127.0.0.1:1`].map(proxy =>
    surroundingCase(`the proxy ${proxy}, which refuses`, 'fails', {
      inputs: { ...soon, [api]: 'https://github.invalid' },
      env: { https_proxy: proxy },
      named: [/proxy/i]
    })
  ),
  surroundingCase('no certificates', 'refused', {
    inputs: { ...create, [api]: 'https://api.github.com' },
    env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    named: ['NODE_TLS_REJECT_UNAUTHORIZED']
  }),
  surroundingCase('no certificates on loopback', 'truthful', {
    ...{ inputs: create, env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }
  })
]
