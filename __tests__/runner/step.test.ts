import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testWithSignals } from './platform.ts'
import { runStep, type Step, startStep } from './step.ts'

const actionFile = `
inputs:
  operation: {required: true}
  org: {default: '\${{ github.repository_owner }}'}
  github-api-url: {default: '\${{ github.api_url }}'}
  dry-run: {default: false}
  two words: {default: '1'}
runs: {using: node24, main: main.mjs}
`

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'action-'))
  writeFileSync(join(folder, 'action.yml'), actionFile)
})

afterEach(() => rmSync(folder, { recursive: true }))

function stepOf(script: string, step: Partial<Step> = {}): Step {
  writeFileSync(join(folder, 'main.mjs'), script)
  return { with: {}, action: folder, ...step }
}

async function variablesOf(step: Partial<Step>): Promise<Record<string, string>> {
  const { stdout } = await runStep(stepOf('console.log(JSON.stringify(process.env))', step))
  return JSON.parse(stdout.split('\n').at(-2) ?? '')
}

test('gives inputs and their defaults, under the runner’s names', async () => {
  const variables = await variablesOf({ with: { operation: 'list', 'GitHub-API-URL': '' } })
  const inputs = Object.entries(variables).filter(([name]) => name.startsWith('INPUT_'))
  expect(Object.fromEntries(inputs)).toEqual({
    'INPUT_DRY-RUN': 'false',
    'INPUT_GITHUB-API-URL': '',
    INPUT_OPERATION: 'list',
    INPUT_ORG: 'acme',
    INPUT_TWO_WORDS: '1'
  })
})

test('takes defaults and variables from the github context', async () => {
  const variables = await variablesOf({
    github: { repository_owner: 'umbrella', api_url: 'http://127.0.0.1:1', event_name: 'push' }
  })
  expect(variables).toMatchObject({
    INPUT_ORG: 'umbrella',
    'INPUT_GITHUB-API-URL': 'http://127.0.0.1:1',
    GITHUB_API_URL: 'http://127.0.0.1:1',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'umbrella/widgets',
    GITHUB_ACTIONS: 'true',
    CI: 'true'
  })
})

test('passes nothing of its own environment on, but all of the job’s', async () => {
  const variables = await variablesOf({ env: { OF_THE_JOB: 'y', GITHUB_OUTPUT: '/nowhere' } })
  expect(variables).toMatchObject({ OF_THE_JOB: 'y', GITHUB_OUTPUT: '/nowhere' })
  const others = Object.keys(variables).filter(name => !/^(INPUT|GITHUB|RUNNER)_/.test(name))
  expect(others.sort()).toEqual(['CI', 'HOME', 'OF_THE_JOB', 'PATH', 'TMPDIR'])
})

test('passes an input that is not declared, with a warning', async () => {
  const result = await runStep(stepOf('console.log(process.env["INPUT_ORGS"])', { with: { orgs: 'a' } }))
  expect(result.stdout).toBe('a\n')
  expect(result.annotations).toEqual([
    {
      level: 'warning',
      message:
        "Unexpected input(s) 'orgs', valid inputs are ['operation', 'org', 'github-api-url', 'dry-run', 'two words']"
    }
  ])
})

test('runs in the workspace, with the event’s payload in a file', async () => {
  const script = `
    import { readFileSync, writeFileSync } from 'node:fs'
    writeFileSync('written', readFileSync(process.env.GITHUB_EVENT_PATH))`
  const event = { pull_request: { number: 7 } }
  const result = await runStep(stepOf(script, { workspace: folder, github: { event } }))
  expect(result.workspace).toBe(folder)
  expect(JSON.parse(readFileSync(join(folder, 'written'), 'utf8'))).toEqual(event)
})

test('reads what the step wrote to its command files', async () => {
  const script = `
    import { appendFileSync } from 'node:fs'
    const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, GITHUB_STATE, GITHUB_ENV, GITHUB_PATH } = process.env
    appendFileSync(GITHUB_OUTPUT, 'a=1\\nb<<E\\nx\\ny\\nE\\n')
    appendFileSync(GITHUB_STEP_SUMMARY, '# Done')
    appendFileSync(GITHUB_STATE, 's=1')
    appendFileSync(GITHUB_ENV, 'e=1')
    appendFileSync(GITHUB_PATH, '/p')`
  const result = await runStep(stepOf(script))
  expect(result).toMatchObject({
    exitCode: 0,
    signal: null,
    outputs: { a: '1', b: 'x\ny' },
    summary: '# Done',
    state: 's=1',
    env: 'e=1',
    path: '/p'
  })
})

test('complains of outputs that the runner could not read', async () => {
  const script = `
    import { appendFileSync } from 'node:fs'
    appendFileSync(process.env.GITHUB_OUTPUT, 'a=1\\nnonsense\\n')`
  const result = await runStep(stepOf(script))
  expect(result.outputs).toEqual({ a: '1' })
  expect(result.log).toBe(
    "Error: Unable to process file command 'output' successfully.\nError: Invalid format 'nonsense'\n"
  )
})

test('complains of a summary that the runner would not take', async () => {
  const script = `
    import { appendFileSync } from 'node:fs'
    appendFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + 1))`
  const result = await runStep(stepOf(script))
  expect(result.annotations[0]?.message).toContain('upload aborted')
})

test('obeys commands on both streams, and keeps what was written', async () => {
  const script = `
    console.log('::add-mask::s3cret')
    setTimeout(() => {
      console.error('::error::the s3cret')
      process.exitCode = 3
    }, 50)`
  const result = await runStep(stepOf(script))
  expect(result).toMatchObject({
    exitCode: 3,
    stdout: '::add-mask::s3cret\n',
    stderr: '::error::the s3cret\n',
    log: 'Error: the ***\n',
    masks: ['s3cret']
  })
  expect(result.commands.map(({ name, data }) => [name, data])).toEqual([
    ['add-mask', 's3cret'],
    ['error', 'the s3cret']
  ])
})

testWithSignals('can be watched and sent a signal', async () => {
  const script = `
    process.on('SIGINT', () => { console.log('stopping'); process.exit(2) })
    console.log('ready')
    setInterval(() => {}, 1000)`
  const step = startStep(stepOf(script))
  step.onLine(line => line === 'ready' && step.kill('SIGINT'))
  expect(await step.done).toMatchObject({ exitCode: 2, signal: null, stdout: 'ready\nstopping\n' })
})

test('ends a step that takes too long', async () => {
  const result = await runStep(stepOf('setInterval(() => {}, 1000)', { timeout: 200 }))
  expect(result).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
})

test('runs another script if told to', async () => {
  const main = join(folder, 'other.mjs')
  writeFileSync(main, 'console.log("other")')
  expect((await runStep(stepOf('console.log("main")', { main }))).stdout).toBe('other\n')
})

test.each([
  { name: 'another Node', from: 'node24', to: 'node20', message: 'action.yml asks for node20' },
  {
    name: 'a default beyond the github context',
    from: 'github.api_url',
    to: 'vars.url',
    message: 'github.NAME'
  }
])('refuses $name', ({ from, to, message }) => {
  const step = stepOf('')
  writeFileSync(join(folder, 'action.yml'), actionFile.replace(from, to))
  expect(() => startStep(step)).toThrow(message)
})
