import type { Play } from './leak-scene.ts'

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
const path = 'registries.yml'
const notFound = { status: 404, body: { message: 'Not Found' } }
const told = ['stdout', 'log', 'summary', 'annotations', 'commands']

const texts = [
  ...['org', 'name', 'registry-type', 'url', 'username', 'replaces-base', 'visibility', 'auth-type'],
  ...['selected-repositories', 'selected-repository-ids', 'timeout', 'request-timeout', 'write-interval'],
  ...['rewrite-secrets', 'max-deletions', 'prune', 'allowed-hosts', 'tenant-id', 'aws-region', 'audience']
]

const lists = ['org', 'selected-repositories', 'selected-repository-ids', 'allowed-hosts']

/** A list is taken to pieces before anybody looks at them; whoever types a secret there shows its pieces. */
function inOnePiece(input: string, text: string): string {
  return lists.includes(input) && /[,\n]/.test(text) ? '' : text
}

/** A manifest whose author has written a secret into it, where nobody but him knows that it is one. */
const leakyManifests: readonly ((secret: string) => string)[] = [
  secret => JSON.stringify({ registries: [{ ...npm, secret }] }),
  secret => JSON.stringify({ registries: [{ ...npm, secret: { value: secret } }] }),
  secret => JSON.stringify({ registries: [{ ...npm, secret: [secret] }], defaults: { secret } }),
  secret => `registries:\n  - registry_type: npm_registry\n    secret: "${secret}`,
  secret => `registries:\n  - secret: ${secret}\n   url: x\n`,
  secret => `registries:\n  - secret: ${secret}\n    secret: ${secret}\n`,
  secret => `registries:\n  - secret: &a ${secret}\n    url: *a\n`,
  secret => `registries:\n  - secret: !!binary ${secret}\n    url: !x y\n`,
  secret => `registries:\n  - secret: |\n      ${secret}\n    url: [\n`,
  secret => `registries:\n  - {secret: ${secret}, url: x\n`
]

/** What the user has typed, sent to no server: the secret stands where it does not belong. */
export const typedPlays: readonly Play[] = [
  {
    name: 'the secret in all other inputs',
    with(scene) {
      const operation = scene.dice.oneOf(['create', 'update', 'apply', 'rotate', 'get'])
      const others = texts.map(input => [input, inOnePiece(input, scene.say())])
      return { ...Object.fromEntries(others), operation, secret: scene.secret }
    },
    answer: () => notFound,
    reaches: told
  },
  {
    name: 'the token in the address of GitHub',
    with: ({ secret, token }) => ({
      operation: 'list',
      secret,
      'github-api-url': `https://x-access-token:${encodeURIComponent(token)}@github.example/${encodeURIComponent(secret)}`
    }),
    answer: () => notFound,
    reaches: []
  },
  {
    name: 'the secret all over the manifest',
    with: () => ({ operation: 'apply', manifest: path }),
    env: ({ secret }) => ({ THE_SECRET: secret }),
    files({ say }) {
      const entry = () => ({
        ...{ registry_type: say(), url: say(), visibility: say(), username: say(), [say()]: say() },
        ...{ auth_type: say(), name: say(), orgs: [say()], secret_env: 'THE_SECRET' }
      })
      return { [path]: JSON.stringify({ registries: [entry(), entry()], [say()]: say() }) }
    },
    answer: () => notFound,
    // Some of it is no YAML, and then nothing else is told.
    reaches: []
  },
  {
    name: 'a secret in the manifest itself',
    with: () => ({ operation: 'plan', manifest: path }),
    files({ dice, hidden }) {
      const text = `${dice.text(8, 'abcdefghkmnp')}${dice.text(24, 'abcXYZ0189')}`
      hidden.push({ name: 'the secret in the manifest', text })
      return { [path]: dice.oneOf(leakyManifests)(text) }
    },
    answer: () => notFound,
    reaches: []
  }
]
