// The scripts of this repository's own workflows, run as a runner with bash does.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
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
import { parse } from 'yaml'
import { type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { testWithShell } from '../runner/platform.ts'
import { runStep } from '../runner/step.ts'
import { type Contexts, evaluatedTexts } from './expressions.ts'
import { jobsIn } from './snippets.ts'

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

/** A job of a workflow of this repository, with the variables of both. */
function jobOf(workflow: string, job: string) {
  const text = readFileSync(`.github/workflows/${workflow}`, 'utf8')
  const { env, defaults } = parse(text)
  // The options of bash with which the scripts are run here.
  expect(defaults).toEqual({ run: { shell: 'bash' } })
  const { steps = [], env: own } = jobsIn(text)[job] ?? {}
  return { steps, env: { ...env, ...own } }
}

/** Where a script runs; `gh` is the body of a function that stands in for it, with its arguments as $said. */
interface Surroundings {
  checkout?: string
  contexts: Contexts
  env?: Record<string, string>
  gh?: string
}

/** What came of a script, with the arguments of each call of `gh`. */
interface Ran {
  exitCode: number | null
  said: string
  calls: string[]
}

/** Runs the script of a job's step with this name, else of the first that has one. */
function runScript([workflow, job, name]: readonly (string | undefined)[], given: Surroundings): Ran {
  const { checkout = temporary, contexts, env = {}, gh = '' } = given
  const { steps, env: ofJob } = jobOf(workflow ?? '', job ?? '')
  const step = steps.find(one => one.run !== undefined && (name === undefined || one.name === name))
  const at = (name: string) => join(temporary, name)
  const [functions, notes, script] = [at('functions'), at('calls'), at('script')]
  writeFileSync(notes, '')
  writeFileSync(functions, `gh() (\nset +eo pipefail\nsaid="$*"\necho "$said" >>'${notes}'\n${gh}\n)\n`)
  writeFileSync(script, step?.run ?? 'echo There is no such script.; exit 9')
  const path = { BASH_ENV: functions, PATH: process.env['PATH'], HOME: temporary, RUNNER_TEMP: temporary }
  const evaluated = { ...evaluatedTexts(ofJob, contexts), ...evaluatedTexts(step?.env, contexts) }
  const options = { cwd: checkout, env: { ...path, ...evaluated, ...env }, encoding: 'utf8' } as const
  const bash = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], options)
  const calls = readFileSync(notes, 'utf8').split('\n').filter(Boolean)
  return { exitCode: bash.status, said: bash.stdout + bash.stderr, calls }
}

describe('ci.yml', () => {
  test('makes the checks of .ci/run, but for the times, which vary too much on GitHub', () => {
    const here = readFileSync('.ci/run', 'utf8').match(/(?<=^check )npm run .*/gm) ?? []
    const there = ['checks', 'test'].flatMap(job => jobOf('ci.yml', job).steps.map(({ run }) => run))
    const checks = there.filter(run => run?.startsWith('npm run '))
    expect([...checks, 'npm run bench -- --check'].sort()).toEqual(here.sort())
    expect(there).toContain('npm test')
  })

  /** Plays the job that uses the action against a GitHub here; gives the step that failed, and what it said. */
  async function play(github: LocalGitHub): Promise<readonly string[]> {
    const { steps, env: jobEnv } = jobOf('ci.yml', 'action')
    const done: Record<string, unknown> = {}
    const env = { ...jobEnv, GITHUB_HERE: github.url }
    const checkout = mkdtempSync(join(temporary, 'checkout-'))
    const begin = steps.findIndex(({ name }) => name === 'Start a GitHub') + 1
    for (const { run, name, id = '', ...step } of steps.slice(begin)) {
      const contexts = { env, steps: done }
      if (run !== undefined) {
        const { exitCode, said } = runScript(['ci.yml', 'action', name], { checkout, contexts })
        if (exitCode !== 0) return [name ?? '', said]
        continue
      }
      const given = { with: evaluatedTexts(step.with, contexts), env: evaluatedTexts(step.env, contexts) }
      const { outputs, exitCode } = await runStep({ ...given, workspace: checkout })
      done[id] = { outputs, outcome: exitCode === 0 ? 'success' : 'failure' }
    }
    expect(Object.keys(done)).toHaveLength(4)
    return github.violations
  }

  testWithShell('the job that uses the action fails only where the action does not do its work', async () => {
    const results = []
    for (const status of [undefined, 422]) {
      const github = await startGitHub()
      github.addOrganization('acme')
      if (status) github.answer({ method: 'POST' }, { status, body: { message: 'No' } }, 9)
      results.push(await play(github).finally(() => github.close()))
    }
    expect(results).toEqual([[], ['Compare', expect.stringContaining('created 0')]])
  })
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

function run(workflow: string, job: string, checkout: string, gh = ''): Ran {
  const event = { pull_request: { head: { ref: 'dependabot/one' } } }
  return runScript([workflow, job], { checkout, contexts: { github: { token: 'made-up', event } }, gh })
}

describe('dist.yml', () => {
  const commit = (checkout: string) => run('dist.yml', 'commit', checkout)

  testWithShell('commits the dist that was built, nothing else, and starts CI', () => {
    const { checkout, git } = makeCheckout()
    put(temporary, { 'dist/index.js': 'new', 'dist/2.index.js': 'new' })
    put(checkout, { 'src/index.ts': 'touched' })
    const { exitCode, calls } = commit(checkout)
    expect(exitCode).toBe(0)
    expect(calls).toEqual(['auth setup-git', 'workflow run ci.yml --ref dependabot/one'])
    const changed = git('diff', '--name-status', '--no-renames', 'main', 'dependabot/one')
    expect(changed).toBe('D\tdist/1.index.js\nA\tdist/2.index.js\nM\tdist/index.js')
    const log = git('log', '--format=%an: %B', 'main..dependabot/one')
    expect(log).toBe('github-actions[bot]: Rebuild dist\n\n[dependabot skip]')
  })

  testWithShell('leaves a dist alone that is as it should be, and takes nothing but files', () => {
    const { checkout, git } = makeCheckout()
    put(temporary, { 'dist/index.js': 'old', 'dist/1.index.js': 'old' })
    expect(commit(checkout)).toMatchObject({ exitCode: 0, calls: [] })
    const odd: ((path: string) => void)[] = [
      path => put(path, { 'folder/index.js': 'new' }),
      path => put(path, { '.git': 'new' }),
      path => symlinkSync('/etc/passwd', join(path, '2.index.js'))
    ]
    for (const add of odd) {
      rmSync(join(temporary, 'dist'), { recursive: true, force: true })
      put(temporary, { 'dist/index.js': 'new' })
      add(join(temporary, 'dist'))
      expect(commit(checkout)).toMatchObject({ exitCode: 1, calls: [] })
    }
    expect(git('log', '--oneline', 'main..dependabot/one')).toBe('')
  })

  testWithShell('does not undo what was pushed meanwhile', () => {
    const { checkout, git, here } = makeCheckout()
    here('commit', '--quiet', '--allow-empty', '--message', 'Meanwhile')
    here('push', '--quiet', 'origin', 'HEAD:dependabot/one')
    here('checkout', '--quiet', '--detach', 'HEAD~')
    put(temporary, { 'dist/index.js': 'new' })
    expect(commit(checkout)).toMatchObject({ exitCode: 1, calls: ['auth setup-git'] })
    expect(git('log', '--format=%s', 'main..dependabot/one')).toBe('Meanwhile')
  })
})

describe('openapi.yml', () => {
  const propose = (checkout: string, open: number) =>
    run('openapi.yml', 'propose', checkout, `[[ $said != 'pr list'* ]] || echo ${open}`)
  const created = (calls: string[]) => calls.filter(call => call.startsWith('pr create')).length

  testWithShell('opens a pull request where something changed, renews it, and takes files only', () => {
    const { checkout, git, here } = makeCheckout()
    put(temporary, { 'description/api.json': 'old' })
    expect(propose(checkout, 0)).toMatchObject({ exitCode: 0, calls: [] })
    put(temporary, { 'description/api.json': 'new' })
    const first = propose(checkout, 0)
    here('checkout', '--quiet', '--detach', 'origin/main')
    put(temporary, { 'description/api.json': 'newer' })
    const second = propose(checkout, 1)
    expect([first, second].map(({ calls }) => created(calls))).toEqual([1, 0])
    expect(second.calls.at(-1)).toBe('workflow run ci.yml --ref openapi')
    expect(git('diff', '--name-only', 'main...openapi')).toBe(`${description}/api.json`)
    expect(git('show', `openapi:${description}/api.json`)).toBe('newer')
    expect(git('rev-list', '--count', 'main..openapi')).toBe('1')
    put(temporary, { 'description/folder/api.json': 'new' })
    expect(propose(checkout, 1)).toMatchObject({ exitCode: 1, calls: [] })
    expect(readdirSync(join(checkout, description))).toEqual(['api.json'])
  })
})

describe('release.yml', () => {
  const [sha, other] = ['ffac537e6cbbf934b08745a378932722df287a53', 'f'.repeat(40)]
  const main = { GITHUB_REPOSITORY: 'acme/action', GITHUB_REF: 'refs/heads/main', GITHUB_SHA: sha }

  type Given = { version?: string | undefined; gh?: string; env?: Record<string, string> | undefined }

  /** Runs the script of a step of the release 1.2.3, where nothing else is said. */
  function release([job, name]: readonly string[], { version = '1.2.3', gh = '', env }: Given = {}): Ran {
    const contexts = { github: { token: 'made-up', repository: 'acme/action' }, inputs: { version } }
    return runScript(['release.yml', job, name], { contexts, env: { ...main, ...env }, gh })
  }

  type Asked = { name: string; tags?: string[]; refused?: RegExp } & Given
  testWithShell.each<Asked & { checks?: string; rules?: string }>([
    { name: 'the next version', tags: ['v1.2.2', 'v1.2', 'v1'] },
    { name: 'a version that is newer as a number', version: '1.10.0', tags: ['v1.9.0'] },
    { name: 'a version that is released', tags: ['v1.2.3'], refused: /is a version 1\.2\.3 already/ },
    { name: 'an older version', tags: ['v1.2.2', 'v1.10.0'], refused: /is a version 1\.10\.0 already/ },
    { name: 'a line more', version: '1.2.3\n::set-output::', refused: /has to be three numbers/ },
    { name: 'another branch', env: { GITHUB_REF: 'refs/heads/next' }, refused: /of main only/ },
    { name: 'a commit that was checked twice', checks: 'success\nsuccess' },
    { name: 'a commit that failed once', checks: 'success\nfailure', refused: /CI has not gone well/ },
    { name: 'a commit that nobody checked', checks: '', refused: /CI has not gone well/ },
    { name: 'an environment that asks nobody', rules: 'branch_policy', refused: /has no reviewers/ }
  ])('before anything is built: $name', asked => {
    const { version, env, tags = [], checks = 'success', rules = 'required_reviewers', refused } = asked
    const gh = `case $said in
    *matching-refs*) printf '%s' '${tags.map(tag => `refs/tags/${tag}\n`).join('')}' ;;
    *check-runs*github-actions*) echo '${checks}' ;;
    *environments/release*) echo '${rules}' ;;
  esac`
    const step = ['build', 'Is it a new version, of a green commit of main?']
    const { exitCode, said } = release(step, { version, env, gh })
    expect([exitCode, said]).toEqual([refused ? 1 : 0, expect.stringMatching(refused ?? /^$/)])
  })

  const readme = ['build', 'Does the README name this repository and major version?']
  const sameDist = ['draft', 'Is dist that of the commit?']
  const final = ['publish', 'Is it what was built, for good?']
  const [source, built] = ['source/dist/index.js', 'built/dist/index.js']
  const both = { [source]: 'text', [built]: 'text' }
  const immutable = (is: boolean, commit = sha) => ({
    gh: `case $said in *releases/tags/v1.2.3*) echo ${is} ;; *) echo ${commit} ;; esac`
  })

  testWithShell.each<[what: string, step: string[], files: object, given?: Given, refused?: RegExp]>([
    ['a README that names it', readme, { 'README.md': '- uses: acme/action@v1\n' }],
    ['another version', readme, { 'README.md': '- uses: acme/action@v10\n' }, {}, /names another/],
    ['another action', readme, { 'README.md': '- uses: org/action@v1\n' }, {}, /names another/],
    ['the dist of the commit', sameDist, both],
    ['another dist', sameDist, { ...both, [built]: 'other' }, {}, /diff/],
    ['a dist with more', sameDist, { ...both, 'built/dist/more.js': '' }, {}, /more\.js/],
    ['a release for good', final, {}, immutable(true)],
    ['a release that is none', final, {}, immutable(false), /can still be changed/],
    ['a release of another commit', final, {}, immutable(true, other), /is not of/]
  ])('%s passes, or is refused', (_, step, files, ...[given, refused]) => {
    put(temporary, { ...files })
    const { exitCode, said } = release(step, given)
    expect([exitCode, said]).toEqual([refused ? 1 : 0, expect.stringMatching(refused ?? /^$/)])
  })

  testWithShell('the list of what is in it has every package of dist, with the checksum of npm', () => {
    for (const path of ['dist', 'scripts', 'package-lock.json'])
      cpSync(path, join(temporary, path), { recursive: true })
    const ran = release(['build', 'List what is in it'])
    expect(ran).toMatchObject({ exitCode: 0, said: '' })
    const { packages }: { packages: Record<string, string>[] } = JSON.parse(
      readFileSync(join(temporary, 'sbom.spdx.json'), 'utf8')
    )
    const [action, ...parts] = packages
    expect(action).toMatchObject({ name: 'private-registry-action', versionInfo: '1.2.3' })
    const bundled = readFileSync('dist/licenses.txt', 'utf8').match(/^\S+ \d+\.\d+\.\d+(?= \()/gm)
    expect(parts.map(({ name, versionInfo }) => `${name} ${versionInfo}`)).toEqual(bundled)
    expect(new Set(packages.map(({ SPDXID }) => SPDXID)).size).toBe(packages.length)
    const { checksums } = parts.find(({ name }) => name === 'yaml') ?? {}
    const [checksum = ''] = JSON.stringify(checksums).match(/[0-9a-f]{128}/) ?? []
    const integrity = `"integrity": "sha512-${Buffer.from(checksum, 'hex').toString('base64')}"`
    expect(readFileSync('package-lock.json', 'utf8')).toContain(integrity)
  })

  testWithShell('a draft is made of the commit, and only one', () => {
    const step = ['draft', 'Draft the release']
    const first = release(step, { gh: '[[ $said != *view* ]]' })
    expect(first.exitCode).toBe(0)
    const made = `release create v1.2.3 built/sbom.spdx.json --draft --target ${sha} `
    expect(first.calls[1]?.slice(0, made.length)).toBe(made)
    const second = release(step)
    expect(second).toMatchObject({ exitCode: 1, calls: ['release view v1.2.3'] })
    expect(second.said).toMatch(/delete it first/)
  })

  const draft = `true ${sha} sbom.spdx.json`
  const steps = [
    'release download v1.2.3 --pattern sbom.spdx.json',
    `attestation verify sbom.spdx.json --repo acme/action --source-digest ${sha} --signer-workflow acme/action/.github/workflows/release.yml`,
    'release edit v1.2.3 --draft=false --latest'
  ]

  /** The draft, the tags and how the look at its attestation ends, as gh has them. */
  type Draft = { shown?: string; tags?: string; attested?: number }
  testWithShell.each<Draft & { name: string; calls: string[]; refused?: RegExp }>([
    { name: 'that is attested for this commit', tags: 'refs/tags/v1.2.3-beta\n', calls: steps },
    { name: 'that is published already', shown: `false ${sha} x`, tags: 'refs/tags/v1.2.3\n', calls: [] },
    {
      name: 'of another commit',
      shown: `true ${'f'.repeat(40)} x`,
      calls: [],
      refused: /not as it was made/
    },
    { name: 'without a file', shown: `true ${sha} `, calls: [], refused: /not as it was made/ },
    {
      name: 'whose tag is there',
      tags: 'refs/tags/v1.2.3\n',
      calls: [],
      refused: /is a tag v1\.2\.3 already/
    },
    { name: 'that nobody attested', attested: 1, calls: steps.slice(0, 2), refused: /^$/ }
  ])('to publish a draft $name', ({ shown = draft, tags = '', attested = 0, calls, refused }) => {
    const gh = `case $said in
    'release view'*) echo '${shown}' ;;
    *matching-refs*) printf '%s' '${tags}' ;;
    attestation*) exit ${attested} ;;
  esac`
    const ran = release(['publish', 'Publish the release'], { gh })
    expect([ran.exitCode, ran.said]).toEqual([refused ? 1 : 0, expect.stringMatching(refused ?? /^$/)])
    expect(ran.calls.filter(call => !/^release view|matching-refs/.test(call))).toEqual(calls)
  })

  testWithShell('the tags of the major and the minor version move, or are made', () => {
    const gh = '[[ $said != *git/ref/tags/v1.2 ]]'
    const ran = release(['publish', 'Move the tags of the major and the minor version'], { gh })
    expect(ran.exitCode).toBe(0)
    expect(ran.calls.filter(call => call.includes('--method'))).toEqual([
      `api --silent --method POST repos/acme/action/git/refs -f ref=refs/tags/v1.2 -f sha=${sha}`,
      `api --silent --method PATCH repos/acme/action/git/refs/tags/v1 -f sha=${sha} -F force=true`
    ])
  })

  test('the tags move last, after approval', () => {
    const names = jobOf('release.yml', 'publish').steps.map(({ name }) => name)
    expect(names).toEqual([
      'Publish the release',
      'Is it what was built, for good?',
      'Move the tags of the major and the minor version'
    ])
    const text = readFileSync('.github/workflows/release.yml', 'utf8')
    expect(text).toMatch(/ {2}publish:\n.*?\n {4}environment: release\n/s)
    expect(text).toMatch(/ {2}draft:\n {4}name: Draft\n {4}needs: build\n/)
    expect(text).toMatch(/ {2}publish:\n {4}name: Publish\n {4}needs: draft\n/)
  })
})
