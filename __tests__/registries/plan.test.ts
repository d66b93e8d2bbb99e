import { type Policy, planApply } from '../../src/registries/plan.ts'
import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import { address, careful, entry, inWords, now, npm } from './planning.ts'

const others = Array.from({ length: 12 }, (_, number): Registry => {
  return { ...npm, name: `N${number}`, url: `https://n${number}.acme.example` }
})
const [one, two] = others as [Registry, Registry]
const hidden: Registry = { name: 'HIDDEN', registry_type: 'git_source' }
const fresh: RegistrySpec = {
  ...({ registry_type: 'git_source', url: 'https://git.acme.example' } as const),
  ...({ visibility: 'all', secret_env: 'T', secret: new Secret('s') } as const)
}

interface More {
  policy?: Partial<Policy>
  dryRun?: boolean
  drift?: boolean
  said?: object
}

/** What is wanted, what is there, and the beginning of each step; `prune` deletes one at most if nothing else is given. */
type Case = [wanted: Wanted[], registries: Registry[], steps: string[], more?: More]

const tooMany = (count: number, most: number, names: string) =>
  `'prune' would delete ${count} registries of acme, but 'max-deletions' is ${most}: ${names}. Nothing was changed there; to allow this, set 'max-deletions' to ${count}.`
const unknown = (names: string) => ({
  warnings: [`Not pruned in acme, because this server does not show their URL: ${names}.`]
})
const wanted = [entry(address)]
const refused = 'delete stops organization: '
const drift = true

const cases: Record<string, Case> = {
  'nothing is wanted': [[], [npm], [], { policy: { prune: false } }],
  'what is not wanted stays without prune, and is no drift': [
    wanted,
    [one, npm, two],
    ['keep NPM'],
    { policy: { prune: false } }
  ],
  'deletes come last, after all entries in their order': [
    [entry(fresh), entry({ ...address, username: 'ci' })],
    [one, npm],
    [`create ${JSON.stringify(fresh)}`, 'update NPM {"username":"ci"}', 'delete N0'],
    { drift }
  ],
  'what is pruned is drift': [wanted, [npm, one], ['keep NPM', 'delete N0'], { drift }],
  'nothing to prune is none': [wanted, [npm], ['keep NPM']],
  'what a name pins is not pruned': [[entry({}, { name: 'npm' })], [npm], ['keep NPM']],
  'prune where nothing is wanted': [
    [],
    [npm],
    [],
    {
      said: {
        problems: [expect.stringMatching(/^No registry is wanted in acme, so 'prune' would delete all/)]
      }
    }
  ],
  'as many deletions as are allowed': [
    wanted,
    [npm, one, two],
    ['keep NPM', 'delete N0', 'delete N1'],
    { policy: { maxDeletions: 2 }, drift }
  ],
  'one deletion more than is allowed': [
    wanted,
    [npm, one, two],
    ['keep NPM', ...Array(2).fill(refused + tooMany(2, 1, 'N0, N1'))],
    { drift }
  ],
  'none is allowed, in a dry run too': [
    wanted,
    [npm, one],
    ['keep NPM', refused + tooMany(1, 0, 'N0')],
    { policy: { maxDeletions: 0 }, dryRun: true, drift }
  ],
  'of many deletions ten are named': [
    wanted,
    [npm, ...others],
    [
      'keep NPM',
      ...others.map(() => refused + tooMany(12, 1, 'N0, N1, N2, N3, N4, N5, N6, N7, N8, N9 and 2 more'))
    ],
    { drift }
  ],
  'a recreate is no deletion': [
    [entry({ ...address, auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'j' })],
    [npm],
    ['recreate NPM '],
    { policy: { maxDeletions: 0, allowRecreate: true }, drift }
  ],
  'what is shown without address is not pruned': [
    wanted,
    [npm, hidden, one],
    ['keep NPM', 'delete N0'],
    { drift, said: unknown('HIDDEN') }
  ],
  'of several without address each is named': [
    wanted,
    [npm, hidden, { ...hidden, name: 'HIDDEN_2' }],
    ['keep NPM'],
    { said: unknown('HIDDEN, HIDDEN_2') }
  ],
  'what may be meant is not pruned': [
    wanted,
    [npm, { ...npm, name: 'NPM_2' }],
    ['update stops organization: '],
    { policy: { maxDeletions: 9 } }
  ],
  'every fault is told of, and what can be done beside it': [
    [entry(address), entry({}, { name: 'X' }), entry({ ...fresh, visibility: 'selected' })],
    [npm],
    ['keep NPM', 'update stops organization: ', 'create stops run: '],
    { drift }
  ],
  // The first apply would make twins; every later one would stop, for nobody can tell which is meant.
  'no registry moves to an address that another entry is recognised by': [
    [entry(address), entry({ url: npm.url as string }, { name: 'N0', line: 9 })],
    [npm, one],
    ['keep stops organization: ', 'update stops organization: '],
    { drift }
  ]
}

const planOf = (wanted: Wanted[], registries: Registry[], policy: Partial<Policy> = {}, dryRun = false) => {
  const entries = wanted.map(one => ({ wanted: one, problems: [] }))
  return planApply(
    { org: 'acme', entries, registries },
    { ...careful, prune: true, ...policy },
    { now, dryRun }
  )
}

test.each(Object.entries(cases))('%s', (_, [wanted, registries, expected, more = {}]) => {
  const { policy, dryRun, drift = false, said } = more
  const { changes, ...rest } = inWords(planOf(wanted, registries, policy, dryRun))
  expect(changes.map((step, at) => step.slice(0, expected[at]?.length))).toEqual(expected)
  expect(rest).toEqual({ drift, ...said })
})

test('a plan changes neither what is wanted nor what is there', () => {
  const freeze = <T extends object>(value: T): T => {
    for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freeze(part)
    return Object.freeze(value)
  }
  const entries = freeze([entry({ ...address, username: 'ci' }), entry(fresh)])
  const registries = freeze([structuredClone(npm), structuredClone(one)])
  expect(planOf(entries, registries)).toEqual(planOf(entries, registries))
})
