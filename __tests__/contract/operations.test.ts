import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { declaredIn } from '../../scripts/readme.ts'
import { operations } from '../../src/request.ts'
import { startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import { runStep } from '../runner/step.ts'
import { section } from './snippets.ts'

const outputs = declaredIn(readFileSync('action.yml', 'utf8'), 'outputs')
const table = section(readFileSync('README.md', 'utf8'), '## Operations')
const rows = [...table.matchAll(/^\| `([\w-]+)` \| .* \| (.*) \|$/gm)]

const npm = { 'registry-type': 'npm_registry', url: 'https://npm.acme.example' }
const withs: Record<string, Record<string, string>> = {
  list: {},
  get: { name: 'NPM_REGISTRY_SECRET' },
  'get-public-key': {},
  create: { ...npm, visibility: 'all', secret: 'made-up' },
  update: { name: 'NPM_REGISTRY_SECRET', secret: 'made-up' },
  delete: { name: 'NPM_REGISTRY_SECRET' },
  apply: { ...npm, secret: 'made-up' },
  plan: { ...npm, secret: 'made-up' },
  rotate: { ...npm, secret: 'made-up' },
  export: { manifest: 'registries.yml' }
}

/** What each apply of one registry writes, of all that the README lists. */
const otherWrites = /^(POST|DELETE)\b/

test('the README has a row for every operation', () => {
  expect(rows.map(([, name]) => name)).toEqual(operations)
})

test.each(operations)(
  '%s gives the outputs of action.yml and sends the requests of the README',
  async operation => {
    const { given, sent } = await run(operation)
    const promised = outputs.filter(({ description }) => operationsIn(description).includes(operation))
    expect(given).toEqual(promised.map(({ name }) => name).sort())
    const requests = requestsOf(operation)
    expect(sent).toEqual(
      operation === 'apply' ? requests.filter(request => !otherWrites.test(request)) : requests
    )
  }
)

test('apply of a manifest sends the requests of the README', async () => {
  const github = await startGitHub()
  const workspace = mkdtempSync(join(tmpdir(), 'operations-'))
  try {
    const acme = github.addOrganization('acme')
    acme.addRegistry({ registry_type: 'npm_registry', url: npm.url })
    acme.addRegistry({ registry_type: 'helm_registry', url: 'https://helm.acme.example' })
    const registries = [
      { registry_type: 'npm_registry', url: npm.url, visibility: 'private' },
      { registry_type: 'cargo_registry', url: npm.url, visibility: 'all', secret_env: 'CARGO_TOKEN' }
    ]
    writeFileSync(join(workspace, 'registries.yml'), stringify({ registries }))
    const { exitCode } = await runStep({
      with: { operation: 'apply', token: defaultToken, manifest: 'registries.yml', prune: 'true' },
      env: { CARGO_TOKEN: 'made-up' },
      github: { api_url: github.url },
      workspace
    })
    expect(exitCode).toBe(0)
    expect(github.said().map(shortened).sort()).toEqual(requestsOf('apply'))
  } finally {
    rmSync(workspace, { recursive: true })
    await github.close()
  }
})

test('every output says which operations it is from', () => {
  expect(outputs.filter(({ description }) => operationsIn(description).length === 0)).toEqual([])
})

async function run(operation: string): Promise<{ given: string[]; sent: string[] }> {
  const github = await startGitHub()
  try {
    const acme = github.addOrganization('acme')
    if (operation !== 'create') acme.addRegistry({ registry_type: 'npm_registry', url: npm.url })
    const inputs = { operation, token: defaultToken, ...withs[operation] }
    const { outputs: given, log } = await runStep({ with: inputs, github: { api_url: github.url } })
    expect(log).not.toMatch(/^Error/m)
    return { given: Object.keys(given).sort(), sent: github.said().map(shortened).sort() }
  } finally {
    await github.close()
  }
}

/** A request as the README writes it: `GET /NAME`. */
function shortened(request: string): string {
  return request
    .replace(/\?.*/, '')
    .replace(' /orgs/acme/private-registries', ' ')
    .replace(/[A-Z]+_REGISTRY_SECRET/, 'NAME')
    .trimEnd()
}

function requestsOf(operation: string): string[] {
  const requests = rows.find(([, name]) => name === operation)?.[2] ?? ''
  return [...requests.matchAll(/`(.*?)`/g)].map(([, request = '']) => request).sort()
}

/** The operations that a description begins with: `From get, create and update, the name …`. */
function operationsIn(description: string): string[] {
  const words = description.replace(/^From /, '').split(/, | and /)
  const known = new Set<string>(operations)
  return words.slice(
    0,
    words.findIndex(word => !known.has(word))
  )
}
