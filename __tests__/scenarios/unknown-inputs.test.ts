import { manifestPath, workspaceWith } from './manifest-scenario.ts'
import { type Inputs, messages, start, theError } from './scenario.ts'

/** Stands for a value: nobody may see it. */
const hidden = 'hunter2-hunter2'

/** What is meant, and what is typed. */
const near: Record<string, string[]> = {
  'dry-run': ['dry_run', 'DryRun'],
  'max-deletions': ['max deletions'],
  'allowed-hosts': ['allowed-host'],
  'registry-type': ['registery-type', 'type'],
  visibility: ['visibilty'],
  manifest: ['manifset'],
  username: ['usernane'],
  'rewrite-secrets': ['rewriet-secret'],
  'workload-identity-provider': ['workload-idenity-provder'],
  org: ['owner', 'organization', 'organizations', 'orgs'],
  secret: ['value', 'password'],
  'app-private-key': ['private_key', 'private-key'],
  'selected-repositories': ['repositories'],
  token: ['github-token']
}

test.each([hidden, ''])('what is near an input is refused before any request: %j', async value => {
  const { github, run } = await start()
  const all = Object.values(near).flat()
  const result = await run({ operation: 'list', ...Object.fromEntries(all.map(name => [name, value])) })
  for (const [meant, names] of Object.entries(near))
    for (const name of names.map(name => name.toLowerCase().replace(' ', '_')))
      expect(result.log).toMatch(
        new RegExp(
          `Unknown input '${name}'; did you mean '${meant}'\\?.* A variable INPUT_\\S+ in 'env' looks`
        )
      )
  expect(JSON.stringify([result.log, result.summary, result.outputs])).not.toContain(hidden)
  expect(github.said()).toEqual([])
})

const far = ['orgg', 'nam', 'promt', 'tokenn', 'visiblty', 'organisation', 'rewriet-scret', 'dry-running']

test('what is near nothing is only a warning', async () => {
  const { run } = await start()
  const result = await run({ operation: 'list', ...Object.fromEntries(far.map(name => [name, hidden])) })
  const warnings = messages(result, 'warning')
  for (const name of far)
    expect(warnings).toContainEqual(expect.stringContaining(`Unknown input '${name}'; it is ignored.`))
  expect(result.exitCode).toBe(0)
  expect(result.log).not.toContain(hidden)
})

test('a variable of the job that looks like an input is one', async () => {
  const { run } = await start()
  const env = { INPUT_DRY_RUN: 'true', OUTPUT_ORGS: 'x', INPUT_: 'x' }
  const error = theError(await run({ operation: 'list' }, { env }))
  expect(error).toContain(`did you mean 'dry-run'? A variable INPUT_DRY_RUN in 'env'`)
})

const create: Inputs = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  ...{ visibility: 'all', secret: 'a secret' }
}
const { secret: _, ...withoutSecret } = create

test.each<[inputs: Inputs, ...problems: RegExp[]]>([
  [{ operation: 'Apply' }, /'operation' is 'Apply'; it must be one of .*\. Did you mean 'apply'\?/],
  [{ operation: 'get_public_key' }, /Did you mean 'get-public-key'\?/],
  [{ ...create, 'registry-type': 'npm' }, /Did you mean 'npm_registry'\?/],
  [{ ...create, 'registry-type': 'git' }, /Did you mean 'git_source'\?/],
  [{ ...create, visibility: 'privat' }, /Did you mean 'private'\?/],
  [{ ...create, 'auth-type': 'oidc-azrue' }, /Did you mean 'oidc_azure'\?/],
  [
    { operation: 'rotate', name: 'A', secret: 'a secret', 'rewrite-secrets': 'Never' },
    /Did you mean 'never'\?/
  ],
  [
    { ...withoutSecret, 'tenant-id': 't' },
    /^'tenant-id' belongs to oidc_azure, but .*; add auth-type: oidc_azure/
  ],
  [{ operation: 'list', org: 'https://github.com/acme' }, /holds 'https.*Write only the name: acme\./],
  [{ operation: 'list', org: 'https://github.acme.example/orgs/acme/' }, /Write only the name: acme\./],
  [{ operation: 'list', org: '@acme, acme/web' }, /'@acme'.*name: acme\./, /'acme\/web'.*name: acme\./],
  [{ operation: 'list', org: 'acme acme-labs' }, /Separate names with commas or line breaks/],
  [{ operation: 'list', org: 'acme-*' }, /Patterns are not supported here/]
])('%j is refused, with what was meant', async (inputs, ...problems) => {
  const { github, run } = await start()
  const result = await run(inputs)
  expect(messages(result, 'error')).toEqual(problems.map(text => expect.stringMatching(text)))
  expect(github.said()).toEqual([])
})

test('hyphens stand for underscores in the values of two inputs', async () => {
  const { acme, run } = await start()
  const types = { 'registry-type': 'nuget-feed', 'auth-type': 'username-password' }
  await run({ ...create, ...types, username: 'ci' })
  expect(acme.registries).toMatchObject([{ registry_type: 'nuget_feed', auth_type: 'username_password' }])
})

test('of a manifest that is not there it is said what is', async () => {
  const { run } = await start()
  const plan = { operation: 'plan', manifest: 'registries.yml' }
  const workspace = workspaceWith([], manifestPath)
  const named = /no such file; .*, or name a file that it has: \.github\/private-registries\.yml\./
  expect(theError(await run(plan, { workspace }))).toMatch(named)
  expect(theError(await run(plan))).toMatch(/check the repository out before this step\./)
})
