import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeAppKey } from '../github/app.ts'
import { type LocalGitHub, startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import { runStep } from '../runner/step.ts'
import { section } from './snippets.ts'

const quoted = [
  ...section(readFileSync('README.md', 'utf8'), '## When it fails').matchAll(/^- `(.*)`<br>$/gm)
]
const sentences = quoted.map(([, sentence = '']) => sentence)

const npm = {
  operation: 'create',
  token: defaultToken,
  'registry-type': 'npm_registry',
  url: 'https://npm.acme.example',
  visibility: 'all',
  secret: 'made-up'
}

const key = makeAppKey()
const pem = key.export({ type: 'pkcs1', format: 'pem' }).toString()

const azure = {
  registry_type: 'nuget_feed',
  url: 'https://pkgs.dev.azure.com/acme/_packaging/acme/nuget/v3/index.json'
}
const manifest = '.github/private-registries.yml'
const apply = { operation: 'apply', token: defaultToken, org: 'acme-labs', manifest }
const cargo = 'registries:\n  - registry_type: cargo_registry\n    url: https://cargo.acme.example'

/** The steps that go wrong as the README says, in its order; those with a manifest apply it. */
const mistakes: { inputs: Record<string, string>; text?: string }[] = [
  { inputs: { ...npm, token: 'ghs_made_up_for_a_workflow' } },
  { inputs: { ...npm, token: 'github_pat_made_up_for_reading' } },
  { inputs: { ...npm, org: 'acmee' } },
  { inputs: { ...npm, token: 'github_pat_made_up_and_revoked' } },
  { inputs: { ...npm, token: 'github_pat_made_up_without_sign_on' } },
  { inputs: { ...npm, token: '', 'app-id': '7', 'app-private-key': pem } },
  { inputs: { ...npm, 'github-api-url': 'http://127.0.0.1:1', timeout: '500ms' } },
  { inputs: { ...npm, org: 'acme-labs' } },
  { inputs: { ...npm, secret: '' } },
  {
    inputs: apply,
    text: `${cargo}\n    auth_type: oidc_aws\n    account_id: 012345678901\n    visibilty: all`
  },
  { inputs: apply, text: `${cargo}\n    visibility: all\n    secret_env: CARGO_TOKEN` },
  {
    inputs: apply,
    text: 'registries:\n  - registry_type: npm_registry\n    url: https://npm.acme.example\n    username: ci'
  },
  {
    inputs: apply,
    text: `registries:\n  - registry_type: ${azure.registry_type}\n    url: ${azure.url}\n    auth_type: oidc_azure\n    tenant_id: made-up\n    client_id: made-up`
  },
  {
    inputs: { ...apply, prune: 'true' },
    text: 'registries:\n  - registry_type: helm_registry\n    url: https://helm.acme.example'
  }
]

let github: LocalGitHub
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'failures-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await github.close()
})

/** A workspace with this manifest. */
function workspaceWith(text: string, number: number): string {
  const workspace = join(folder, String(number))
  mkdirSync(join(workspace, '.github'), { recursive: true })
  writeFileSync(join(workspace, manifest), `${text}\n`)
  return workspace
}

test('the README quotes what the action says', async () => {
  github = await startGitHub()
  github.addOrganization('acme')
  const labs = github.addOrganization('acme-labs')
  labs.addRegistry({ registry_type: 'npm_registry', url: npm.url })
  labs.addRegistry({ registry_type: 'helm_registry', url: 'https://helm.acme.example' })
  github.addToken('ghs_made_up_for_a_workflow', { kind: 'workflow' })
  github.addToken('github_pat_made_up_for_reading', {
    kind: 'fine-grained',
    permissions: { organization_private_registries: 'read' }
  })
  github.addToken('github_pat_made_up_without_sign_on', {
    ...{ kind: 'fine-grained', permissions: {} },
    sso: 'https://github.com/orgs/acme/sso'
  })
  github.addApp({ id: 7, key })
  const run = async (some: typeof mistakes) => {
    const steps = some.map(({ inputs, text }, number) =>
      runStep({
        with: inputs,
        github: { api_url: github.url },
        ...(text && { workspace: workspaceWith(text, number) })
      })
    )
    return (await Promise.all(steps)).flatMap(({ annotations }) => annotations)
  }
  const alone = await run(mistakes.filter(({ text }) => !text))
  labs.addRegistry({ registry_type: 'npm_registry', url: npm.url })
  labs.addRegistry({ ...azure, auth_type: 'username_password', username: 'ci' })
  const before = structuredClone(labs.registries)
  const many = await run(mistakes.filter(({ text }) => text))
  expect(labs.registries).toEqual(before)
  const said = [...alone, ...many].map(({ message }) =>
    message.replaceAll('acme-labs', 'acme').replace('127.0.0.1:1 ', 'github.acme.example ')
  )
  expect(said).toEqual(sentences.map(sentence => expect.stringContaining(sentence)))
}, 60_000)
