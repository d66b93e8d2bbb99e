import type { Endpoint } from './bad-answers.ts'
import type { Scene, Want } from './oracle.ts'
import type { Stage } from './play.ts'
import { oldSecret, repositories } from './situations.ts'

/** An operation as it is used, and what it asks of GitHub. */
export interface Operation {
  readonly name: string
  readonly asks: readonly Endpoint[]
  with(secret: string): Record<string, string>
  /** The job's environment, given the secret. */
  readonly env?: (secret: string) => Record<string, string>
  readonly readsManifest?: true
  /** What it is to do, given the secret. */
  readonly wants?: (secret: string) => readonly Want[]
}

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example' }
const maven = { registry_type: 'maven_repository', url: 'https://maven.acme.example' }
const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const name = 'NPM_REGISTRY_SECRET'
/** A registry that is there, as GitHub shows it. */
export const there = { ...npm, name, visibility: 'private', auth_type: 'token' }
export const manifestPath = 'registries.yml'

const look = { visibility: 'all', username: 'ci' }
const address = { 'registry-type': git.registry_type, url: git.url, ...look }
const creating =
  (selection: Record<string, string> = {}) =>
  (secret: string) => {
    return { operation: 'create', ...address, ...selection, secret }
  }
const creatingFor = (repositories: string) =>
  creating({ visibility: 'selected', 'selected-repositories': repositories })
const updating = { operation: 'update', name, 'registry-type': npm.registry_type, username: 'ci' }
const deleting = { operation: 'delete', 'registry-type': npm.registry_type, url: npm.url }
const byManifest = (operation: string) => (THE_SECRET: string) => {
  return { operation, manifest: manifestPath, secrets: JSON.stringify({ THE_SECRET }) }
}
const written = (place: typeof npm, given: object) => (secret: string) => [
  { ...place, given: { ...given }, secret, rewrites: true }
]
const created = written(git, { ...look, auth_type: 'token' })
const updated = written(npm, { username: 'ci' })

type Row = [string, Endpoint[], Operation['with'], Omit<Operation, 'name' | 'asks' | 'with'>?]
const rows: Row[] = [
  ['list', ['list'], secret => ({ operation: 'list', secret })],
  ['get', ['get'], secret => ({ operation: 'get', name, secret })],
  ['get-public-key', ['public-key'], secret => ({ operation: 'get-public-key', secret })],
  ['create', ['list', 'public-key', 'create'], creating(), { wants: created }],
  ['create for some', ['repository'], creatingFor('web,api-one'), { wants: created }],
  ['create for a pattern', ['repositories'], creatingFor('web,api-*'), { wants: created }],
  ['update', ['public-key', 'update', 'get'], secret => ({ ...updating, secret }), { wants: updated }],
  [
    'delete',
    ['list', 'delete'],
    secret => ({ ...deleting, secret }),
    { wants: () => [{ ...npm, given: {}, gone: true }] }
  ],
  [
    'apply',
    ['list', 'public-key', 'update', 'create'],
    () => ({ operation: 'apply', manifest: manifestPath }),
    {
      ...{ readsManifest: true, env: THE_SECRET => ({ THE_SECRET }) },
      wants: secret => [npm, maven, git].map(place => ({ ...place, given: look, secret }))
    }
  ],
  [
    'plan',
    ['list', 'public-key'],
    secret => ({ ...byManifest('plan')(secret), prune: 'true', 'max-deletions': '99' }),
    { readsManifest: true }
  ],
  [
    'rotate',
    ['list', 'public-key', 'update'],
    byManifest('rotate'),
    { readsManifest: true, wants: secret => [npm, maven].flatMap(place => written(place, {})(secret)) }
  ],
  ['export', ['list'], secret => ({ operation: 'export', manifest: 'export.yml', secret })]
]

/** Every operation, on one registry where it can be. */
export const operations: readonly Operation[] = rows.map(([name, asks, inputs, more]) => {
  return { name, asks, with: inputs, ...more }
})

/** What an operation finds, and what it is to do. */
export function settleFor(
  stage: Pick<Stage, 'add'>,
  { name, readsManifest, wants = () => [] }: Operation,
  secret: string
): Scene & { files: Record<string, string> } {
  const organization = stage.add('acme', { repositories })
  organization.addRegistry({ ...npm, username: 'old', secret: oldSecret })
  organization.addRegistry({ ...maven, username: 'ci', secret: oldSecret })
  const ids = organization.repositories.slice(0, name.endsWith('pattern') ? 3 : 2).map(({ id }) => id)
  const chosen = name.startsWith('create for') && { visibility: 'selected', selected_repository_ids: ids }
  const places = name === 'rotate' ? [npm, maven] : [npm, maven, git]
  const registries = places.map(place => ({ ...place, ...look, secret_env: 'THE_SECRET' }))
  return {
    ...{ organization, prune: false },
    wants: wants(secret).map(want => ({ ...want, given: { ...want.given, ...chosen } })),
    files: readsManifest ? { [manifestPath]: JSON.stringify({ registries }) } : {}
  }
}
