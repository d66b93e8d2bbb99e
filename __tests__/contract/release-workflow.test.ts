import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testWithShell } from '../runner/platform.ts'
import { jobOf, type Ran, runScriptOf } from './workflow-scripts.ts'

const sha = 'ffac537e6cbbf934b08745a378932722df287a53'
const main = { GITHUB_REPOSITORY: 'acme/action', GITHUB_REF: 'refs/heads/main', GITHUB_SHA: sha }

let temporary = ''
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'release-'))
})
afterEach(() => rmSync(temporary, { recursive: true }))

interface Given {
  version?: string
  gh?: string
  env?: Record<string, string>
}

/** Runs the script of a step of the release 1.2.3, where nothing else is said. */
function run(job: string, name: string, { version = '1.2.3', gh = '', env }: Given = {}): Promise<Ran> {
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
  { name: 'a v before it', version: 'v1.2.3', refused: /has to be three numbers/ },
  { name: 'a line more', version: '1.2.3\n::set-output::', refused: /has to be three numbers/ },
  { name: 'another branch', env: { GITHUB_REF: 'refs/heads/next' }, refused: /of main only/ },
  { name: 'a commit that was checked twice', checks: 'success\nsuccess' },
  { name: 'a commit that failed once', checks: 'success\nfailure', refused: /CI has not gone well/ },
  { name: 'a commit that nobody checked', checks: '', refused: /CI has not gone well/ },
  { name: 'an environment that also waits', rules: 'wait_timer\nrequired_reviewers' },
  { name: 'an environment that asks nobody', rules: 'branch_policy', refused: /has no reviewers/ }
])('before anything is built: $name', async ({ version = '1.2.3', env = {}, refused, ...asked }) => {
  const tags = (asked.tags ?? []).map(tag => `refs/tags/${tag}\n`).join('')
  const gh = `case $said in
    *matching-refs*) printf '%s' '${tags}' ;;
    *check-runs*github-actions*) echo '${asked.checks ?? 'success'}' ;;
    *environments/release*) echo '${asked.rules ?? 'required_reviewers'}' ;;
  esac`
  const ran = await run('build', 'Is it a new version, of a green commit of main?', { version, env, gh })
  expect(ran.exitCode).toBe(refused ? 1 : 0)
  expect(ran.said).toMatch(refused ?? /^$/)
})

testWithShell('the README has to name this repository and major version', async () => {
  const name = 'Does the README name this repository and major version?'
  for (const named of ['acme/action@v2', 'acme/action@v20', 'org/action@v2']) {
    writeFileSync(join(temporary, 'README.md'), `- uses: ${named}\n`)
    const { exitCode, said } = await run('build', name, { version: '2.0.1' })
    const isThis = named === 'acme/action@v2'
    expect([named, exitCode, said]).toEqual([
      named,
      isThis ? 0 : 1,
      isThis ? '' : expect.stringMatching(/names another/)
    ])
  }
})

testWithShell('dist has to be that of the commit', async () => {
  const exitCodes = []
  for (const files of [{}, { 'index.js': 'other' }, { 'index.js': 'text', 'more.js': '' }]) {
    for (const [folder, written] of Object.entries({ source: {}, built: files })) {
      mkdirSync(join(temporary, folder, 'dist'), { recursive: true })
      for (const [name, text] of Object.entries({ 'index.js': 'text', ...written }))
        writeFileSync(join(temporary, folder, 'dist', name), text)
    }
    exitCodes.push((await run('draft', 'Is dist that of the commit?')).exitCode)
  }
  expect(exitCodes).toEqual([0, 1, 1])
})

testWithShell('the list of what is in it has every package of dist, with the checksum of npm', async () => {
  for (const path of ['dist', 'scripts', 'package-lock.json'])
    cpSync(path, join(temporary, path), { recursive: true })
  const ran = await run('build', 'List what is in it')
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
  const first = await run('draft', 'Draft the release', { gh: '[[ $said != *view* ]]' })
  expect(first).toMatchObject({ exitCode: 0 })
  expect(first.calls[1]).toMatch(
    new RegExp(`^release create v1\\.2\\.3 built/sbom\\.spdx\\.json --draft --target ${sha} `)
  )
  const second = await run('draft', 'Draft the release')
  expect(second).toMatchObject({ exitCode: 1, calls: ['release view v1.2.3'] })
  expect(second.said).toMatch(/delete it first/)
})

/** Publishes a release that gh shows so, where there are these tags and its attestation is good or not. */
function publish(release: string, { tags = '', attested = true } = {}): Promise<Ran> {
  const gh = `case $said in
    'release view'*) echo '${release}' ;;
    *matching-refs*) printf '%s' '${tags}' ;;
    attestation*) exit ${attested ? 0 : 1} ;;
  esac`
  return run('publish', 'Publish the release', { gh })
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
  { name: 'of another commit', release: `true ${'f'.repeat(40)} sbom.spdx.json`, says: /not as it was made/ },
  { name: 'with a file more', release: `true ${sha} sbom.spdx.json virus.exe`, says: /not as it was made/ },
  { name: 'without a file', release: `true ${sha} `, says: /not as it was made/ },
  { name: 'with a tag that is there', tags: 'refs/tags/v1.2.3\n', says: /is a tag v1\.2\.3 already/ },
  { name: 'that nobody attested', attested: false, says: /^$/ }
])('a draft $name is not published', async ({ release = `true ${sha} sbom.spdx.json`, says, ...more }) => {
  const { exitCode, said, calls } = await publish(release, more)
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
    const ran = await run('publish', 'Is it what was built, for good?', { gh })
    said.push([ran.exitCode, ran.said])
  }
  const refused = [/can still be changed/, /is not of/].map(says => [1, expect.stringMatching(says)])
  expect(said).toEqual([[0, ''], ...refused])
})

testWithShell('the tags of the major and the minor version move, or are made', async () => {
  const gh = '[[ $said != *git/ref/tags/v1.2 ]]'
  const ran = await run('publish', 'Move the tags of the major and the minor version', { gh })
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
