import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { GivenRegistry } from '../local-github/organization.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { both, startTwo, startWith, workspaceWith } from './manifest-scenario.ts'
import { type Inputs, list, messages, output, type Scenario, theError } from './scenario.ts'

const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const npm: GivenRegistry = { registry_type: 'npm_registry', url: 'https://npm.acme.example', username: 'ci' }
const path = 'private-registries.yml'

test.each([
  [0, [list]],
  [101, [list, `${list}&page=2`]]
])('lists %i registries with as few pages as can be, in output and summary', async (count, requests) => {
  const scenario = await startWith(Array(count).fill(git))
  const result = await scenario.run({ operation: 'list' })
  expect(scenario.github.said()).toEqual(requests)
  expect(output(result, 'registries')).toEqual(
    scenario.acme.registries.map(({ secret, selected_repository_ids, ...one }) => ({ ...one, org: 'acme' }))
  )
  expect(Object.keys(result.outputs).sort()).toEqual(['registries', 'summary', 'total-count'])
  expect(result.outputs['total-count']).toBe(String(count))
  expect(result.log).toContain(`acme has ${count} private registries`)
  expect(/none/i.test(result.summary)).toBe(count === 0)
})

test('organizations that cannot be listed are an error each, and the others are listed', async () => {
  const scenario = await startWith([npm, npm])
  scenario.github.addOrganization('labs').addRegistry(git)
  const org = '["acme", "nobody", "labs", "no-one", "ACME"]'
  const result = await scenario.run({ operation: 'list', org })
  expect(messages(result, 'error')).toEqual([
    expect.stringMatching(/nobody.*404.*Request id C0DE:/),
    expect.stringMatching(/no-one.*404/)
  ])
  expect(result.outputs['total-count']).toBe('3')
  const ofAcme = { org: 'acme', registry_type: 'npm_registry' }
  expect(output(result, 'registries')).toMatchObject([ofAcme, ofAcme, { org: 'labs', ...git }])
  expect(result.log).toContain('GIT_SOURCE_SECRET (git_source at https://git.acme.example)')
  expect(result.summary).toContain('nobody')
  expect(scenario.github.said()).toHaveLength(4)
})

/** A workspace with an old file where the manifest goes, and what `export` makes of it. */
function exporter({ run }: Scenario, text = 'the old file') {
  const workspace = workspaceWith(text, path)
  return {
    workspace,
    written: (name = path) => readFileSync(join(workspace, name), 'utf8'),
    play: (inputs: Inputs = {}) => run({ operation: 'export', manifest: path, ...inputs }, { workspace })
  }
}

test('several organizations become one manifest, and none if one of them cannot be read', async () => {
  const scenario = await startTwo([npm])
  scenario.globex.addRegistry({ ...npm, url: 'https://other.acme.example' })
  const { written, play } = exporter(scenario)
  const result = await play(both)
  expect(parse(written()).registries.map(({ url, orgs }: Record<string, unknown>) => [url, orgs])).toEqual([
    ['https://npm.acme.example', ['acme', 'globex']],
    ['https://other.acme.example', ['globex']]
  ])
  expect(result.log).toContain(`Wrote 3 registries of acme, globex to ${path}.`)
  const planned = await play({ ...both, operation: 'plan' })
  expect(planned.outputs).toMatchObject({ changed: 'false', drift: 'false', unchanged: '3' })
  scenario.github.answer({ path: /globex/ }, { status: 403, body: { message: 'No' } })
  const before = written()
  const failed = await play(both)
  expect(theError(failed)).toMatch(/globex.*403/)
  expect(Object.keys(failed.outputs)).toEqual(['summary'])
  expect(written()).toBe(before)
})

test('the output manifest is the organization as YAML, with one request and no file', async () => {
  const scenario = await startWith([npm])
  const { play, workspace, written } = exporter(scenario)
  const result = await play({ manifest: '' })
  expect(result.annotations).toEqual([])
  expect(scenario.github.said()).toEqual([list])
  expect(Object.keys(result.outputs)).toEqual(['manifest', 'summary'])
  const entry = { ...npm, auth_type: 'token', visibility: 'all', secret_env: 'NPM_REGISTRY_SECRET' }
  expect(parse(result.outputs['manifest'] ?? '')).toEqual({ registries: [entry] })
  expect([readdirSync(workspace), written()]).toEqual([[path], 'the old file'])
})

test.each([path, './a/../b/m b.yml'])('the file is written to %s, and is the output', async manifest => {
  const { play, workspace, written } = exporter(await startWith([npm]), '# old\n'.repeat(1000))
  const dry = await play({ manifest, 'dry-run': 'true' })
  expect([readdirSync(workspace), written()]).toEqual([[path], '# old\n'.repeat(1000)])
  const result = await play({ manifest })
  expect([...dry.annotations, ...result.annotations]).toEqual([])
  expect(written(manifest)).toBe(result.outputs['manifest'])
  expect(result.outputs['manifest']).toBe(dry.outputs['manifest'])
})

test('exported, filled in and planned with prune, an organization does not drift', async () => {
  const aws = { auth_type: 'oidc_aws', aws_region: 'yes', account_id: '012345678901', role_name: '- a' }
  const gits = ['all', 'selected'].map(visibility => ({ ...git, url: 'http://g.example:80', visibility }))
  const npms = [npm, { ...npm, url: 'HTTPS://NPM.acme.example:443' }]
  const ofAws = { ...npm, ...aws, username: null, url: 'https://aws.example' }
  const scenario = await startWith([...npms, ofAws, ...gits])
  const { play, workspace, written } = exporter(scenario)
  expect((await play()).annotations).toEqual([])
  const missing = '# selected_repositories could not be read; add them.'
  const filled = written().replace(missing, 'selected_repositories: [web, acme/api-one]')
  writeFileSync(join(workspace, path), filled)
  const entries: { secret_env?: string }[] = parse(filled).registries
  const variables = entries.flatMap(one => one.secret_env ?? [])
  expect(new Set(variables).size).toBe(4)
  const secrets = JSON.stringify(Object.fromEntries(variables.map(name => [name, `secret of ${name}`])))
  const planned = await play({ operation: 'plan', secrets, prune: 'true' })
  expect(messages(planned, 'error')).toEqual([])
  expect(planned.outputs).toMatchObject({ drift: 'false', unchanged: '4', updated: '1' })
})

test('text of GitHub that holds the token is hidden in output, file and log, and the YAML stays YAML', async () => {
  const names = [`x ${defaultToken} y`, defaultToken, `${defaultToken}.ci`]
  const url = (index: number) => `https://npm.acme.example/${index}/${defaultToken}`
  const scenario = await startWith(names.map((username, index) => ({ ...npm, username, url: url(index) })))
  const { play, written } = exporter(scenario)
  await play()
  expect(written()).not.toContain(defaultToken)
  const hidden = names.map(name => ({ username: name.replace(defaultToken, '***') }))
  expect(parse(written()).registries).toMatchObject(hidden)
})
