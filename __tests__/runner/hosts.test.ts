import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operations } from '../../src/request.ts'
import { startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import type { StepResult } from './result.ts'
import { runStep, runWarm, type Step } from './step.ts'

const folder = mkdtempSync(join(tmpdir(), 'hosts-'))

afterAll(() => rmSync(folder, { recursive: true }))

function stepOf(name: string, script: string): Step {
  const main = join(folder, `${name}.mjs`)
  writeFileSync(main, script)
  return { with: {}, main, workspace: folder }
}

/** What a step leaves behind, without what no two runs share; of an uncaught error its name. */
function shown({ durationMs, workspace, stderr, log, ...rest }: StepResult): object {
  const text = JSON.stringify({ ...rest, log: stderr === '' ? log : '' })
  const plain = text.replaceAll(/\bstep-\w+/g, 'STEP').replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
  return { ...JSON.parse(plain), error: /^\w*Error: .*/m.exec(stderr)?.[0] }
}

const looks = `
  const listeners = process.eventNames().filter(name => !['message', 'disconnect', 'internalMessage', 'uncaughtException', 'newListener', 'removeListener'].includes(name))
  console.log = text => process.stdout.write(text + '\\n')
  console.log(JSON.stringify({
    listeners, env: process.env, exitCode: process.exitCode ?? 'none', cwd: process.cwd(), argv: process.argv.slice(1),
    left: globalThis.left ?? 'nothing', errors: [process.stdout.listenerCount('error'), process.stderr.listenerCount('error')]
  }))`

const says = (text: string) => `process.stdout.write('${text}\\n')`

const leaves: Record<string, string> = {
  'a variable, an exit code and a folder': `process.env.LEFT = 'x'; process.exitCode = 3; process.chdir('/')`,
  'a global': 'globalThis.left = 7',
  listeners: `for (const name of ['SIGINT', 'exit', 'unhandledRejection', 'uncaughtException']) process.on(name, () => {})`,
  'streams of another kind': `
    process.stdout.on('error', () => {})
    const { write } = process.stdout
    process.stdout.write = text => write.call(process.stdout, 'patched ' + text)
    ${says('hello')}`,
  'an end before its end': `
    setInterval(() => ${says('tick')}, 1)
    process.exitCode = 4
    process.stdout.write('last words\\n', () => {
      process.exit()
      ${says('never')}
    })`,
  'a request that nobody awaits': `
    const { get } = await import('node:http')
    get(process.env.HERE, response => { response.resume(); process.exit(2) }).on('error', () => ${says('never')})`,
  'a timer that it awaits': `setTimeout(() => ${says('done')}, 30)`,
  'an error': `throw new TypeError('of its own')`,
  'a rejection': `Promise.reject(new TypeError('of nobody')); setTimeout(() => ${says('never')}, 500)`,
  'a handler that ends it': `
    process.once('unhandledRejection', error => { ${says('caught')}; process.exitCode = 1; process.exit() })
    Promise.reject(new Error('late')); setTimeout(() => ${says('never')}, 500)`
}

test.each(Object.entries(leaves))(
  'a step that leaves %s is as one alone, and so is the next',
  async (_, script) => {
    const github = await startGitHub()
    try {
      const [one, next] = [stepOf('one', script), stepOf('next', looks)]
      const step = { ...one, env: { HERE: github.url } }
      expect(shown(await runWarm(step))).toEqual(shown(await runStep(step)))
      expect(shown(await runWarm(next))).toEqual(shown(await runStep(next)))
    } finally {
      await github.close()
    }
  }
)

test('a step that takes too long is ended, and the next one runs', async () => {
  const step = stepOf('hangs', 'setInterval(() => {}, 1000)')
  expect(await runWarm({ ...step, timeout: 400 })).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
  expect(await runWarm(stepOf('next', looks))).toMatchObject({ exitCode: 0, signal: null })
})

test.each(operations)('%s shows the same in a process of its own', async operation => {
  const manifest =
    'registries: [{registry_type: npm_registry, url: "https://npm.acme.example", visibility: all, secret_env: S}]'
  const spec = {
    'registry-type': 'npm_registry',
    url: 'https://npm.acme.example',
    visibility: 'all',
    secret: 'hunter2-hunter2'
  }
  const inputs: Partial<Record<typeof operation, Record<string, string>>> = {
    create: spec,
    ...Object.fromEntries(['get', 'update', 'delete'].map(name => [name, { name: 'GIT_SOURCE_SECRET' }])),
    ...Object.fromEntries(['apply', 'plan', 'rotate'].map(name => [name, { manifest: 'm.yml' }]))
  }
  const play = async (alone: boolean) => {
    const github = await startGitHub({ now: () => Date.parse('2026-03-01T12:00:00Z') })
    const workspace = mkdtempSync(join(folder, 'work-'))
    writeFileSync(join(workspace, 'm.yml'), manifest)
    const acme = github.addOrganization('acme')
    acme.addRegistry({ registry_type: 'git_source', url: 'https://git.acme.example' })
    if (operation === 'rotate')
      acme.addRegistry({ registry_type: 'npm_registry', url: 'https://npm.acme.example' })
    const given = { operation, token: defaultToken, 'github-api-url': github.url, ...inputs[operation] }
    const username: Record<string, string> = operation === 'update' ? { username: 'ci' } : {}
    const result = await runStep({
      with: { ...given, ...username },
      env: { S: 'hunter2-hunter2' },
      workspace,
      alone
    })
    await github.close()
    return { ...shown(result), said: github.said().sort() }
  }
  const warm = await play(false)
  expect(warm).toMatchObject({ exitCode: 0 })
  expect(warm).toEqual(await play(true))
})
