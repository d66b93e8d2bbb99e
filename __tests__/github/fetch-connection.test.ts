import http from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { faultOf } from '../../src/github/failure.ts'
import { makeAuthority } from '../scenarios/authority.ts'
import { noAnswer } from './failures.ts'
import { send } from './fetching.ts'
import { serve, serveBytes } from './raw-server.ts'

describe('without a connection nothing was sent', () => {
  const refused = { reason: 'refused', sent: false }
  const outgoing = { socket: null } as Parameters<typeof faultOf>[1]

  test.each(['http', 'https'])('%s: nothing listens', async scheme => {
    const server = await serve(() => {})
    await server.close()
    const came = await send({ apiUrl: `${scheme}://127.0.0.1:${server.port}`, method: 'POST' })
    expect(came).toEqual({ ...refused, detail: 'ECONNREFUSED' })
  })

  test('a name that no server of names can know', async () => {
    // Labels end at 63 characters, so nobody is asked.
    const came = await send({ apiUrl: `https://${'a'.repeat(64)}.example`, method: 'POST' })
    expect(came).toEqual({ reason: 'unresolved', sent: false, detail: 'ENOTFOUND' })
  })

  test('https where http is spoken', async () => {
    const plain = await serveBytes(client => client.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const came = await send({ apiUrl: `https://127.0.0.1:${plain.port}`, method: 'POST' })
    expect(came).toMatchObject({ reason: 'tls', sent: false })
    await plain.close()
  })

  const authority = makeAuthority('IP:127.0.0.1')
  afterAll(() => authority?.remove())
  const ifPossible = authority ? test : test.skip

  ifPossible('a certificate that nobody here trusts', async () => {
    const heard: string[] = []
    const server = createServer({ ...authority }, request => heard.push(`${request.url}`))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const came = await send({ apiUrl: `https://127.0.0.1:${port}`, method: 'POST' })
    expect(came).toEqual({ reason: 'certificate', sent: false, detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    expect(heard).toEqual([])
    await new Promise(resolve => server.close(resolve))
  })

  test.each([
    ...['ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'INVALID_CA']
  ])('%s is about the certificate', code => {
    const { failure } = faultOf(Object.assign(new Error(), { code }), outgoing)
    expect(failure).toEqual(noAnswer('certificate', false, code))
  })

  test('an error that says nothing is a connection lost', () => {
    expect(faultOf(new Error('?'), outgoing).failure).toEqual(noAnswer('lost', false))
  })

  test('a host with several addresses, none of which listens', async () => {
    const addresses = ['127.0.0.1', '127.0.0.2', '::1'].map(address => ({
      ...{ address, family: address === '::1' ? 6 : 4 }
    }))
    const asked = http.request({
      ...{ host: 'several.example', port: 1, lookup: (_, __, found) => found(null, addresses) }
    })
    const error = await new Promise<Error>(resolve => asked.once('error', resolve).end())
    expect(faultOf(error, asked).failure).toEqual(noAnswer('refused', false, 'ECONNREFUSED'))
  })
})

describe('a proxy', () => {
  const apiUrl = 'https://api.acme.example'
  const through = (port: number) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: '' })
  const established = 'HTTP/1.1 200 OK\r\n\r\n'

  /** Sends a header that has no end. */
  function flood(client: Socket): void {
    client.write('HTTP/1.1 200 OK\r\n')
    const more = () => {
      while (!client.destroyed && client.write(`x-${'x'.repeat(4000)}: y\r\n`));
      client.once('drain', more)
    }
    more()
  }

  test.each<[name: string, client: (client: Socket) => unknown, reason: string, detail: string]>([
    ['that refuses', one => one.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'), 'proxy', '407'],
    ['that hangs up', one => one.destroy(), 'proxy', 'ECONNRESET'],
    ['whose header has no end', flood, 'proxy', 'HPE_HEADER_OVERFLOW'],
    [
      ...(['whose tunnel ends before it is secure'] as const),
      one => void (one.write(established) && one.once('data', () => one.destroy())),
      ...(['lost', 'ECONNRESET'] as const)
    ],
    ['that never answers', () => {}, 'timeout', ''],
    ['in whose tunnel nobody answers', one => one.write(established), 'timeout', '']
  ])('%s has let nothing through', async (_, act, reason, detail) => {
    const asked: string[] = []
    const proxy = await serveBytes((client, first) => {
      asked.push(first.toString().split('\r\n')[0] ?? '')
      act(client)
    })
    const milliseconds = reason === 'timeout' ? 50 : 5000
    const came = await send({ apiUrl, method: 'POST', milliseconds, proxy: through(proxy.port) })
    expect(came).toEqual({ reason, sent: false, detail })
    expect(asked).toEqual(['CONNECT api.acme.example:443 HTTP/1.1'])
    await proxy.close()
  })

  test.each(['127.0.0.1', 'localhost'])('is never asked for %s', async host => {
    const asked: string[] = []
    const proxy = await serve((request, response) => {
      asked.push(`${request.url}`)
      response.end()
    })
    const github = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    )
    const HTTP_PROXY = `http://127.0.0.1:${proxy.port}`
    const variables = { ...through(proxy.port), HTTP_PROXY }
    const [plain, secure] = await Promise.all(
      ['http', 'https'].map(scheme =>
        send({ apiUrl: `${scheme}://${host}:${github.port}`, proxy: variables })
      )
    )
    expect(plain).toMatchObject({ status: 200 })
    // What listens there speaks no TLS.
    expect(secure).toMatchObject({ reason: 'tls' })
    expect(asked).toEqual([])
    await Promise.all([proxy.close(), github.close()])
  })

  const host = `${'a'.repeat(60)}.${'b'.repeat(64)}.example`
  const below = `${'b'.repeat(64)}.example`
  const rows = (asked: number, ...lists: string[]) => lists.map(list => ({ list, asked }))
  test.each([
    ...rows(
      0,
      host,
      below,
      `.${below}`,
      `*.${below}`,
      `x.example ${host}`,
      `x.example,, ${below.toUpperCase()}`
    ),
    ...rows(0, '*', 'example', `${below}:8443`, '*:8443', `${host}.`),
    ...rows(1, '', ',', '.', '*.', `${below}:443`, `x.${host}`, 'ample', '*:443', below.slice(1), '::1')
  ])('is asked $asked times where NO_PROXY=$list', async ({ list, asked }) => {
    const heard: string[] = []
    const proxy = await serveBytes((client, first) => {
      heard.push(first.toString())
      client.destroy()
    })
    const NO_PROXY = list
    const came = await send({ apiUrl: `https://${host}:8443`, proxy: { ...through(proxy.port), NO_PROXY } })
    expect(came).toMatchObject({ reason: asked ? 'proxy' : 'unresolved' })
    expect(heard).toHaveLength(asked)
    await proxy.close()
  })
})
