// The scripts of this repository's own workflows, run as a runner with bash does.
import { execFileSync } from 'node:child_process'
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
import { type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { testWithShell } from '../runner/platform.ts'
import { runStep } from '../runner/step.ts'
import { evaluatedTexts } from './expressions.ts'
import { jobOf, type Ran, runScriptOf } from './workflow-scripts.ts'

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
        const where = { temporary, checkout, contexts }
        const { exitCode, said } = await runScriptOf(['ci.yml', 'action', name], where)
        if (exitCode !== 0) return [name ?? '', said]
        continue
      }
      const given = { with: evaluatedTexts(step.with, contexts), env: evaluatedTexts(step.env, contexts) }
      const { outputs, exitCode } = await runStep({ ...given, workspace: checkout })
      done[id] = { outputs, outcome: exitCode === 0 ? 'success' : 'failure' }
    }
    return github.violations
  }

  testWithShell('the job that uses the action fails only where the action does not do its work', async () => {
    expect(played.filter(({ uses }) => uses === './').length).toBeGreaterThan(2)
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

function run(workflow: string, job: string, checkout: string, gh = ''): Promise<Ran> {
  const event = { pull_request: { head: { ref: 'dependabot/one' } } }
  const contexts = { github: { token: 'made-up', event } }
  return runScriptOf([workflow, job], { temporary, checkout, contexts, gh })
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
    const changed = git('diff', '--name-status', '--no-renames', 'main', 'dependabot/one')
    expect(changed).toBe('D\tdist/1.index.js\nA\tdist/2.index.js\nM\tdist/index.js')
    const log = git('log', '--format=%an: %B', 'main..dependabot/one')
    expect(log).toBe('github-actions[bot]: Rebuild dist\n\n[dependabot skip]')
  })

  testWithShell('leaves a dist alone that is as it should be, and takes nothing but files', async () => {
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

  testWithShell(
    'opens a pull request where something has changed, and later renews it; it takes files only',
    async () => {
      const { checkout, git, here } = makeCheckout()
      put(temporary, { 'description/api.json': 'old' })
      expect(await propose(checkout, 0)).toMatchObject({ exitCode: 0, calls: [] })
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
      put(temporary, { 'description/folder/api.json': 'new' })
      expect(await propose(checkout, 1)).toMatchObject({ exitCode: 1, calls: [] })
      expect(readdirSync(join(checkout, description))).toEqual(['api.json'])
    }
  )
})

describe('release.yml', () => {
  const sha = 'ffac537e6cbbf934b08745a378932722df287a53'
  const main = { GITHUB_REPOSITORY: 'acme/action', GITHUB_REF: 'refs/heads/main', GITHUB_SHA: sha }

  interface Given {
    version?: string
    gh?: string
    env?: Record<string, string>
  }

  /** Runs the script of a step of the release 1.2.3, where nothing else is said. */
  function release(job: string, name: string, { version = '1.2.3', gh = '', env }: Given = {}): Promise<Ran> {
    const contexts = { github: { token: 'made-up', repository: 'acme/action' }, inputs: { version } }
    const where = { temporary, checkout: temporary, contexts, env: { ...main, ...env }, gh }
    return runScriptOf(['release.yml', job, name], where)
  }

  interface Asked {
    name: string
    version?: string
    env?: Record<string, string>
    tags?: string[]
    checks?: string
    rules?: string
    refused?: RegExp
  }

  testWithShell.each<Asked>([
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
  ])('before anything is built: $name', async ({ version = '1.2.3', env = {}, refused, ...asked }) => {
    const tags = (asked.tags ?? []).map(tag => `refs/tags/${tag}\n`).join('')
    const gh = `case $said in
    *matching-refs*) printf '%s' '${tags}' ;;
    *check-runs*github-actions*) echo '${asked.checks ?? 'success'}' ;;
    *environments/release*) echo '${asked.rules ?? 'required_reviewers'}' ;;
  esac`
    const step = 'Is it a new version, of a green commit of main?'
    const ran = await release('build', step, { version, env, gh })
    expect(ran.exitCode).toBe(refused ? 1 : 0)
    expect(ran.said).toMatch(refused ?? /^$/)
  })

  testWithShell('the README has to name this repository and major version', async () => {
    const name = 'Does the README name this repository and major version?'
    const said = []
    for (const named of ['acme/action@v2', 'acme/action@v20', 'org/action@v2']) {
      put(temporary, { 'README.md': `- uses: ${named}\n` })
      const ran = await release('build', name, { version: '2.0.1' })
      said.push([ran.exitCode, ran.said])
    }
    const refused = [1, expect.stringMatching(/names another/)]
    expect(said).toEqual([[0, ''], refused, refused])
  })

  testWithShell('dist has to be that of the commit', async () => {
    const exitCodes = []
    for (const files of [{}, { 'index.js': 'other' }, { 'index.js': 'text', 'more.js': '' }]) {
      put(join(temporary, 'source/dist'), { 'index.js': 'text' })
      put(join(temporary, 'built/dist'), { 'index.js': 'text', ...files })
      exitCodes.push((await release('draft', 'Is dist that of the commit?')).exitCode)
    }
    expect(exitCodes).toEqual([0, 1, 1])
  })

  testWithShell('the list of what is in it has every package of dist, with the checksum of npm', async () => {
    for (const path of ['dist', 'scripts', 'package-lock.json'])
      cpSync(path, join(temporary, path), { recursive: true })
    const ran = await release('build', 'List what is in it')
    expect(ran).toMatchObject({ exitCode: 0, said: '' })
    const { packages }: { packages: Record<string, string>[] } = JSON.parse(
      readFileSync(join(temporary, 'sbom.spdx.json'), 'utf8')
    )
    const [action, ...parts] = packages
    expect(action).toMatchObject({ name: 'private-registry-action', versionInfo: '1.2.3' })
    const bundled = readFileSync('dist/licenses.txt', 'utf8').match(/^\S+ \d+\.\d+\.\d+(?= \()/gm)
    expect(parts.map(({ name, versionInfo }) => `${name} ${versionInfo}`)).toEqual(bundled)
    expect(new Set(packages.map(({ SPDXID }) => SPDXID)).size).toBe(packages.length)
    const yaml = parts.find(({ name }) => name === 'yaml')
    const checksum = Buffer.from(
      JSON.stringify(yaml?.['checksums']).match(/[0-9a-f]{128}/)?.[0] ?? '',
      'hex'
    ).toString('base64')
    expect(readFileSync('package-lock.json', 'utf8')).toContain(`"integrity": "sha512-${checksum}"`)
  })

  testWithShell('a draft is made of the commit, and only one', async () => {
    const first = await release('draft', 'Draft the release', { gh: '[[ $said != *view* ]]' })
    expect(first).toMatchObject({ exitCode: 0 })
    expect(first.calls[1]).toMatch(
      new RegExp(`^release create v1\\.2\\.3 built/sbom\\.spdx\\.json --draft --target ${sha} `)
    )
    const second = await release('draft', 'Draft the release')
    expect(second).toMatchObject({ exitCode: 1, calls: ['release view v1.2.3'] })
    expect(second.said).toMatch(/delete it first/)
  })

  /** Publishes a release that gh shows so, where there are these tags and its attestation is good or not. */
  function publish(draft: string, { tags = '', attested = true } = {}): Promise<Ran> {
    const gh = `case $said in
    'release view'*) echo '${draft}' ;;
    *matching-refs*) printf '%s' '${tags}' ;;
    attestation*) exit ${attested ? 0 : 1} ;;
  esac`
    return release('publish', 'Publish the release', { gh })
  }

  testWithShell('what is published is the draft, and has been attested for this commit', async () => {
    const published = await publish(`true ${sha} sbom.spdx.json`, { tags: 'refs/tags/v1.2.3-beta\n' })
    expect(published).toMatchObject({ exitCode: 0, said: '' })
    expect(published.calls.slice(2)).toEqual([
      'release download v1.2.3 --pattern sbom.spdx.json',
      `attestation verify sbom.spdx.json --repo acme/action --source-digest ${sha} --signer-workflow acme/action/.github/workflows/release.yml`,
      'release edit v1.2.3 --draft=false --latest'
    ])
    const again = await publish(`false ${sha} sbom.spdx.json`, { tags: 'refs/tags/v1.2.3\n' })
    expect(again).toMatchObject({ exitCode: 0, said: '' })
    expect(again.calls).toHaveLength(1)
  })

  testWithShell.each([
    { name: 'of another commit', draft: `true ${'f'.repeat(40)} sbom.spdx.json`, says: /not as it was made/ },
    { name: 'without a file', draft: `true ${sha} `, says: /not as it was made/ },
    { name: 'with a tag that is there', tags: 'refs/tags/v1.2.3\n', says: /is a tag v1\.2\.3 already/ },
    { name: 'that nobody attested', attested: false, says: /^$/ }
  ])('a draft $name is not published', async ({ draft = `true ${sha} sbom.spdx.json`, says, ...more }) => {
    const { exitCode, said, calls } = await publish(draft, more)
    expect(exitCode).toBe(1)
    expect(said).toMatch(says)
    expect(calls.join()).not.toContain('release edit')
  })

  testWithShell('what is published has to be that commit, for good', async () => {
    const said = []
    for (const [immutable, commit] of [
      ['true', sha],
      ['false', sha],
      ['true', 'f'.repeat(40)]
    ]) {
      const gh = `case $said in *releases/tags/v1.2.3*) echo ${immutable} ;; *) echo ${commit} ;; esac`
      const ran = await release('publish', 'Is it what was built, for good?', { gh })
      said.push([ran.exitCode, ran.said])
    }
    const refused = [/can still be changed/, /is not of/].map(says => [1, expect.stringMatching(says)])
    expect(said).toEqual([[0, ''], ...refused])
  })

  testWithShell('the tags of the major and the minor version move, or are made', async () => {
    const gh = '[[ $said != *git/ref/tags/v1.2 ]]'
    const ran = await release('publish', 'Move the tags of the major and the minor version', { gh })
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
