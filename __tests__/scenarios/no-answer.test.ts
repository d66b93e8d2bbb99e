import { type AddressInfo, createServer } from 'node:net'
import type { Answer } from '../github/script.ts'
import { startGitHub } from '../github/server.ts'
import { messages, start, theError } from './scenario.ts'

const list = { operation: 'list', timeout: '900ms' }

const answers: [name: string, answer: Answer, message: RegExp][] = [
  ['silence', 'hang', /127\.0\.0\.1:\d+ did not answer in full within 'request-timeout'/],
  ['half an answer, then silence', 'stall', /did not answer in full within 'request-timeout'/],
  [
    'half an answer, then the end',
    'cut',
    /connection to 127\.0\.0\.1:\d+ ended before the answer was complete/
  ],
  ['no answer', 'reset', /connection to 127\.0\.0\.1:\d+ ended before the answer was complete/],
  ['an empty answer', { status: 200, body: '' }, /answered 200, but not with JSON.*'github-api-url'/],
  ['a page', { status: 200, body: '<html>Sign in</html>' }, /not with JSON.*'github-api-url'/],
  ['an odd answer', { status: 200, body: '[]' }, /not what GitHub's API describes.*total_count/],
  ['a redirect nowhere', { status: 302 }, /redirects it; .*'github-api-url'/],
  [
    'a redirect',
    { status: 301, headers: { location: 'https://github.acme.example/login' } },
    /to github\.acme/
  ]
]

test.each(answers)('%s is explained', async (_, answer, message) => {
  const { github, run } = await start()
  github.answer({}, answer, 9)
  const isSilent = answer === 'hang' || answer === 'stall'
  const result = await run({ ...list, ...(isSilent && { 'request-timeout': '300ms' }) })
  expect(theError(result)).toMatch(/^Could not list the private registries of acme: /)
  expect(theError(result)).toMatch(message)
  expect(result.durationMs).toBeLessThan(10_000)
})

test('an answer without end is given up', async () => {
  const { github, run } = await start()
  github.answer({}, 'endless', 9)
  const result = await run({ operation: 'list', timeout: '10s', 'request-timeout': '9s' })
  expect(theError(result)).toMatch(/larger than 16 MiB/)
  expect(github.said()).toHaveLength(1)
})

test('a server that is not there is explained, and asked again while there is time', async () => {
  const { run } = await start()
  const gone = await startGitHub()
  await gone.close()
  const result = await run({ ...list, timeout: '2s', 'github-api-url': gone.url })
  expect(theError(result)).toMatch(
    /127\.0\.0\.1:\d+ accepts no connection \(ECONNREFUSED\).*'github-api-url'/
  )
  expect(theError(result)).toMatch(/tried 2 times/)
  expect(result.log).toMatch(/Waiting until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC to list/)
})

test('a server that speaks no TLS is explained at once', async () => {
  const { github, run } = await start()
  const result = await run({ ...list, 'github-api-url': github.url.replace('http:', 'https:') })
  expect(theError(result)).toMatch(/does not speak TLS as it should \(\w+\)\. Check 'github-api-url'/)
  expect(result.durationMs).toBeLessThan(10_000)
})

test('a name that does not exist is explained', async () => {
  const { run } = await start()
  // An empty label: no machine ever asks another one for it.
  const result = await run({ ...list, timeout: '900ms', 'github-api-url': 'https://github..acme.example' })
  expect(theError(result)).toMatch(/name github\.\.acme\.example cannot be resolved.*'github-api-url'/)
})

test('a server that speaks no TLS is explained', async () => {
  const { github, run } = await start()
  const result = await run({ ...list, 'github-api-url': github.url.replace('http:', 'https:') })
  expect(theError(result)).toMatch(/^Could not list the private registries of acme: .*127\.0\.0\.1:\d+/)
})

test('a server that speaks no HTTP is explained', async () => {
  const server = createServer(socket => {
    socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { run } = await start()
  const result = await run({ ...list, 'github-api-url': `http://127.0.0.1:${port}` })
  expect(theError(result)).toMatch(/^Could not list the private registries of acme: .*127\.0\.0\.1:\d+/)
  await new Promise(resolve => server.close(resolve))
})

test('a passing failure of the server is overcome, and the log says so', async () => {
  const { github, run } = await start()
  github.answer({}, { status: 502, body: 'Bad gateway' })
  const result = await run({ operation: 'list' })
  expect(messages(result, 'error')).toEqual([])
  expect(result.log).toMatch(/Waiting until .* UTC to list the private registries of acme again: .*502/)
  expect(github.said()).toHaveLength(2)
})

test('a short rate limit is waited for', async () => {
  const { github, run } = await start()
  github.answer({}, { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Slow down' } })
  const result = await run({ operation: 'list' })
  expect(result.outputs['total-count']).toBe('0')
  expect(result.durationMs).toBeGreaterThan(900)
})

test('timeout ends the whole run, however long one request may take', async () => {
  const { github, run } = await start()
  github.answer({}, 'hang', 9)
  const result = await run({ operation: 'list', timeout: '300ms' })
  expect(theError(result)).toMatch(/'timeout'/)
  expect(result.durationMs).toBeLessThan(10_000)
})
