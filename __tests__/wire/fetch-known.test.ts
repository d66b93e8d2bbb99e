import http from 'node:http'
import { faultOf } from '../../src/github/fault.ts'
import { send } from './fetching.ts'
import { serveBytes } from './raw-server.ts'

const apiUrl = 'https://api.acme.example'
const soon = (milliseconds: number) =>
  new Promise<string>(resolve => setTimeout(resolve, milliseconds, 'still waiting'))

test.failing('a host with several addresses, none of which listens, has got nothing', async () => {
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

test.failing.each([
  { name: 'a proxy that never answers', given: '' },
  { name: 'a tunnel in which nobody answers', given: 'HTTP/1.1 200 OK\r\n\r\n' }
])('$name is left after the time limit', async ({ given }) => {
  const proxy = await serveBytes(client => void (given && client.write(given)))
  const asked = send({ apiUrl, milliseconds: 50, proxy: { HTTPS_PROXY: proxy.url, NO_PROXY: '' } })
  const came = await Promise.race([asked, soon(200)])
  await proxy.close()
  expect(came).toEqual({ reason: 'timeout', sent: false, detail: '' })
})

test.failing('a change of protocol, which nobody asked for, is an error', async () => {
  const server = await serveBytes(client =>
    client.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n')
  )
  const came = await Promise.race([send({ apiUrl: server.url, milliseconds: 50 }), soon(200)])
  await server.close()
  expect(came).toMatchObject({ sent: true })
})
