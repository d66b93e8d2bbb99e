// The live check finds out what a GitHub does that is not like the local one.
import { existsSync, readFileSync } from 'node:fs'
import { unknowns } from '../../scripts/live/unknowns.ts'
import type { Answer, When } from '../local-github/script.ts'
import type { GitHubOptions } from '../local-github/server.ts'
import { ids, type Stage, stage, weakToken } from './stage.ts'

test('the local GitHub answers as the table says, and nothing is left', async () => {
  const { run, org, github } = await stage()
  const { report, succeeded } = await run()
  expect(report?.unknowns.filter(({ same }) => !same)).toEqual([])
  expect(report?.unknowns.map(({ unknown }) => unknown)).toEqual(ids)
  expect([succeeded, org.registries]).toEqual([true, []])
  const writes = github.exchanges.filter(({ method, path }) => method === 'POST' && path.startsWith('/orgs/'))
  for (const { body } of writes)
    expect(body).toMatchObject({
      url: expect.stringMatching(/^[^/]*(\/\/)?([^/]*[.@])?live-check\.invalid([:/]|$)/i),
      ...{ visibility: 'selected', selected_repository_ids: [] }
    })
})

const post: When = { method: 'POST', path: /private-registries$/ }
const patch: When = { method: 'PATCH' }
const get: When = { method: 'GET', path: /private-registries\/[A-Z]/ }
const list: When = { method: 'GET', path: /private-registries(\?|$)/ }
const newToken: When = { method: 'POST', path: /access_tokens$/ }
const refused: Answer = { status: 422, body: { message: 'Validation Failed', errors: ['No.'] } }
const failed: Answer = { status: 500, body: '<html>' }
const done: Answer = { status: 204 }
const shown = (fields: object, name = 'MAVEN_REPOSITORY_SECRET') => ({
  ...{ status: 200, body: { name, registry_type: 'maven_repository', ...fields } }
})
const created = (name: string): Answer => ({ ...shown({}, name), status: 201 })
const writes = { organization_private_registries: 'write' } as const
const token = (permissions: object): Answer => ({ status: 201, body: { token: 'ghs_made_up', permissions } })
const limited =
  (kilobytes: number) =>
  ({ github }: Stage): void => {
    const isTooLong = (body: unknown) => String(Object(body).encrypted_value).length > kilobytes * 1400
    github.answer(patch, ({ body }) => (isTooLong(body) ? refused : undefined), 9)
  }

/** A GitHub that differs, or another answer to the nth request that is meant. */
type Row = [
  id: string,
  real: string,
  other: When | GitHubOptions | ((stage: Stage) => void),
  Answer?,
  nth?: number
]
const others: Row[] = [
  ['no-repositories', 'refused', post, refused],
  ['no-repositories', 'status 500', post, failed],
  ['twins', 'refused', { twins: 'refused' }],
  ['twins', 'the first is replaced', post, created('MAVEN_REPOSITORY_SECRET'), 2],
  ['twins', 'status 202', post, { status: 202, after: true }, 2],
  ['second-name', 'TYPE_SECRET, OTHER', post, created('OTHER'), 2],
  ['second-name', 'unclear: no answer to a create', post, { fault: 'reset', after: true }, 2],
  ['second-name', 'unclear: a created registry without a name or a type', post, { status: 201, body: [] }],
  ['username-null', 'kept', { clearsUsernameWithNull: false }],
  ['username-null', 'refused', patch, refused],
  ['username-null', 'becomes null', get, shown({ username: 'null' })],
  ['username-empty', 'kept', patch, done],
  ['username-empty', 'unclear: status 403 to a read', get, { status: 403, body: '<html>' }],
  ['ids-alone', 'accepted', patch, done],
  ['ids-alone', 'status 409', patch, { status: 409 }],
  ['registry-type', 'ignored', patch, done],
  [
    'registry-type',
    'changed',
    ({ github }) => {
      github.answer(patch, done)
      github.answer(get, shown({ registry_type: 'nuget_feed' }))
    }
  ],
  ['registry-type', 'status 307', patch, { status: 307, headers: { location: '/' } }],
  ['stale-key', 'not recognized', post, refused],
  ['stale-key', 'accepted', post, created('X')],
  ['stale-key', 'status 400', post, { status: 400 }],
  ['unsealed', 'not recognized', post, refused],
  ['unsealed', 'status 500', post, failed],
  ['hex-organization', 'refused', post, refused],
  ['hex-repository', 'status 500', post, failed],
  ['secret-size', '48 KB', limited(60)],
  ['secret-size', '64 KB', limited(90)],
  ['secret-size', 'less than 48 KB', patch, { status: 413 }],
  ['secret-size', 'status 500', patch, failed, 2],
  ['address-path', 'stored as https://live-check.invalid', { drops: 'path' }],
  ['address-http', 'stored as live-check.invalid/a', { drops: 'scheme' }],
  ['address-case', 'not shown', { showsUrl: false }],
  ['address-port', 'refused', post, refused],
  ['address-ftp', 'status 502', post, { status: 502 }],
  ['list-lag', 'after 1 s', list, { status: 200, body: { total_count: 0, configurations: [] } }, 3],
  ['list-lag', 'unclear: status 500 to the list', list, failed, 3],
  ['read-lag', 'after 1 s', get, { status: 404 }],
  ['shows-selected-repository-ids', 'shown', { showsSelectedIds: true }],
  ['shows-selected-repository-ids', 'only by GET', get, shown({ selected_repository_ids: [] })],
  ['shows-url', 'hidden', { showsUrl: false }],
  ['shows-url', 'only in the list', get, shown({})],
  ['shows-auth-type', 'hidden', { showsAuthType: false }],
  ['updated-at', 'kept', patch, done],
  [
    'forbidden',
    'status 403 with x-accepted-github-permissions, x-github-sso',
    ({ github }) => github.addToken(weakToken, { kind: 'fine-grained', sso: 'https://sso.acme.example' })
  ],
  [
    'forbidden',
    'status 201 with x-accepted-github-permissions',
    ({ github }) => github.addToken(weakToken, { kind: 'app', permissions: writes })
  ],
  ['app-permission', 'refused', { narrowsTokens: false }],
  ['app-permission', 'not restricted', newToken, token({ ...writes, metadata: 'read' })],
  ['app-permission', 'status 404', newToken, { status: 404 }],
  ['new-token', 'status 401 for 1 s', list, { status: 401 }, 3],
  ['new-restricted-token', 'status 403 for 1 s', list, { status: 403 }, 3]
]
test.each(others)('%s: %s', async (id, real, other, how = undefined, nth = 1) => {
  const played = await stage(how || typeof other === 'function' ? {} : (other as GitHubOptions))
  const { run, github, org } = played
  if (typeof other === 'function') other(played)
  if (how) {
    github.answer(other as When, () => undefined, nth - 1)
    github.answer(other as When, how)
  }
  // Without its first answer, nothing else is asked.
  const only = id === ids[0] ? [id, 'twins'] : [id]
  const { report, text } = await run({ only, ...(!/token|app/.test(id) && { app: undefined }) })
  expect(report?.unknowns).toMatchObject([{ unknown: id, real, same: false }])
  expect(text).toContain(`| ${id} |`)
  expect(org.registries).toEqual([])
})

test('every unknown is answered differently somewhere above', () => {
  const played = new Set(others.map(([id]) => id.replace(/^address-.*/, 'address')))
  expect(ids.filter(id => !played.has(id.replace(/^address-.*/, 'address')))).toEqual([])
})

test('no answer that nobody expects passes for the local one, and what it made is removed', async () => {
  const { run, github, org } = await stage()
  github.answer({ method: 'POST' }, { ...Object(failed), after: true }, Number.POSITIVE_INFINITY)
  const { report } = await run({ only: ids.slice(1) })
  expect(report?.unknowns.filter(({ same }) => same !== false)).toEqual([])
  expect(org.registries).toEqual([])
})

test('every answer is about a rule that exists', () => {
  for (const { id, local, answers } of unknowns) {
    expect([id, Object.keys(answers)]).toEqual([id, expect.arrayContaining([local])])
    for (const change of Object.values(answers).filter(text => text !== 'nothing.')) {
      const [, rule = ''] = /, `(?:\w+\.)?(\w+)`: /.exec(change) ?? []
      const paths = change.match(/(?<=`)src\/[\w/-]+\.ts(?=`)/g) ?? []
      expect(paths).not.toEqual([])
      const missing = paths.filter(path => !existsSync(path) || !readFileSync(path, 'utf8').includes(rule))
      expect([id, rule, ...missing]).toEqual([id, expect.stringMatching(/./)])
    }
  }
})
