import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { testWithShell } from '../runner/platform.ts'
import { runStep } from '../runner/step.ts'
import { evaluatedTexts } from './expressions.ts'
import { jobOf, type Ran, runScriptOf } from './workflow-scripts.ts'

/** Git and bash start many processes. */
const timeLimit = 60_000

let temporary = ''
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'scripts-'))
})
afterEach(() => rmSync(temporary, { recursive: true }))

function put(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

describe('ci.yml', () => {
  test('makes the checks of .ci/run, but for the times, which vary too much on GitHub', () => {
    const here = readFileSync('.ci/run', 'utf8').match(/(?<=^check )npm run .*/gm) ?? []
    const there = ['checks', 'test'].flatMap(job => jobOf('ci.yml', job).steps.map(({ run }) => run))
    const checks = there.filter(run => run?.startsWith('npm run '))
    expect([...checks, 'npm run bench -- --check'].sort()).toEqual(here.sort())
    expect(there).toContain('npm test')
  })

  const { steps, env: jobEnv } = jobOf('ci.yml', 'action')
  const played = steps.slice(steps.findIndex(({ name }) => name === 'Start a GitHub') + 1)

  /** Plays the job that uses the action against a GitHub here; gives the step that failed, and what it said. */
  async function play(github: LocalGitHub): Promise<readonly string[]> {
    const done: Record<string, unknown> = {}
    const env = { ...jobEnv, GITHUB_HERE: github.url }
    const checkout = mkdtempSync(join(temporary, 'checkout-'))
    for (const { run, name, id = '', ...step } of played) {
      const contexts = { env, steps: done }
      if (run !== undefined) {
        const { exitCode, said } = await runScriptOf(['ci.yml', 'action', name], {
          temporary,
          checkout,
          contexts
        })
        if (exitCode !== 0) return [name ?? '', said]
        continue
      }
      const given = { with: evaluatedTexts(step.with, contexts), env: evaluatedTexts(step.env, contexts) }
      const { outputs, exitCode } = await runStep({ ...given, workspace: checkout })
      done[id] = { outputs, outcome: exitCode === 0 ? 'success' : 'failure' }
    }
    return github.violations
  }

  testWithShell(
    'the job that uses the action fails only where the action does not do its work',
    async () => {
      expect(played.filter(({ uses }) => uses === './').length).toBeGreaterThan(2)
      const results = []
      for (const status of [undefined, 422]) {
        const github = await startGitHub()
        github.addOrganization('acme')
        if (status) github.answer({ method: 'POST' }, { status, body: { message: 'No' } }, 9)
        results.push(await play(github).finally(() => github.close()))
      }
      expect(results).toEqual([[], ['Compare', expect.stringContaining('created 0')]])
    },
    timeLimit
  )
})

const description = '__tests__/local-github/description'

/** A repository with a branch of Dependabot, and a checkout of it without a branch, as a runner has it. */
function makeCheckout() {
  const [origin, checkout] = [join(temporary, 'origin.git'), join(temporary, 'checkout')]
  const env = { PATH: process.env['PATH'], HOME: temporary, GIT_CONFIG_NOSYSTEM: '1', GIT_TEMPLATE_DIR: '' }
  const git = (...args: string[]) => {
    const identity = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@acme.example']
    const options = { cwd: temporary, env, encoding: 'utf8', stdio: 'pipe' } as const
    return execFileSync('git', [...identity, ...args], options).trim()
  }
  const here = (...args: string[]) => git('-C', checkout, ...args)
  git('init', '--quiet', '--bare', '--initial-branch=main', origin)
  git('clone', '--quiet', origin, checkout)
  put(checkout, { 'dist/index.js': 'old', 'dist/1.index.js': 'old', 'src/index.ts': 'source' })
  put(checkout, { [`${description}/api.json`]: 'old' })
  here('add', '.')
  here('commit', '--quiet', '--message', 'First')
  here('push', '--quiet', 'origin', 'HEAD:main', 'HEAD:dependabot/one')
  here('checkout', '--quiet', '--detach')
  return { checkout, git: (...args: string[]) => git('--git-dir', origin, ...args), here }
}

function run(workflow: string, job: string, checkout: string, gh = ''): Promise<Ran> {
  const event = { pull_request: { head: { ref: 'dependabot/one' } } }
  const contexts = { github: { token: 'made-up', event } }
  return runScriptOf([workflow, job], { temporary, checkout, contexts, gh })
}

describe('dist.yml', () => {
  const commit = (checkout: string) => run('dist.yml', 'commit', checkout)

  testWithShell(
    'commits the dist that was built, nothing else, and starts CI',
    async () => {
      const { checkout, git } = makeCheckout()
      put(temporary, { 'dist/index.js': 'new', 'dist/2.index.js': 'new' })
      put(checkout, { 'src/index.ts': 'touched' })
      const { exitCode, calls } = await commit(checkout)
      expect(exitCode).toBe(0)
      expect(calls).toEqual(['auth setup-git', 'workflow run ci.yml --ref dependabot/one'])
      const changed = git('diff', '--name-status', '--no-renames', 'main', 'dependabot/one')
      expect(changed).toBe('D\tdist/1.index.js\nA\tdist/2.index.js\nM\tdist/index.js')
      const log = git('log', '--format=%an: %B', 'main..dependabot/one')
      expect(log).toBe('github-actions[bot]: Rebuild dist\n\n[dependabot skip]')
    },
    timeLimit
  )

  testWithShell(
    'leaves a dist alone that is as it should be, and takes nothing but files',
    async () => {
      const { checkout, git } = makeCheckout()
      put(temporary, { 'dist/index.js': 'old', 'dist/1.index.js': 'old' })
      expect(await commit(checkout)).toMatchObject({ exitCode: 0, calls: [] })
      const odd: ((path: string) => void)[] = [
        path => put(path, { 'folder/index.js': 'new' }),
        path => put(path, { '.git': 'new' }),
        path => symlinkSync('/etc/passwd', join(path, '2.index.js'))
      ]
      for (const add of odd) {
        rmSync(join(temporary, 'dist'), { recursive: true, force: true })
        put(temporary, { 'dist/index.js': 'new' })
        add(join(temporary, 'dist'))
        expect(await commit(checkout)).toMatchObject({ exitCode: 1, calls: [] })
      }
      expect(git('log', '--oneline', 'main..dependabot/one')).toBe('')
    },
    timeLimit
  )

  testWithShell(
    'does not undo what was pushed meanwhile',
    async () => {
      const { checkout, git, here } = makeCheckout()
      here('commit', '--quiet', '--allow-empty', '--message', 'Meanwhile')
      here('push', '--quiet', 'origin', 'HEAD:dependabot/one')
      here('checkout', '--quiet', '--detach', 'HEAD~')
      put(temporary, { 'dist/index.js': 'new' })
      expect(await commit(checkout)).toMatchObject({ exitCode: 1, calls: ['auth setup-git'] })
      expect(git('log', '--format=%s', 'main..dependabot/one')).toBe('Meanwhile')
    },
    timeLimit
  )
})

describe('openapi.yml', () => {
  const propose = (checkout: string, open: number) =>
    run('openapi.yml', 'propose', checkout, `[[ $said != 'pr list'* ]] || echo ${open}`)
  const created = (calls: string[]) => calls.filter(call => call.startsWith('pr create')).length

  testWithShell(
    'opens a pull request, and later renews it',
    async () => {
      const { checkout, git, here } = makeCheckout()
      put(temporary, { 'description/api.json': 'new' })
      const first = await propose(checkout, 0)
      here('checkout', '--quiet', '--detach', 'origin/main')
      put(temporary, { 'description/api.json': 'newer' })
      const second = await propose(checkout, 1)
      expect([first, second].map(({ exitCode, calls }) => [exitCode, created(calls)])).toEqual([
        [0, 1],
        [0, 0]
      ])
      expect(second.calls.at(-1)).toBe('workflow run ci.yml --ref openapi')
      expect(git('diff', '--name-only', 'main...openapi')).toBe(`${description}/api.json`)
      expect(git('show', `openapi:${description}/api.json`)).toBe('newer')
      expect(git('rev-list', '--count', 'main..openapi')).toBe('1')
    },
    timeLimit
  )

  testWithShell(
    'does nothing where nothing has changed, and takes files only',
    async () => {
      const { checkout, git } = makeCheckout()
      put(temporary, { 'description/api.json': 'old' })
      expect(await propose(checkout, 0)).toMatchObject({ exitCode: 0, calls: [] })
      put(temporary, { 'description/api.json': 'new', 'description/folder/api.json': 'new' })
      expect(await propose(checkout, 0)).toMatchObject({ exitCode: 1, calls: [] })
      expect(git('branch', '--list', 'openapi')).toBe('')
      expect(readdirSync(join(checkout, description))).toEqual(['api.json'])
    },
    timeLimit
  )
})
