import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { Answer } from '../github/script.ts'
import { startGitHub } from '../github/server.ts'
import { list, messages, start, theError } from './scenario.ts'

const operation = 'list'
const could = /^Could not list the private registries of acme: /

test.each<Answer>(['hang', 'stall'])('what falls silent is explained: %s', async how => {
  const { github, quickly } = await start()
  github.answer({}, how, 9)
  const result = await quickly({ operation, 'request-timeout': '300ms' })
  expect(theError(result)).toMatch(could)
  expect(theError(result)).toMatch(/127\.0\.0\.1:\d+ did not answer in full within 'request-timeout'/)
})

test('an answer without end is given up', async () => {
  const { github, run } = await start()
  github.answer({}, 'endless', 9)
  const result = await run({ operation })
  expect(theError(result)).toMatch(/larger than 16 MiB/)
  expect(github.said()).toHaveLength(1)
})

test('a server that is not there is explained, and asked again while there is time', async () => {
  const { run } = await start()
  const gone = await startGitHub()
  await gone.close()
  const result = await run({ operation, timeout: '3s', 'github-api-url': gone.url })
  const error = theError(result)
  expect(error).toMatch(/127\.0\.0\.1:\d+ accepts no connection \(ECONNREFUSED\).*'github-api-url'/)
  expect(error).toMatch(/tried \d times/)
  expect(result.log).toMatch(/Waiting until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC to list/)
})

test('a server that speaks no TLS is explained at once', async () => {
  const { github, run } = await start()
  const error = theError(await run({ operation, 'github-api-url': github.url.replace('http:', 'https:') }))
  expect(error).toMatch(could)
  expect(error).toMatch(/does not speak TLS as it should \(\w+\)\. Check 'github-api-url'/)
})

test('a name that does not exist is explained', async () => {
  const { quickly } = await start()
  // An empty label: no machine ever asks another one for it.
  const error = theError(await quickly({ operation, 'github-api-url': 'https://github..acme.example' }))
  expect(error).toMatch(/name github\.\.acme\.example cannot be resolved.*'github-api-url'/)
})

test('a server that speaks no HTTP is explained', async () => {
  const server = createServer(socket => {
    socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { quickly } = await start()
  const { port } = server.address() as AddressInfo
  const result = await quickly({ operation, 'github-api-url': `http://127.0.0.1:${port}` })
  expect(theError(result)).toMatch(/^Could not list the private registries of acme: .*127\.0\.0\.1:\d+/)
  server.close()
})

test.each<[name: string, answer: Answer, why: string]>([
  ['failure of the server', { status: 502, body: 'Bad gateway' }, '502'],
  ['rate limit', { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Slow' } }, 'rate limit']
])('a passing %s is overcome, and the log says so', async (_, answer, why) => {
  const { github, run } = await start()
  github.answer({}, answer)
  const result = await run({ operation })
  expect(messages(result, 'error')).toEqual([])
  expect(result.outputs['total-count']).toBe('0')
  expect(result.log).toMatch(
    new RegExp(`Waiting until .* UTC to list the private registries of acme again: .*${why}`)
  )
  expect(github.said()).toEqual([list, list])
})

test('timeout ends the whole run, however long one request may take', async () => {
  const { github, run } = await start()
  github.answer({}, 'hang', 9)
  const result = await run({ operation, timeout: '300ms' })
  expect(theError(result)).toMatch(/'timeout'/)
})
