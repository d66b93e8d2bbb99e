import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { actionlint } from './actionlint.ts'
import { complaintsAboutWorkflow } from './language-service.ts'
import { action, exampleWorkflows } from './snippets.ts'
import { breaches, pinsIn, writesOf } from './workflow-rules.ts'

const folder = '.github/workflows'
const files = readdirSync(folder).sort()
const textOf = (file: string) => readFileSync(`${folder}/${file}`, 'utf8')

describe.each(files)('%s', file => {
  const text = textOf(file)

  test('breaks no rule', () => {
    expect(breaches(text)).toEqual([])
  })

  test('GitHub’s language service accepts it', async () => {
    const named = text.replaceAll(/(?<=uses: )\.\/(\.private-registry-action)?$/gm, action)
    expect(await complaintsAboutWorkflow(named)).toEqual([])
  })
})

test('actionlint accepts them', async () => {
  expect(await actionlint(...files.map(file => `${folder}/${file}`))).toEqual([])
}, 60_000)

test('only these jobs may write', () => {
  const found = files.flatMap(file => writesOf(textOf(file)).map(write => `${file}: ${write}`))
  expect(found).toEqual([
    'codeql.yml: analyze: security-events',
    'dist.yml: commit: actions',
    'dist.yml: commit: contents',
    'openapi.yml: propose: actions',
    'openapi.yml: propose: contents',
    'openapi.yml: propose: pull-requests',
    'release.yml: draft: attestations',
    'release.yml: draft: contents',
    'release.yml: draft: id-token',
    'release.yml: publish: contents',
    'scorecard.yml: analyze: id-token',
    'scorecard.yml: analyze: security-events'
  ])
})

test('an action has the same commit and version here and in all examples', () => {
  const texts = [...files.map(textOf), ...exampleWorkflows().map(({ text }) => text)]
  const pins = texts.flatMap(pinsIn)
  const versions = new Map(
    pins.map(({ action, commit, version }) => [`${action}@${commit} ${version}`, action])
  )
  expect(versions.size).toBe(new Set(versions.values()).size)
  expect(versions.size).toBeGreaterThan(5)
})

test('Dependabot updates these pins together', () => {
  const { updates }: { updates: { directories?: string[]; groups: Record<string, unknown> }[] } = parse(
    readFileSync('.github/dependabot.yml', 'utf8')
  )
  const [actions] = updates.filter(({ directories }) => directories)
  expect(actions?.directories).toEqual(['/', '/examples'])
  expect(actions?.groups).toEqual({ actions: { patterns: ['*'] } })
})

test('all-green waits for every other job of CI', () => {
  const { jobs }: { jobs: Record<string, { needs?: string[]; steps: { run?: string }[] }> } = parse(
    textOf('ci.yml')
  )
  const { 'all-green': gate, ...others } = jobs
  expect(gate?.needs).toEqual(Object.keys(others))
  expect(gate?.steps[0]?.run).toContain(
    `'${Object.keys(others)
      .map(() => 'success')
      .join(' ')}'`
  )
})

test('Dependabot waits with every update, so that a bad release has time to be withdrawn', () => {
  const { updates }: { updates: { cooldown?: Record<string, number> }[] } = parse(
    readFileSync('.github/dependabot.yml', 'utf8')
  )
  expect(updates.length).toBe(2)
  expect(updates.filter(({ cooldown }) => !((cooldown?.['default-days'] ?? 0) >= 7))).toEqual([])
})

const good = `
on: push
permissions: {}
jobs:
  one:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: {}
    steps:
      - uses: actions/checkout@${'a'.repeat(40)} # v7.0.1
        with:
          persist-credentials: false
      - run: npm test
`

test('a workflow without breaches has none', () => {
  expect(breaches(good)).toEqual([])
})

test.each<[change: string, by: string, breach: RegExp]>([
  ['a'.repeat(40), 'v7', /not pinned/],
  ['a'.repeat(40), 'a'.repeat(39), /not pinned/],
  [' # v7.0.1', '', /not pinned/],
  [' # v7.0.1', ' # v7', /not pinned/],
  ['- run: npm test', '- { uses: actions/cache@v5 }', /line of its own/],
  ['\npermissions: {}', '\npermissions: read-all', /missing at the top/],
  ['\npermissions: {}', '', /missing at the top/],
  ['on: push', 'on: [push, pull_request_target]', /foreign events/],
  ['on: push', 'on: { workflow_run: { workflows: [CI] } }', /foreign events/],
  ['    permissions: {}', '    permissions: write-all', /no list of permissions/],
  ['    permissions: {}\n', '', /no list of permissions/],
  ['    timeout-minutes: 5\n', '', /no time limit/],
  ['npm test', 'echo ${{ github.ref }}', /expression stands in a script/],
  ['run: npm test', 'with: { script: "${{ github.ref }}" }', /expression stands in a script/],
  ['persist-credentials: false', 'fetch-depth: 0', /keeps the token/],
  ['persist-credentials: false', 'persist-credentials: true', /keeps the token/],
  ['    permissions: {}', '    permissions: { contents: write }', /runs code of the checkout/]
])('%j turned into %j is a breach', (change, by, breach) => {
  expect(good).toContain(change)
  expect(breaches(good.replace(change, by))).toEqual([expect.stringMatching(breach)])
})
