import type { RequestListener } from 'node:http'
import { createFetch } from '../../src/github/fetch.ts'
import { neverCut, send } from './fetching.ts'
import { serve, serveBytes } from './raw-server.ts'

test.each<[name: string, RequestListener]>([
  ['a server that never answers', () => {}],
  ['a body without end', (_, response) => response.writeHead(200, { 'content-length': 99 }).write('{')],
  [
    'all redirects together',
    (_, response) => void setTimeout(() => response.writeHead(302, { location: '/x' }).end(), 120)
  ]
])('the time limit holds for %s, which may have acted', async (_, listener) => {
  const server = await serve(listener)
  const came = await send({ apiUrl: server.url, milliseconds: 300 })
  expect(came).toEqual({ reason: 'timeout', sent: true, detail: '' })
  await server.close()
})

test('a connection that never becomes a secure one has sent nothing', async () => {
  const silent = await serveBytes(() => {})
  const apiUrl = `https://127.0.0.1:${silent.port}`
  const came = await send({ apiUrl, method: 'POST', milliseconds: 300 })
  expect(came).toEqual({ reason: 'timeout', sent: false, detail: '' })
  await silent.close()
})

test('every attempt asks anew how much time is left', async () => {
  const server = await serve(() => {})
  const limits = [40, 20]
  const wayOut = { apiUrl: server.url, timeLeft: () => limits.shift() ?? 0, proxy: {}, cutFor: neverCut }
  const { fetch, close } = createFetch(wayOut)
  for (const _ of [1, 2])
    await expect(fetch(`${server.url}/x`, { method: 'GET', headers: {} })).rejects.toThrow()
  expect(limits).toEqual([])
  close()
  await server.close()
})

test('closing ends what is under way', async () => {
  const server = await serve(() => {})
  const { fetch, firstSent, close } = createFetch({
    apiUrl: server.url,
    timeLeft: () => 5000,
    proxy: {},
    cutFor: neverCut
  })
  const ended = expect(fetch(`${server.url}/x`, { method: 'GET', headers: {} })).rejects.toMatchObject({
    reason: 'lost'
  })
  await firstSent
  close()
  await ended
  await server.close()
})
