// What would make a test of the action green that should be red: a command, a line, an output or a secret that is not
// seen, and a step that is not run as the Actions runner would.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ways } from '../faults/ways.ts'
import { type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { parseCommand } from './commands.ts'
import { fastClock, runHere } from './here.ts'
import { findLeaks } from './leaks.ts'
import { collector, createLog, mask, maskedForms } from './log.ts'
import { testWithSignals } from './platform.ts'
import { parseKeyValues, type StepResult } from './result.ts'
import { runStep, runWarm, type Step, startStep } from './step.ts'

const commands: [line: string, name: string, data: string, properties?: Record<string, string>][] = [
  ['::notice::100%25%0D%0Aof%3A, %250A', 'notice', '100%\r\nof%3A, %0A'],
  ['::error file=,=b=c,,d,Title=a%3Ab%2Cc%25::a::b', 'error', 'a::b', { b: 'c', title: 'a:b,c%' }],
  [' \t\u0085\u00a0\u2028::ADD-MASK:\u200b:x', 'add-mask', 'x'],
  ['registry ##[error]oh%3B%5D%0A:%3A', 'error', 'oh;]\n:%3A'],
  ['::nothing::##[set-output name=a%3B;x=%5D]v', 'set-output', 'v', { name: 'a;', x: ']' }]
]

test('a command is what the runner takes for one', () => {
  for (const [line, name, data, properties = {}] of commands)
    expect(parseCommand(line)).toEqual({ name, data, properties })
  const none = ['see ::error::x', '\ufeff::error::x', '::error x', '::hello::x', ':: error::x', '##[error x']
  expect([...none, '##[command]git'].filter(parseCommand)).toEqual([])
})

test('a line ends as for the runner, wherever the stream is cut', () => {
  const lines: string[] = []
  const { push, end } = collector(line => lines.push(line))
  const accent = Buffer.from('é')
  const chunks = ['a\nb\r\nc\rd\r', '\n\ne\r', 'f', 'g\n', accent.subarray(0, 1), accent.subarray(1)]
  for (const chunk of chunks) push(Buffer.from(chunk))
  expect(end()).toBe('a\nb\r\nc\rd\r\n\ne\rfg\né')
  expect(lines).toEqual(['a', 'b', 'c', 'd', '', 'e', 'fg', 'é'])
})

const outputs: [text: string, values: Record<string, string>, problem?: string][] = [
  ['a=b=c<<d\n\nb=2', { a: 'b=c<<d', b: '2' }],
  ['a<<E=1\none\n\nb=1\r\nE=1\nc=1\nc=2\n', { a: 'one\n\nb=1\r', c: '2' }],
  ['a<<E\nE\nb<<E\n\nE\n', { a: '', b: '' }],
  ['a=1\nhello\nb=2', { a: '1' }, "Invalid format 'hello'"],
  ['<<E\nx\nE', {}, "Invalid format '<<E'"],
  ['b<<E\nx\nE \n', {}, "Invalid value. Matching delimiter not found 'E'"]
]

test('outputs are read up to the first mistake', () => {
  for (const [text, values, problem] of outputs)
    expect({ text, ...parseKeyValues(text, 'linux') }).toEqual({ text, values, ...(problem && { problem }) })
  const onWindows = parseKeyValues('a=1\r\nb<<E\r\none\ntwo\r\nE\r\n', 'win32')
  expect(onWindows).toEqual({ values: { a: '1', b: 'one\ntwo' } })
})

test('the log obeys commands, and masks what follows', () => {
  const log = createLog(false)
  const given = [
    ...['s3cret', '::add-mask::s3cret%0Atwo', 'a s3cret, two', '::group::Registries', '::debug::hidden'],
    ...['::error file=a.yml,line=14,col=2,title=Bad::no%0As3cret', '::add-mask:: ', '::notice::by the way']
  ]
  given.forEach(log.read)
  expect(log.shown).toEqual([
    ...['s3cret', 'a ***, ***', '▸ Registries', 'Error: no\n***'],
    "Warning: Can't add secret mask for empty string in ##[add-mask] command.",
    'Notice: by the way'
  ])
  const bad = { level: 'error', message: 'no\n***', file: 'a.yml', line: 14, col: 2, title: 'Bad' }
  expect(log.annotations[0]).toEqual(bad)
  expect(log.commands).toHaveLength(6)
})

const secret = `it's "a" <secret> & 50% of ünicode?~?\\`
const base64 = (text: string) => Buffer.from(text).toString('base64')
const hex = Buffer.from(secret).toString('hex')
const uri = encodeURIComponent(secret)

test('the runner hides what it is known to, and no more', () => {
  const hidden = [
    ...[0, 1, 2].map(shift => Buffer.from(secret).subarray(shift).toString('base64')),
    ...[secret, JSON.stringify(secret).slice(1, -1), secret.replaceAll("'", "''"), uri.replace("'", '%27')],
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  ]
  for (const text of hidden.map(text => text.replace("it's &quot;", 'it&apos;s &quot;')))
    expect(mask(`before ${text} after`, maskedForms(secret))).toBe('before *** after')
  for (const text of [Buffer.from(secret).toString('base64url'), hex, uri])
    expect(mask(text, maskedForms(secret))).toBe(text)
  expect(mask('first, then   second.', maskedForms('first\r\n  second\n'))).toBe('***, then   ***.')
  expect(mask('xababay xabcdy', ['aba', 'ab', 'cd'])).toBe('x***y x***y')
})

const clean: StepResult = {
  ...{ exitCode: 0, signal: null, stdout: 'All is well.\n', stderr: '', log: 'All is well.\n' },
  ...{ annotations: [], masks: [], commands: [], outputs: { changed: 'true' }, summary: '# Registries' },
  ...{ state: '', env: '', path: '', workspace: '/workspace' }
}

const sinks: ((text: string) => Partial<StepResult>)[] = [
  ...(['stdout', 'stderr', 'log', 'summary', 'state', 'env', 'path'] as const).map(
    name => (text: string) => ({ [name]: `fine\nthe ${text} value\n` })
  ),
  text => ({ annotations: [{ level: 'error', message: 'x', title: text }] }),
  text => ({ commands: [{ name: 'error', properties: { file: text }, data: '' }] }),
  text => ({ commands: [{ name: 'debug', properties: {}, data: text }] }),
  text => ({ outputs: { registry: text } }),
  text => ({ outputs: { [text]: '' } })
]

test.each(Object.entries(ways))('a secret as %s is found wherever it is', (form, texts) => {
  for (const put of sinks)
    for (const given of texts.map(text => put(text(secret)))) {
      const leaks = findLeaks({ ...clean, ...given }, ['another secret', secret])
      expect(leaks).toContain(`secret 2 as ${form} in ${Object.keys(given)[0]}`)
      expect(leaks.join()).not.toContain(secret)
    }
})

test('a line of a secret is found, and nothing where it may be or is not', () => {
  const lines = 'first line\r\nabc\nlast line'
  const leaks = findLeaks({ ...clean, log: 'abc last line' }, [lines], { more: base64('the first line') })
  expect(leaks).toEqual(['line 1 of secret 1 as base64 in more', 'line 3 of secret 1 as plain text in log'])
  const commands = [{ name: 'add-mask', properties: {}, data: secret }]
  const stdout = `::add-mask::${secret}\nfine\r\n::add-mask::${secret}`
  expect(findLeaks({ ...clean, stdout, commands }, [secret, 'another secret', ''])).toEqual([])
  expect(findLeaks({ ...clean, stdout: `${secret} ##[add-mask]x` }, [secret])).not.toEqual([])
})

const folder = mkdtempSync(join(tmpdir(), 'steps-'))

afterAll(() => rmSync(folder, { recursive: true }))

const opened: LocalGitHub[] = []
afterEach(() => Promise.all(opened.splice(0).map(github => github.close())))

async function openGitHub(): Promise<LocalGitHub> {
  const github = await startGitHub({ now: () => Date.parse('2026-03-01T12:00:00Z') })
  opened.push(github)
  return github
}

const actionFile = `
inputs:
  operation: {required: true}
  org: {default: '\${{ github.repository_owner }}'}
  github-api-url: {default: '\${{ github.api_url }}'}
  two words: {default: '1'}
runs: {using: node24, main: main.mjs}
`

/** A step of an action of its own. */
function stepOf(script: string, step: Partial<Step> = {}): Step {
  writeFileSync(join(folder, 'action.yml'), actionFile)
  writeFileSync(join(folder, 'main.mjs'), script)
  return { with: {}, action: folder, workspace: folder, ...step }
}

test('a step gets inputs, defaults and variables as from the runner, and nothing else', async () => {
  const step = stepOf('console.log(JSON.stringify(process.env))', {
    with: { operation: 'list', 'GitHub-API-URL': '', orgs: 'a' },
    env: { OF_THE_JOB: 'y', GITHUB_OUTPUT: '/nowhere' },
    github: { repository_owner: 'umbrella' }
  })
  const { stdout, annotations } = await runStep(step)
  const variables = Object.entries(JSON.parse(stdout))
  const named = (prefix: RegExp) => Object.fromEntries(variables.filter(([name]) => prefix.test(name)))
  expect(named(/^INPUT_/)).toEqual({
    ...{ 'INPUT_GITHUB-API-URL': '', INPUT_OPERATION: 'list', INPUT_ORG: 'umbrella', INPUT_ORGS: 'a' },
    INPUT_TWO_WORDS: '1'
  })
  const github = { GITHUB_REPOSITORY: 'umbrella/widgets', GITHUB_OUTPUT: '/nowhere' }
  expect(named(/^GITHUB_/)).toMatchObject(github)
  const others = Object.keys(named(/^(?!INPUT_|GITHUB_|RUNNER_)/))
  expect(others.sort()).toEqual(['CI', 'HOME', 'OF_THE_JOB', 'PATH', 'TMPDIR'])
  expect(annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Unexpected input.* 'orgs',/)
  ])
})

test('what a step writes to its streams and files is read, with what the runner complains of', async () => {
  const script = `
    import { appendFileSync, readFileSync } from 'node:fs'
    const { GITHUB_EVENT_PATH, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, GITHUB_STATE } = process.env
    appendFileSync(GITHUB_OUTPUT, 'a=1\\nb<<E\\nx\\ny\\nE\\nnonsense')
    appendFileSync(GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + 1))
    appendFileSync(GITHUB_STATE, readFileSync(GITHUB_EVENT_PATH))
    console.log('::add-mask::s3cret')
    setTimeout(() => { console.error('::error::the s3cret'); process.exitCode = 3 }, 50)`
  const result = await runStep(stepOf(script, { github: { event: { number: 7 } } }))
  expect(result).toMatchObject({
    ...{
      exitCode: 3,
      signal: null,
      outputs: { a: '1', b: 'x\ny' },
      state: '{"number":7}',
      masks: ['s3cret']
    },
    ...{ stdout: '::add-mask::s3cret\n', stderr: '::error::the s3cret\n' }
  })
  expect(result.commands.map(({ data }) => data)).toEqual(['s3cret', 'the s3cret'])
  expect(result.annotations.map(({ message }) => message)).toEqual([
    ...['the ***', "Unable to process file command 'output' successfully.", "Invalid format 'nonsense'"],
    expect.stringContaining('upload aborted')
  ])
})

testWithSignals('a step can be watched, sent a signal, and is ended if it takes too long', async () => {
  const script = `
    process.on('SIGINT', () => { console.log('stopping'); process.exit(2) })
    console.log('ready')
    setInterval(() => {}, 1000)`
  const step = startStep(stepOf(script))
  step.onLine(line => line === 'ready' && step.kill('SIGINT'))
  expect(await step.done).toMatchObject({ exitCode: 2, signal: null, stdout: 'ready\nstopping\n' })
  const hangs = stepOf('setInterval(() => {}, 1000)', { timeout: 300 })
  for (const run of [runStep, runWarm])
    expect(await run(hangs)).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
})

/** What a step leaves behind, without what no two runs share; of an uncaught error its name. */
function shown({ workspace, stderr, log, ...rest }: StepResult): object {
  const text = JSON.stringify({ ...rest, log: stderr === '' ? log : '' })
  const plain = text.replaceAll(/\bstep-\w+/g, 'STEP').replaceAll(/\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d/g, 'TIME')
  return { ...JSON.parse(plain), error: /^\w*Error: .*/m.exec(stderr)?.[0] }
}

const looks = `
  const own = ['message', 'disconnect', 'internalMessage', 'uncaughtException', 'newListener', 'removeListener']
  process.stdout.write(JSON.stringify({
    listeners: process.eventNames().filter(name => !own.includes(name)), env: process.env, cwd: process.cwd(),
    exitCode: process.exitCode ?? 'none', argv: process.argv.slice(1), left: globalThis.left ?? 'nothing',
    errors: [process.stdout.listenerCount('error'), process.stderr.listenerCount('error')]
  }))`

const says = (text: string) => `process.stdout.write('${text}\\n')`

const leaves: Record<string, string> = {
  'variables, globals, listeners and streams of another kind': `
    process.env.LEFT = 'x'; process.exitCode = 3; process.chdir('/'); globalThis.left = 7
    for (const name of ['SIGINT', 'exit', 'unhandledRejection', 'uncaughtException']) process.on(name, () => {})
    process.stdout.on('error', () => {})
    const { write } = process.stdout
    process.stdout.write = text => write.call(process.stdout, 'patched ' + text)
    ${says('hello')}`,
  'an end before its end': `
    setInterval(() => ${says('tick')}, 1)
    process.exitCode = 4
    process.stdout.write('last words\\n', () => { process.exit(); ${says('never')} })`,
  'a request that nobody awaits': `
    const { get } = await import('node:http')
    get(process.env.HERE, response => { response.resume(); process.exit(2) }).on('error', () => ${says('never')})`,
  'a rejection': `Promise.reject(new TypeError('of nobody')); setTimeout(() => ${says('never')}, 500)`
}

test.each(Object.entries(leaves))(
  'after another, a step that leaves %s is as one alone',
  async (_, script) => {
    const step = stepOf(script, { env: { HERE: (await openGitHub()).url } })
    expect(shown(await runWarm(step))).toEqual(shown(await runStep(step)))
  }
)

test('a step finds nothing that another has left', async () => {
  for (const script of Object.values(leaves).slice(0, 2)) await runWarm(stepOf(script))
  const looking = stepOf(looks)
  expect(shown(await runWarm(looking))).toEqual(shown(await runStep(looking)))
})

test('a step in this process leaves behind what the built one does, and nothing in this process', async () => {
  const before = { env: { ...process.env }, listeners: process.listenerCount('SIGINT') }
  const seen = async (run: (step: Step) => Promise<StepResult>) => {
    const github = await openGitHub()
    const acme = github.addOrganization('acme')
    const slow = { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Slow' } }
    github.answer({ method: 'POST' }, slow)
    const given = {
      operation: 'create',
      token: defaultToken,
      'github-api-url': github.url,
      secret: 'hunter2'
    }
    const npm = { 'registry-type': 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
    const result = await run({ with: { ...given, ...npm } })
    return [shown(result), acme.registries.map(({ url, secret }) => ({ url, secret }))]
  }
  const here = await seen(step => runHere(step, fastClock(100)))
  expect(here).toEqual(await seen(runStep))
  expect(here[1]).toEqual([{ url: 'https://npm.acme.example', secret: 'hunter2' }])
  expect({ env: { ...process.env }, listeners: process.listenerCount('SIGINT') }).toEqual(before)
})
