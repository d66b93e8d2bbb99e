import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { fastClock, runHere } from './here.ts'
import { testWithSignals } from './platform.ts'
import type { StepResult } from './result.ts'
import { runStep, runWarm, type Step, startStep } from './step.ts'

const folder = mkdtempSync(join(tmpdir(), 'steps-'))

afterAll(() => rmSync(folder, { recursive: true }))

const opened: LocalGitHub[] = []
afterEach(async () => {
  for (const github of opened.splice(0)) await github.close()
})

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
  expect(named(/^GITHUB_/)).toMatchObject({
    GITHUB_REPOSITORY: 'umbrella/widgets',
    GITHUB_OUTPUT: '/nowhere'
  })
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
  const step = startStep(
    stepOf(`
    process.on('SIGINT', () => { console.log('stopping'); process.exit(2) })
    console.log('ready')
    setInterval(() => {}, 1000)`)
  )
  step.onLine(line => line === 'ready' && step.kill('SIGINT'))
  expect(await step.done).toMatchObject({ exitCode: 2, signal: null, stdout: 'ready\nstopping\n' })
  const hangs = stepOf('setInterval(() => {}, 1000)', { timeout: 300 })
  for (const run of [runStep, runWarm])
    expect(await run(hangs)).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
})

/** What a step leaves behind, without what no two runs share; of an uncaught error its name. */
function shown({ durationMs, workspace, stderr, log, ...rest }: StepResult): object {
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

/** What a step sees that looks around in a process of its own. */
let alone: object | undefined

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
  'after another, a step that leaves %s is as one alone, and so is the next',
  async (_, script) => {
    const step = stepOf(script, { env: { HERE: (await openGitHub()).url } })
    expect(shown(await runWarm(step))).toEqual(shown(await runStep(step)))
    const next = stepOf(looks)
    alone ??= shown(await runStep(next))
    expect(shown(await runWarm(next))).toEqual(alone)
  }
)

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
