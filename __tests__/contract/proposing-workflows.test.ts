import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { testWithShell } from '../runner/platform.ts'
import { type Ran, runScriptOf, stepsOf } from './workflow-scripts.ts'

let temporary = ''
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'proposing-'))
})
afterEach(() => rmSync(temporary, { recursive: true }))

const description = '__tests__/github/description'

/** A repository with a branch of Dependabot, and a checkout of it without a branch, as a runner has it. */
function makeCheckout() {
  const [origin, checkout] = [join(temporary, 'origin.git'), join(temporary, 'checkout')]
  const env = { PATH: process.env['PATH'], HOME: temporary, GIT_CONFIG_NOSYSTEM: '1' }
  const identity = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@acme.example']
  const git = (...args: string[]) =>
    execFileSync('git', [...identity, ...args], {
      cwd: temporary,
      env,
      encoding: 'utf8',
      stdio: 'pipe'
    }).trim()
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

function put(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function run(workflow: string, job: string, checkout: string, gh = ''): Promise<Ran> {
  const step = stepsOf(workflow, job).find(({ run }) => run !== undefined)
  if (!step) throw new Error('There is no script.')
  const contexts = {
    github: { token: 'made-up', event: { pull_request: { head: { ref: 'dependabot/one' } } } }
  }
  return runScriptOf(workflow, step, { temporary, checkout, contexts, gh })
}

describe('dist.yml', () => {
  const commit = (checkout: string) => run('dist.yml', 'commit', checkout)

  testWithShell('commits the dist that was built, nothing else, and starts CI', async () => {
    const { checkout, git } = makeCheckout()
    put(temporary, { 'dist/index.js': 'new', 'dist/2.index.js': 'new' })
    put(checkout, { 'src/index.ts': 'touched' })
    const { exitCode, calls } = await commit(checkout)
    expect(exitCode).toBe(0)
    expect(calls).toEqual(['auth setup-git', 'workflow run ci.yml --ref dependabot/one'])
    expect(git('diff', '--name-status', '--no-renames', 'main', 'dependabot/one').split('\n')).toEqual([
      'D\tdist/1.index.js',
      'A\tdist/2.index.js',
      'M\tdist/index.js'
    ])
    expect(git('log', '--format=%an: %B', 'main..dependabot/one')).toBe(
      'github-actions[bot]: Rebuild dist\n\n[dependabot skip]'
    )
  })

  testWithShell('leaves a dist alone that is as it should be', async () => {
    const { checkout, git } = makeCheckout()
    put(temporary, { 'dist/index.js': 'old', 'dist/1.index.js': 'old' })
    expect(await commit(checkout)).toMatchObject({ exitCode: 0, calls: [] })
    expect(git('log', '--oneline', 'main..dependabot/one')).toBe('')
  })

  testWithShell.each(['dist/folder/index.js', 'dist/.git'])('takes no %s', async path => {
    const { checkout, git } = makeCheckout()
    put(temporary, { 'dist/index.js': 'new', [path]: 'new' })
    expect(await commit(checkout)).toMatchObject({ exitCode: 1, calls: [] })
    expect(git('log', '--oneline', 'main..dependabot/one')).toBe('')
  })

  testWithShell('takes no link', async () => {
    const { checkout } = makeCheckout()
    put(temporary, { 'dist/index.js': 'new' })
    symlinkSync('/etc/passwd', join(temporary, 'dist/2.index.js'))
    expect(await commit(checkout)).toMatchObject({ exitCode: 1, calls: [] })
  })

  testWithShell('does not undo what was pushed meanwhile', async () => {
    const { checkout, git, here } = makeCheckout()
    here('commit', '--quiet', '--allow-empty', '--message', 'Meanwhile')
    here('push', '--quiet', 'origin', 'HEAD:dependabot/one')
    here('checkout', '--quiet', '--detach', 'HEAD~')
    put(temporary, { 'dist/index.js': 'new' })
    expect(await commit(checkout)).toMatchObject({ exitCode: 1, calls: ['auth setup-git'] })
    expect(git('log', '--format=%s', 'main..dependabot/one')).toBe('Meanwhile')
  })
})

describe('openapi.yml', () => {
  const propose = (checkout: string, open: number) =>
    run('openapi.yml', 'propose', checkout, `[[ $said != 'pr list'* ]] || echo ${open}`)
  const created = (calls: string[]) => calls.filter(call => call.startsWith('pr create')).length

  testWithShell('opens a pull request, and later renews it', async () => {
    const { checkout, git, here } = makeCheckout()
    put(temporary, { 'description/api.json': 'new' })
    const first = await propose(checkout, 0)
    expect(first.exitCode).toBe(0)
    expect(created(first.calls)).toBe(1)
    here('checkout', '--quiet', '--detach', 'origin/main')
    put(temporary, { 'description/api.json': 'newer' })
    const second = await propose(checkout, 1)
    expect(second.exitCode).toBe(0)
    expect(created(second.calls)).toBe(0)
    expect(second.calls.at(-1)).toBe('workflow run ci.yml --ref openapi')
    expect(git('diff', '--name-only', 'main...openapi')).toBe(`${description}/api.json`)
    expect(git('show', `openapi:${description}/api.json`)).toBe('newer')
    expect(git('rev-list', '--count', 'main..openapi')).toBe('1')
  })

  testWithShell('takes files only', async () => {
    const { checkout } = makeCheckout()
    put(temporary, { 'description/api.json': 'new', 'description/folder/api.json': 'new' })
    expect(await propose(checkout, 0)).toMatchObject({ exitCode: 1, calls: [] })
  })

  testWithShell('does nothing where nothing has changed', async () => {
    const { checkout, git } = makeCheckout()
    put(temporary, { 'description/api.json': 'old' })
    expect(await propose(checkout, 0)).toMatchObject({ exitCode: 0, calls: [] })
    expect(git('branch', '--list', 'openapi')).toBe('')
    expect(readdirSync(join(checkout, description))).toEqual(['api.json'])
  })
})
