import type { Policy } from '../../src/registries/plan.ts'
import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'
import { planRotation } from '../../src/registries/rotation.ts'
import { Secret } from '../../src/registries/secret.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import { address, azure, entry, inWords, later, now, npm, place, unset, url } from './planning.ts'

const secret = { secret_env: 'T', secret: new Secret('s') }
const rotated = 'update NPM {"secret":"***","secret_env":"T"}'
const day = 86_400_000
const older = { name: 'NPM', registry_type: 'npm_registry', url }
const wants = (spec: RegistrySpec = secret) => entry({ ...address, ...spec })
const pinned = (spec: RegistrySpec = {}) => entry({ ...spec, ...secret }, { name: 'NPM' })

interface More {
  there?: Registry[]
  rewriteSecrets?: Policy['rewriteSecrets']
  allowedHosts?: string[]
  dryRun?: boolean
  said?: object
}

/** What is wanted, and each step; of a fault how it begins. */
const cases: Record<string, [wanted: Wanted[], steps: string[], more?: More]> = {
  'writes the secret and no other field': [
    [wants({ ...secret, username: 'new', visibility: 'private', replaces_base: true })],
    [rotated]
  ],
  'writes the secret of the defaults': [[entry(address, { defaults: secret })], [rotated]],
  'sends no repositories': [
    [wants({ ...secret, visibility: 'selected', selected_repository_ids: [1] })],
    [rotated],
    { there: [{ ...npm, visibility: 'selected' }] }
  ],
  'writes what is old enough': [[wants()], [rotated], { rewriteSecrets: { olderThan: 7 * day } }],
  'keeps what is young, and needs no variable for it': [
    [wants({ secret_env: 'T' })],
    ['keep NPM'],
    { rewriteSecrets: { olderThan: 30 * day } }
  ],
  'keeps a registry without a secret': [[entry({}, { name: 'AZURE' })], ['keep AZURE'], { there: [azure] }],
  'keeps it, come what may': [[entry(secret, { name: 'AZURE' })], ['keep AZURE'], { there: [azure] }],
  'warns of a registry whose secret nobody names': [
    [wants({})],
    ['keep NPM'],
    { said: { warnings: [expect.stringMatching(/^m.yml:2: NPM .* has no 'secret_env', so its secret/)] } }
  ],
  'takes a registry of an older server for one with a token': [[wants()], [rotated], { there: [older] }],
  'or that of the defaults': [[entry(address, { defaults: secret })], [rotated], { there: [older] }],
  'needs the variable': [[wants({ secret_env: 'T' })], [`update stops run: ${unset}`]],
  'in a dry run only speaks of it': [
    [wants({ secret_env: 'T' })],
    ['update NPM {"secret_env":"T"}'],
    { dryRun: true, said: { notices: [later] } }
  ],
  'makes an entry fail whose registry does not exist, and does the others': [
    [wants({ ...secret, url: `${url}/x` }), wants()],
    [
      `update stops change: m.yml:2: acme has no npm_registry at ${url}/x, so there is no secret to rotate. It has NPM`,
      rotated
    ]
  ],
  'makes an entry fail whose name does not exist': [
    [entry(secret, { name: 'X' })],
    ['update stops change: m.yml:2: acme has no private registry named X. ']
  ],
  'stops where several may be meant': [
    [wants()],
    [
      `update stops organization: m.yml:2: acme has 2 registries of type npm_registry at ${url}: NPM, NPM_2. Set 'name' to one of them.`
    ],
    { there: [npm, { ...npm, name: 'NPM_2' }] }
  ],
  'stops where two entries mean the same': [
    [pinned(), wants()],
    Array(2).fill('update stops organization: m.yml:2: This entry and the entry on line 2 both match NPM')
  ],
  'takes type and address beside a name for a check': [[pinned({ ...address, url: `${url}/` })], [rotated]],
  'makes an entry fail whose check does, on the lines of its keys': [
    [
      entry(
        { registry_type: 'git_source', url: 'https://x.acme.example', ...secret },
        { name: 'NPM', places: { '': place(2), registry_type: place(3), url: place(4) } }
      )
    ],
    [
      `update stops change: m.yml:3: NPM is a npm_registry, not a git_source. m.yml:4: NPM is at ${url}, not at https://x.acme.example.`
    ]
  ],
  'cannot check an address that is not shown': [
    [pinned(address)],
    [rotated],
    { there: [{ name: 'NPM', registry_type: 'npm_registry' }] }
  ],
  'writes no secret outside the allowed hosts': [
    [pinned()],
    [
      "update stops organization: NPM is on npm.acme.example, which is not in 'allowed-hosts' (acme.example)."
    ],
    { allowedHosts: ['acme.example'] }
  ],
  'writes it on one of them': [[pinned()], [rotated], { allowedHosts: ['*.acme.example'] }],
  'does nothing where nothing is wanted': [[], []]
}

test.each(Object.entries(cases))('%s', (_, [wanted, expected, more = {}]) => {
  const { there: registries = [npm], rewriteSecrets = 'always', allowedHosts, dryRun = false, said } = more
  const entries = wanted.map(one => ({ wanted: one, problems: [] }))
  const policy = { rewriteSecrets, allowedHosts }
  const { changes, ...rest } = inWords(
    planRotation({ org: 'acme', entries, registries }, policy, { now, dryRun })
  )
  const cut = (step: string, index: number) => {
    const begin = expected[index] ?? ''
    return begin.includes(' stops ') ? step.slice(0, begin.length) : step
  }
  expect(changes.map(cut)).toEqual(expected)
  expect(rest).toEqual({ drift: false, ...said })
})
