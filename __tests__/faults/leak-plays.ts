import type { Heard, Reply } from './hostile-server.ts'
import type { Play, Scene } from './leak-scene.ts'

const npm = {
  registry_type: 'npm_registry',
  url: 'https://npm.acme.example',
  username: 'ci',
  visibility: 'private'
}
const name = 'NPM_REGISTRY_SECRET'
const key = { key_id: '1', key: 'k3RGMstofvzLuBONvLgMH6TH1kvX6LsTGMoGPBKtHAY=' }
const create = {
  operation: 'create',
  'registry-type': 'npm_registry',
  url: npm.url,
  visibility: 'all'
}
const manifestPath = 'registries.yml'
const everywhere = ['stdout', 'log', 'summary']
const shown = [...everywhere, 'outputs', 'texts of outputs']
const told = [...everywhere, 'annotations', 'commands']

/** A registry that shows a text in every member that it has. */
function registryOf(text: string): object {
  return {
    ...{ registry_type: text, url: `https://x.acme.example/${text}`, username: text, visibility: text },
    ...{ auth_type: text, updated_at: text, created_at: text, tenant_id: text },
    ...{ [text]: text, others: { deep: [text] } }
  }
}

/** What a server answers to everything but what it is asked about by a play. */
function ordinary({ method, path }: Heard): Reply {
  if (path.endsWith('/public-key')) return { status: 200, body: key }
  if (method === 'POST') return { status: 201, body: { name, ...npm } }
  if (method === 'GET' && path.includes('?'))
    return { status: 200, body: { total_count: 1, configurations: [{ name, ...npm }] } }
  if (method === 'GET') return { status: 200, body: { name, ...npm } }
  return { status: 204 }
}

/** What is about to be created is not there. */
function withoutRegistries(heard: Heard): Reply {
  return heard.path.includes('?')
    ? { status: 200, body: { total_count: 0, configurations: [] } }
    : ordinary(heard)
}

function listed(scene: Scene): Reply {
  const configurations = scene
    .sayAll()
    .map((text, index) => ({ ...registryOf(text), name: `R${index} ${text}` }))
  return { status: 200, body: { total_count: configurations.length, configurations } }
}

/** A refusal whose words and headers are full of secrets; 2,000 characters of it are shown. */
function refused(scene: Scene, status: number): Reply {
  const { say, sayBriefly } = scene
  return {
    status,
    reason: sayBriefly(),
    headers: { 'x-github-request-id': sayBriefly(), server: sayBriefly(), 'x-oauth-scopes': sayBriefly() },
    body: { message: say(), errors: [say(), { resource: say(), field: say(), code: say(), message: say() }] }
  }
}

function refusedFor(operation: string, given: Readonly<Record<string, string>>): Play {
  const method = { update: 'PATCH', rotate: 'PATCH', delete: 'DELETE', create: 'POST' }[operation] ?? 'GET'
  return {
    name: `${operation}, refused`,
    with: ({ secret }) => ({ ...given, operation, secret }),
    answer: (scene, heard) =>
      heard.method === method && !heard.path.endsWith('/public-key')
        ? refused(scene, scene.dice.oneOf([400, 401, 403, 404, 410, 418, 422]))
        : method === 'POST'
          ? withoutRegistries(heard)
          : ordinary(heard),
    reaches: told
  }
}

const manifest: NonNullable<Play['files']> = () => ({
  [manifestPath]: JSON.stringify({ registries: [{ ...npm, visibility: 'all', secret_env: 'THE_SECRET' }] })
})
const env: NonNullable<Play['env']> = ({ secret }) => ({ THE_SECRET: secret })

/** Every way to make a step print what a server sends back. */
export const plays: readonly Play[] = [
  { name: 'list', with: ({ secret }) => ({ operation: 'list', secret }), answer: listed, reaches: shown },
  {
    name: 'export to a file',
    with: ({ secret }) => ({ operation: 'export', manifest: manifestPath, secret }),
    answer: listed,
    reaches: ['files', 'outputs']
  },
  {
    name: 'get',
    with: ({ secret }) => ({ operation: 'get', name, secret }),
    answer: ({ say }) => ({ status: 200, body: { ...registryOf(say()), name: say() } }),
    reaches: shown
  },
  {
    name: 'get-public-key',
    with: ({ secret }) => ({ operation: 'get-public-key', secret }),
    answer: ({ say }) => ({ status: 200, body: { ...key, key_id: say() } }),
    reaches: [...everywhere, 'outputs']
  },
  {
    name: 'create, and shown otherwise',
    with: ({ secret }) => ({ ...create, secret }),
    answer: (scene, heard) =>
      heard.method === 'POST'
        ? { status: 201, body: { ...registryOf(scene.say()), name: scene.say() } }
        : withoutRegistries(heard),
    reaches: [...told, 'outputs']
  },
  refusedFor('create', create),
  refusedFor('update', { name }),
  refusedFor('delete', { name }),
  refusedFor('rotate', { name }),
  refusedFor('get', { name }),
  refusedFor('list', {}),
  {
    name: 'apply, of what is there otherwise',
    with: () => ({ operation: 'apply', manifest: manifestPath, 'write-interval': '0s' }),
    ...{ files: manifest, env },
    answer: ({ say }, heard) =>
      heard.method === 'GET' && heard.path.includes('?')
        ? {
            status: 200,
            body: {
              total_count: 1,
              configurations: [{ ...npm, name, username: say(), visibility: say(), auth_type: 'token' }]
            }
          }
        : ordinary(heard),
    reaches: [...told, 'outputs']
  },
  {
    name: 'apply, refused',
    with: () => ({ operation: 'apply', manifest: manifestPath, 'write-interval': '0s' }),
    ...{ files: manifest, env },
    answer: (scene, heard) => (heard.method === 'PATCH' ? refused(scene, 422) : ordinary(heard)),
    reaches: [...told, 'outputs']
  }
]
