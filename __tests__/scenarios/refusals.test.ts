import type { TokenRights } from '../local-github/tokens.ts'
import { type Inputs, type Scenario, start, theError } from './scenario.ts'

const list = { operation: 'list' }
const remove = { operation: 'delete', name: 'NPM_REGISTRY_SECRET' }
const byName = {
  ...{ operation: 'create', 'registry-type': 'git_source', url: 'https://git.acme.example' },
  ...{ visibility: 'selected', 'selected-repositories': 'web', secret: 'a secret value' }
}
const registries = 'organization_private_registries'

async function startWithOne(): Promise<Scenario> {
  const scenario = await start()
  scenario.acme.addRegistry({ registry_type: 'npm_registry', url: 'https://npm.acme.example' })
  return scenario
}

const sso = 'https://github.com/orgs/acme/sso?authorization_request=A'
const hidden = { kind: 'fine-grained', permissions: { [registries]: 'write' }, orgs: ['labs'] } as const

test.each<[inputs: Inputs, rights: TokenRights, message: RegExp]>([
  [
    list,
    { kind: 'workflow' },
    /\(403\): this is the workflow's own GITHUB_TOKEN.*Use a fine-grained token or/
  ],
  [
    remove,
    { kind: 'fine-grained', permissions: { [registries]: 'read' } },
    /\(403\): the token lacks organization_private_registries=write.*private registries" \(write\)/
  ],
  [list, { kind: 'classic', scopes: ['admin:org'], sso }, /\(403\): .*single sign-on of acme.*ion_request=A/],
  [remove, hidden, /delete NPM_REGISTRY_SECRET from acme \(404\): there is no such registry.*may not see/],
  [list, { ...hidden, expires: '2026-02-01 00:00:00 UTC' }, /\(401\): the token is not valid.*expired.*Bad/],
  [byName, { kind: 'app', permissions: { [registries]: 'write' } }, /acme\/web, or the token may not see it/]
])('%j with a token that is %j is explained, once', async (inputs, given, message) => {
  const { github, acme, run } = await startWithOne()
  github.addToken('ghs_made_up_for_this_test', given)
  const error = theError(await run({ ...inputs, token: 'ghs_made_up_for_this_test' }))
  expect(error).toMatch(message)
  if (inputs !== byName) expect(error).toMatch(/GitHub said: .+\. Request id C0DE:0001\.$/)
  expect(acme.registries).toHaveLength(1)
})

test('a rate limit that ends too late is explained', async () => {
  const { github, run } = await startWithOne()
  github.answer({}, { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } }, 9)
  const error = theError(await run({ ...remove, timeout: '30s' }))
  expect(error).toMatch(/rate limit is reached/)
  expect(error).toMatch(/would be at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, later than 'timeout' allows/)
  expect(github.said()).toHaveLength(1)
})
