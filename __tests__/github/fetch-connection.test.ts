import http from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { faultOf } from '../../src/github/failure.ts'
import { makeAuthority } from '../scenarios/authority.ts'
import { send } from './fetching.ts'
import { serve, serveBytes } from './raw-server.ts'

test.each(['http', 'https'])('%s: nothing listens', async scheme => {
  const server = await serve(() => {})
  await server.close()
  const came = await send({ apiUrl: `${scheme}://127.0.0.1:${server.port}`, method: 'POST' })
  expect(came).toEqual({ reason: 'refused', sent: false, detail: 'ECONNREFUSED' })
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

const outgoing = { socket: null } as Parameters<typeof faultOf>[1]

test.each([
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'INVALID_CA'
])('%s is about the certificate', code => {
  const fault = faultOf(Object.assign(new Error(), { code }), outgoing)
  expect(fault).toMatchObject({ name: 'Fault', reason: 'certificate', sent: false, message: code })
})

test('an error that says nothing is a connection lost', () => {
  expect(faultOf(new Error('?'), outgoing)).toMatchObject({ reason: 'lost', sent: false, message: '' })
})

test('a host with several addresses, none of which listens, has got nothing', async () => {
  const outgoing = http.request({
    host: 'several.example',
    port: 1,
    lookup: (_, __, found) =>
      found(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
        { address: '::1', family: 6 }
      ])
  })
  const error = await new Promise<Error>(resolve => outgoing.once('error', resolve).end())
  expect(faultOf(error, outgoing)).toMatchObject({ reason: 'refused', sent: false, message: 'ECONNREFUSED' })
})

test('a change of protocol, which nobody asked for, is an error', async () => {
  const server = await serveBytes(client =>
    client.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n')
  )
  const came = await send({ apiUrl: server.url })
  await server.close()
  expect(came).toEqual({ reason: 'lost', sent: true, detail: 'it switches the protocol' })
})
