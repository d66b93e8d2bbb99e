import { send } from './fetching.ts'
import { serve, serveBytes } from './raw-server.ts'

const apiUrl = 'https://api.acme.example'
const through = (port: number) => ({ HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: '' })

test('a proxy that refuses has let nothing through', async () => {
  const asked: string[] = []
  const proxy = await serveBytes((client, first) => {
    asked.push(first.toString().split('\r\n')[0] ?? '')
    client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
  })
  const came = await send({ apiUrl, method: 'POST', proxy: through(proxy.port) })
  expect(came).toEqual({ reason: 'proxy', sent: false, detail: '407' })
  expect(asked).toEqual(['CONNECT api.acme.example:443 HTTP/1.1'])
  await proxy.close()
})

test('a proxy that hangs up has let nothing through', async () => {
  const proxy = await serveBytes(client => client.destroy())
  const came = await send({ apiUrl, method: 'POST', proxy: through(proxy.port) })
  expect(came).toEqual({ reason: 'proxy', sent: false, detail: 'ECONNRESET' })
  await proxy.close()
})

test('a tunnel that ends before it is secure has let nothing through', async () => {
  const proxy = await serveBytes(client => {
    client.write('HTTP/1.1 200 OK\r\n\r\n')
    client.once('data', () => client.destroy())
  })
  const came = await send({ apiUrl, method: 'POST', proxy: through(proxy.port) })
  expect(came).toEqual({ reason: 'lost', sent: false, detail: 'ECONNRESET' })
  await proxy.close()
})

test.each(['127.0.0.1', 'localhost'])('%s is never asked through a proxy', async host => {
  const asked: string[] = []
  const proxy = await serve((request, response) => {
    asked.push(`${request.url}`)
    response.end()
  })
  const github = await serve((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  )
  const { HTTPS_PROXY: address } = through(proxy.port)
  const url = `http://${host}:${github.port}`
  const came = await send({ apiUrl: url, proxy: { HTTPS_PROXY: address, HTTP_PROXY: address, NO_PROXY: '' } })
  expect(came).toMatchObject({ status: 200 })
  expect(asked).toEqual([])
  await Promise.all([proxy.close(), github.close()])
})

const host = `${'a'.repeat(60)}.${'b'.repeat(64)}.example`
const below = `${'b'.repeat(64)}.example`
test.each([
  ...[host, below, `.${below}`, `*.${below}`, `x.example ${host}`, `x.example,, ${below.toUpperCase()}`].map(
    list => ({ list, asked: 0 })
  ),
  ...['*', 'example', `${below}:8443`, '*:8443', `${host}.`].map(list => ({ list, asked: 0 })),
  ...['', ',', '.', '*.', `${below}:443`, `x.${host}`, 'ample', '*:443', below.slice(1), '::1'].map(list => ({
    list,
    asked: 1
  }))
])('NO_PROXY=$list', async ({ list, asked }) => {
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

test('a proxy whose header has no end is left', async () => {
  const proxy = await serveBytes(client => {
    client.write('HTTP/1.1 200 OK\r\n')
    const more = () => {
      while (!client.destroyed && client.write(`x-${'x'.repeat(4000)}: y\r\n`));
      client.once('drain', more)
    }
    more()
  })
  const came = await send({ apiUrl, proxy: through(proxy.port) })
  expect(came).toEqual({ reason: 'proxy', sent: false, detail: 'HPE_HEADER_OVERFLOW' })
  await proxy.close()
})

test.each([
  { name: 'a proxy that never answers', given: '' },
  { name: 'a tunnel in which nobody answers', given: 'HTTP/1.1 200 OK\r\n\r\n' }
])('$name is left after the time limit', async ({ given }) => {
  const proxy = await serveBytes(client => void (given && client.write(given)))
  const came = await send({ apiUrl, milliseconds: 50, proxy: through(proxy.port) })
  await proxy.close()
  expect(came).toEqual({ reason: 'timeout', sent: false, detail: '' })
})
