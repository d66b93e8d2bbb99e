// What README and docs say about runs is what they do.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { declaredIn } from '../../scripts/readme.ts'
import { pageOf } from '../../scripts/tour/page.ts'
import { operations } from '../../src/request.ts'
import type { Organization } from '../local-github/organization.ts'
import { type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { runStep, type Step } from '../runner/step.ts'
import { type GivenManifest, manifestPath, workspaceWith } from '../scenarios/manifest-scenario.ts'
import { section } from './snippets.ts'

const readme = readFileSync('README.md', 'utf8')
const requests = readFileSync('docs/requests.md', 'utf8')
const failures = readFileSync('docs/failures.md', 'utf8')
const outputs = declaredIn(readFileSync('action.yml', 'utf8'), 'outputs')
const rows = [
  ...section(requests, '## What each operation sends').matchAll(/^\| `([\w-]+)` \| .* \| (.*) \|$/gm)
]

let github: LocalGitHub
let acme: Organization
beforeEach(async () => {
  github = await startGitHub()
  acme = github.addOrganization('acme')
})
afterEach(() => github.close())

/** Runs the action, with this manifest if one is given. */
function run(inputs: Step['with'], manifest?: GivenManifest, more: Omit<Step, 'with'> = {}) {
  const apply = manifest && { operation: 'apply', manifest: manifestPath }
  const given = { token: defaultToken, ...apply, ...inputs }
  const step = { with: given, github: { api_url: github.url }, ...more }
  return runStep(manifest ? { ...step, workspace: workspaceWith(manifest) } : step)
}

const npm = { 'registry-type': 'npm_registry', url: 'https://npm.acme.example' }
const [name, secret] = ['NPM_REGISTRY_SECRET', 'made-up']
// Verify asks nothing without a secret.
const withs: Record<string, Record<string, string>> = {
  ...{ get: { name }, create: { ...npm, visibility: 'all', secret }, update: { name, secret } },
  ...{ delete: { name }, apply: { ...npm, secret }, plan: { ...npm, secret }, rotate: { ...npm, secret } },
  ...{ export: { manifest: 'registries.yml' }, verify: npm }
}

/** The requests so far as docs/requests.md writes them: `GET /NAME`. */
function sent(): string[] {
  const shorter = [/\?.*/, /(?<= )\/orgs\/acme\/private-registries/]
  const requests = github
    .said()
    .map(request => shorter.reduce((text, part) => text.replace(part, ''), request))
  return requests.map(request => request.replace(/[A-Z]+_REGISTRY_SECRET/, 'NAME').trimEnd()).sort()
}

function requestsOf(operation: string): string[] {
  const requests = rows.find(([, name]) => name === operation)?.[2] ?? ''
  return [...requests.matchAll(/`(.*?)`/g)].map(([, request = '']) => request).sort()
}

/** The operations that a description begins with: `From get, create and update, the name …`. */
function operationsIn(description: string): readonly string[] {
  if (description.startsWith('From every operation,')) return operations
  const words = description.replace(/^From /, '').split(/, | and /)
  const end = words.findIndex(word => !new Set<string>(operations).has(word))
  return words.slice(0, end)
}

test('every operation has its requests and a row in the README, and every output says which it is from', () => {
  const named = [...section(readme, '## Operations').matchAll(/^\| (`.*`) \|/gm)].map(([, names]) => names)
  const words = named.join().match(/[\w-]+/g) ?? []
  expect(words.toSorted()).toEqual([...operations].sort())
  expect(rows.map(([, name]) => name)).toEqual(operations)
  expect(outputs.filter(({ description }) => operationsIn(description).length === 0)).toEqual([])
})

test.each(operations)(
  '%s, in a process of its own, gives the outputs of action.yml and sends the requests of docs/requests.md',
  async operation => {
    if (operation !== 'create') acme.addRegistry({ registry_type: 'npm_registry', url: npm.url })
    const { outputs: given, log } = await run({ operation, ...withs[operation] }, undefined, { alone: true })
    expect(log).not.toMatch(/^Error/m)
    const promised = outputs.filter(
      ({ description }) =>
        operationsIn(description).includes(operation) && !description.includes('with a manifest')
    )
    expect(Object.keys(given).sort()).toEqual(promised.map(({ name }) => name).sort())
    // Those that an apply of one registry that exists has no use for.
    const others = operation === 'apply' ? /^(POST|DELETE)\b/ : /^$/
    expect(sent()).toEqual(requestsOf(operation).filter(request => !others.test(request)))
  }
)

test('apply of a manifest sends the requests of docs/requests.md', async () => {
  acme.addRegistry({ registry_type: 'npm_registry', url: npm.url })
  acme.addRegistry({ registry_type: 'helm_registry', url: 'https://helm.acme.example' })
  const registries = [
    { registry_type: 'npm_registry', url: npm.url, visibility: 'private' },
    { registry_type: 'cargo_registry', url: npm.url, visibility: 'all', secret_env: 'CARGO_TOKEN' }
  ]
  const inputs = { prune: 'true', 'write-interval': '0s' }
  const { exitCode } = await run(inputs, { registries }, { env: { CARGO_TOKEN: 'made-up' } })
  expect(exitCode).toBe(0)
  expect(sent()).toEqual(requestsOf('apply'))
})

const create = { operation: 'create', ...npm, visibility: 'all', secret }
const azure = 'https://pkgs.dev.azure.com/acme/_packaging/acme/nuget/v3/index.json'
const id = '12345678-1234-1234-1234-123456789012'
const entry = (type: string, url: string, ...more: string[]) =>
  `registries:\n  - ${[`registry_type: ${type}`, `url: ${url}`, ...more].join('\n    ')}\n`
const cargo = (...more: string[]) => entry('cargo_registry', 'https://cargo.acme.example', ...more)

/** The steps that go wrong as docs/failures.md says, in its order; those with a manifest apply it. */
const mistakes: { inputs?: Record<string, string>; text?: string }[] = [
  { inputs: { ...create, token: 'ghs_made_up_for_a_workflow' } },
  { inputs: { ...create, token: 'github_pat_made_up_for_reading' } },
  { inputs: { ...create, org: 'acmee' } },
  { inputs: { ...create, token: 'github_pat_made_up_and_revoked' } },
  { inputs: { ...create, token: 'github_pat_made_up_without_sign_on' } },
  { inputs: { ...create, token: '', 'app-id': '7' } },
  { inputs: { ...create, 'github-api-url': 'http://127.0.0.1:1', timeout: '500ms' } },
  { inputs: { ...create, org: 'acme-labs' } },
  { inputs: { ...create, secret: '' } },
  { text: cargo('auth_type: oidc_aws', 'account_id: 012345678901', 'visibilty: all') },
  { text: cargo('visibility: all', 'secret_env: CARGO_TOKEN') },
  { text: entry('npm_registry', npm.url, 'username: ci') },
  { text: entry('nuget_feed', azure, 'auth_type: oidc_azure', `tenant_id: ${id}`, `client_id: ${id}`) },
  { inputs: { prune: 'true' }, text: entry('helm_registry', 'https://helm.acme.example') }
]

test('docs/failures.md and the README quote what the action says when it fails', async () => {
  const labs = github.addOrganization('acme-labs')
  labs.addRegistry({ registry_type: 'npm_registry', url: npm.url })
  labs.addRegistry({ registry_type: 'helm_registry', url: 'https://helm.acme.example' })
  github.addToken('ghs_made_up_for_a_workflow', { kind: 'workflow' })
  const permissions = { organization_private_registries: 'read' } as const
  github.addToken('github_pat_made_up_for_reading', { kind: 'fine-grained', permissions })
  const sso = 'https://github.com/orgs/acme/sso'
  github.addToken('github_pat_made_up_without_sign_on', { kind: 'fine-grained', permissions: {}, sso })
  const key = github.addApp({ id: 7 }).pem
  const said: string[] = []
  let before: unknown
  for (const { inputs = {}, text } of mistakes) {
    if (text !== undefined && before === undefined) {
      labs.addRegistry({ registry_type: 'npm_registry', url: npm.url })
      labs.addRegistry({
        registry_type: 'nuget_feed',
        url: azure,
        auth_type: 'username_password',
        username: 'ci'
      })
      before = structuredClone(labs.registries)
    }
    const app = inputs['app-id'] && { 'app-private-key': key }
    const { annotations } = await run({ ...(text && { org: 'acme-labs' }), ...inputs, ...app }, text)
    said.push(...annotations.map(({ message }) => message))
  }
  expect(labs.registries).toEqual(before)
  const quotesOf = (page: string) => [...page.matchAll(/^- `(.*)`<br>$/gm)].map(([, quote = '']) => quote)
  const shown = said.map(message =>
    message.replaceAll('acme-labs', 'acme').replace('127.0.0.1:1 ', 'github.acme.example ')
  )
  expect(shown).toEqual(quotesOf(failures).map(quote => expect.stringContaining(quote)))
  const short = quotesOf(section(readme, '## When it fails'))
  expect(short.length).toBeGreaterThan(2)
  expect(short.filter(quote => !shown.some(message => message.includes(quote)))).toEqual([])
}, 60_000)

test('npm start shows every step as it should go, and writes a page with the summaries', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/tour.ts'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  const [, path = ''] = /^The job summaries, .*: (\S+)$/m.exec(stdout) ?? []
  const page = readFileSync(path, 'utf8')
  rmSync(dirname(path), { recursive: true })
  for (const shown of ['MAVEN_REPOSITORY_SECRET', 'acme-tools']) expect(page).toContain(shown)
  expect(page).not.toMatch(/-made-up-\d/)
}, 60_000)

test('the page shows alerts as GitHub does, and text of others as text', () => {
  const text = '<script>alert(1)</script>'
  const page = pageOf([
    { title: text, failed: true, step: text, log: text, summary: '> [!CAUTION]\n> 1 delete' }
  ])
  expect(page).toContain('<blockquote class="alert"><p><strong>Caution</strong><br>1 delete</p>')
  expect(page).not.toContain('<script')
  expect(page).toContain("default-src 'none'")
})
