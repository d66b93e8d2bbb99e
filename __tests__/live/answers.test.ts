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
const token = (permissions: object): Answer => ({ status: 201, body: { token: 'ghs_made_up', permissions } })
const limited = (kilobytes: number) => ({
  ...{ when: patch, times: 9 },
  how: ({ body }: { body: unknown }) =>
    String(Object(body).encrypted_value).length > kilobytes * 1400 ? refused : undefined
})

/** Another answer to the nth request that is meant, or to several from there on. */
interface Other {
  when: When
  how: Answer
  nth?: number
  times?: number
}

const others: [id: string, real: string, other: Other | GitHubOptions | ((stage: Stage) => void)][] = [
  ['no-repositories', 'refused', { when: post, how: refused }],
  ['no-repositories', 'status 500', { when: post, how: failed }],
  ['twins', 'refused', { twins: 'refused' }],
  ['twins', 'the first is replaced', { when: post, nth: 2, how: created('MAVEN_REPOSITORY_SECRET') }],
  ['twins', 'status 202', { when: post, nth: 2, how: { status: 202, after: true } }],
  ['second-name', 'TYPE_SECRET, OTHER', { when: post, nth: 2, how: created('OTHER') }],
  [
    'second-name',
    'unclear: no answer to a create',
    { when: post, nth: 2, how: { fault: 'reset', after: true } }
  ],
  [
    'second-name',
    'unclear: a created registry without a name or a type',
    { when: post, how: { status: 201, body: [] } }
  ],
  ['username-null', 'kept', { clearsUsernameWithNull: false }],
  ['username-null', 'refused', { when: patch, how: refused }],
  ['username-null', 'becomes null', { when: get, how: shown({ username: 'null' }) }],
  ['username-empty', 'kept', { when: patch, how: done }],
  ['username-empty', 'unclear: status 403 to a read', { when: get, how: { status: 403, body: '<html>' } }],
  ['ids-alone', 'accepted', { when: patch, how: done }],
  ['ids-alone', 'status 409', { when: patch, how: { status: 409 } }],
  ['registry-type', 'ignored', { when: patch, how: done }],
  [
    'registry-type',
    'changed',
    ({ github }) => {
      github.answer(patch, done)
      github.answer(get, shown({ registry_type: 'nuget_feed' }))
    }
  ],
  ['registry-type', 'status 307', { when: patch, how: { status: 307, headers: { location: '/' } } }],
  ['stale-key', 'not recognized', { when: post, how: refused }],
  ['stale-key', 'accepted', { when: post, how: created('X') }],
  ['stale-key', 'status 400', { when: post, how: { status: 400 } }],
  ['unsealed', 'not recognized', { when: post, how: refused }],
  ['unsealed', 'status 500', { when: post, how: failed }],
  ['hex-organization', 'refused', { when: post, how: refused }],
  ['hex-repository', 'status 500', { when: post, how: failed }],
  ['secret-size', '48 KB', limited(60)],
  ['secret-size', '64 KB', limited(90)],
  ['secret-size', 'less than 48 KB', { when: patch, how: { status: 413 } }],
  ['secret-size', 'status 500', { when: patch, nth: 2, how: failed }],
  ['address-path', 'stored as https://live-check.invalid', { drops: 'path' }],
  ['address-http', 'stored as live-check.invalid/a', { drops: 'scheme' }],
  ['address-case', 'not shown', { showsUrl: false }],
  ['address-port', 'refused', { when: post, how: refused }],
  ['address-ftp', 'status 502', { when: post, how: { status: 502 } }],
  [
    'list-lag',
    'after 1 s',
    { when: list, nth: 3, how: { status: 200, body: { total_count: 0, configurations: [] } } }
  ],
  ['list-lag', 'unclear: status 500 to the list', { when: list, nth: 3, how: failed }],
  ['read-lag', 'after 1 s', { when: get, how: { status: 404 } }],
  ['shows-selected-repository-ids', 'shown', { showsSelectedIds: true }],
  [
    'shows-selected-repository-ids',
    'only by GET',
    { when: get, how: shown({ selected_repository_ids: [] }) }
  ],
  ['shows-url', 'hidden', { showsUrl: false }],
  ['shows-url', 'only in the list', { when: get, how: shown({}) }],
  ['shows-auth-type', 'hidden', { showsAuthType: false }],
  ['updated-at', 'kept', { when: patch, how: done }],
  [
    'forbidden',
    'status 403 with x-accepted-github-permissions, x-github-sso',
    ({ github }) => github.addToken(weakToken, { kind: 'fine-grained', sso: 'https://sso.acme.example' })
  ],
  [
    'forbidden',
    'status 201 with x-accepted-github-permissions',
    ({ github }) =>
      github.addToken(weakToken, { kind: 'app', permissions: { organization_private_registries: 'write' } })
  ],
  ['app-permission', 'refused', { narrowsTokens: false }],
  [
    'app-permission',
    'not restricted',
    { when: newToken, how: token({ organization_private_registries: 'write', metadata: 'read' }) }
  ],
  ['app-permission', 'status 404', { when: newToken, how: { status: 404 } }],
  ['new-token', 'status 401 for 1 s', { when: list, nth: 3, how: { status: 401 } }],
  ['new-restricted-token', 'status 403 for 1 s', { when: list, nth: 3, how: { status: 403 } }]
]
test.each(others)('%s: %s', async (id, real, other) => {
  const { run, github, org, ...rest } = await stage(
    'when' in other || typeof other === 'function' ? {} : other
  )
  if (typeof other === 'function') other({ run, github, org, ...rest })
  if ('when' in other) {
    github.answer(other.when, () => undefined, (other.nth ?? 1) - 1)
    github.answer(other.when, other.how, other.times)
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
