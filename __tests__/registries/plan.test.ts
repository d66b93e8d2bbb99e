import type { Plan, Planned } from '../../src/registries/change.ts'
import { type Policy, planApply, spellingNotice } from '../../src/registries/plan.ts'
import { textOf } from '../../src/registries/problem.ts'
import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'
import { planRotation } from '../../src/registries/rotation.ts'
import { Secret } from '../../src/registries/secret.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import { address, entry, later, npm, place, unset, url } from './planning.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

/** An apply that allows little and writes no secret that is there. */
const careful: Policy = {
  ...{ rewriteSecrets: 'never', needsSecret: false, prune: false, maxDeletions: 1, allowRecreate: false },
  allowedHosts: undefined
}

interface More {
  there?: Registry[]
  policy?: Partial<Policy>
  /** What is wrong with the entries in this organization. */
  problems?: string[]
  dryRun?: boolean
  /** What the plan says beside its steps. */
  said?: { problems?: unknown[]; warnings?: unknown[]; notices?: string[]; drift?: boolean }
}

/** What is wanted where there is the registry NPM, and each step; of a fault how it begins. */
type Cases = Record<string, [wanted: Wanted | Wanted[], steps: string | string[], more?: More]>

/** A step in few words: drift, the action, the registry, what is written; or what its problems stop. */
function inWords({ change: { action, before, spec }, problems, stops, drift }: Planned): string {
  const written = Object.keys(spec).length > 0 && JSON.stringify(spec)
  const told = problems.length > 0 ? [`stops ${stops}:`, ...problems.map(textOf)] : [before?.name, written]
  return [drift && 'drift:', action, ...told].filter(Boolean).join(' ')
}

function check(make: typeof planApply, wanted: Wanted | Wanted[], steps: string | string[], more: More) {
  const { there = [npm], policy, problems = [], dryRun = false, said } = more
  const entries = [wanted].flat().map(one => ({ wanted: one, problems }))
  const state = { org: 'acme', entries, registries: there }
  const plan: Plan = make(state, { ...careful, ...policy }, { now, dryRun })
  const expected = [steps].flat()
  const found = plan.changes.map(inWords).map((step, index) => {
    const begin = expected[index] ?? ''
    return / stops |[ ]$/.test(begin) ? step.slice(0, begin.length) : step
  })
  const all = {
    problems: plan.problems.map(textOf),
    warnings: [...plan.warnings, ...plan.changes.flatMap(({ warnings = [] }) => warnings)].map(textOf),
    notices: plan.changes.flatMap(({ notices = [] }) => notices).map(textOf),
    ...(plan.drift !== undefined && { drift: plan.drift })
  }
  expect([found, all]).toEqual([expected, { problems: [], warnings: [], notices: [], ...said }])
}

const azure: Registry = {
  ...{ ...npm, name: 'AZURE', url: 'https://azure.acme.example', auth_type: 'oidc_azure' },
  ...{ tenant_id: 't', client_id: 'c' }
}
const older: Registry = { name: 'NPM', ...address, username: 'ci', visibility: 'all' }
const hidden: Registry = { name: 'H', registry_type: 'npm_registry' }
const named = { secret_env: 'T' }
const secret = { ...named, secret: new Secret('s') }
const written = { secret: new Secret('s'), ...named }
const [all, selected] = [{ visibility: 'all' }, { visibility: 'selected' }] as const
const ids = (...selected_repository_ids: number[]) => ({ ...selected, selected_repository_ids })
const azureAddress = { ...address, url: 'https://azure.acme.example' }

const wants = (spec: RegistrySpec = {}, defaults: RegistrySpec = {}) =>
  entry({ ...address, ...spec }, { defaults })
const wantsAzure = (spec: RegistrySpec = {}, defaults: RegistrySpec = {}) =>
  entry({ ...azureAddress, ...spec }, { defaults })
const pinned = (name: string, spec: RegistrySpec = {}) => entry(spec, { name })

const shownAs = (shown: Partial<Registry>): More => ({ there: [{ ...npm, ...shown }] })
const inAzure: More = { there: [azure] }
const inOlder: More = { there: [older] }

const keep = 'keep NPM'
const update = (spec: RegistrySpec) => `update NPM ${JSON.stringify(spec)}`
const differs = (spec: RegistrySpec) => `drift: ${update(spec)}`
const created = (spec: RegistrySpec) => `drift: create ${JSON.stringify(spec)}`
const anew = (name: string, spec: RegistrySpec) => `drift: recreate ${name} ${JSON.stringify(spec)}`
const noRepository = { problems: ['There is no repository.'] }
const noTwins = `acme has 2 registries of type npm_registry at ${url}: NPM, NPM_2. Set 'name' to one of them.`
const twins = [npm, { ...npm, name: 'NPM_2' }]

const others = Array.from({ length: 12 }, (_, number): Registry => {
  return { ...npm, name: `N${number}`, url: `https://n${number}.acme.example` }
})
const list = others
  .slice(0, 5)
  .map(({ name, url }) => `${name} (npm_registry at ${url})`)
  .join(', ')

const creates: Cases = {
  'with the defaults that a token admits': [
    wants(secret, { ...all, username: 'ci', tenant_id: 't' }),
    created({ username: 'ci', ...all, ...address, ...secret })
  ],
  'not without what a create needs': [
    wants(),
    "drift: create stops run: m.yml:2: 'visibility' is missing; a registry cannot be created without it. m.yml:2: 'secret_env' is missing;"
  ],
  'not without its variable': [wants({ ...all, ...named }), `drift: create stops run: ${unset}`],
  'in a dry run without it': [
    wants({ ...all, ...named }),
    created({ ...address, ...all, ...named }),
    { dryRun: true, said: { notices: [later] } }
  ],
  'not with repositories that do not exist': [
    wants({ ...all, ...secret }),
    'drift: create stops organization: There is no repository.',
    noRepository
  ]
}

const updates: Cases = {
  'nothing, if nothing differs': [wants(), keep],
  'nothing, if the address is written otherwise': [wants({ url: 'HTTPS://NPM.acme.example:443/' }), keep],
  'each field that differs, and no other': [
    wants({ username: 'ci', replaces_base: false, visibility: 'private' }),
    differs({ username: 'ci', visibility: 'private' })
  ],
  'nothing, if there is no user name to clear': [wants({ username: null }), keep],
  'no user name that its auth type needs': [
    wants({ username: null }),
    "drift: update stops run: m.yml:2: 'username' of NPM cannot be cleared;",
    shownAs({ auth_type: 'username_password', username: 'ci' })
  ],
  'a cleared user name': [
    wants({ username: null }),
    differs({ username: null }),
    shownAs({ username: 'ci' })
  ],
  'a default that it lacks': [wants({}, { username: 'ci', tenant_id: 't' }), differs({ username: 'ci' })],
  'no default of another type': [wantsAzure({}, { username: 'ci', ...secret }), 'keep AZURE', inAzure],
  'the ids, each time': [wants(ids(1)), update(ids(1)), shownAs(selected)],
  'no ids that are shown and agree': [wants(ids(1, 2)), keep, shownAs(ids(2, 1))],
  'nor those along with what differs': [
    wants({ ...ids(2, 1), username: 'ci' }),
    differs({ username: 'ci' }),
    shownAs(ids(1, 2))
  ],
  'ids that are shown and do not, which is no drift': [
    wants(ids(1, 2)),
    update({ selected_repository_ids: [1, 2], ...selected }),
    shownAs(ids(2))
  ],
  'ids and visibility together': [wants(ids(1)), differs(ids(1)), shownAs({ ...ids(1), ...all })],
  'not to selected ones without a list': [
    wants(selected),
    "drift: update stops run: m.yml:2: 'visibility' is selected, but no repositories are given;"
  ],
  'nothing, if selected already without a list': [wants(selected), keep, shownAs(selected)],
  'nothing, if at fault': [wants(), 'keep stops organization: There is no repository.', noRepository],
  'nothing by a name that is not there, and that is drift': [
    pinned('X'),
    `drift: update stops organization: m.yml:2: acme has no private registry named X. It has ${list} and 7 more. To`,
    { there: others }
  ]
}

const rewrite = (rewriteSecrets: Policy['rewriteSecrets']): More => ({ policy: { rewriteSecrets } })
const olderThan = (days: number) => rewrite({ olderThan: days * 86_400_000 })
const [always, week, month] = [rewrite('always'), olderThan(7), olderThan(30)]
const inputs: More = { policy: { needsSecret: true } }

const secrets: Cases = {
  'nor with another field': [wants({ ...secret, username: 'ci' }), differs({ username: 'ci' })],
  'is written if it always is, which is no drift': [wants(secret), update(written), always],
  'is written if the registry is old': [wants(secret), update(written), week],
  'is not written if the registry is young': [wants(secret), keep, month],
  'is written to a young registry together with another field, by age': [
    wants({ ...secret, username: 'ci' }),
    differs({ username: 'ci', ...written }),
    month
  ],
  'is written where no auth type is shown': [
    wants({}, secret),
    update(written),
    { ...always, there: [{ ...older, username: null }] }
  ],
  'that nobody names is not missed in a manifest': [wants(), keep, always],
  'is missed where it is to be written': [wants(named), `update stops run: ${unset}`, always],
  'is missed in the inputs': [
    { spec: address, defaults: {} },
    `keep stops run: 'secret' is empty; NPM (npm_registry at ${url}) needs one.`,
    inputs
  ],
  'is not missed in the inputs by an auth type without': [
    { spec: azureAddress, defaults: {} },
    'keep AZURE',
    { ...inputs, ...inAzure }
  ],
  'is refused by an auth type without': [
    wantsAzure(secret),
    "keep stops organization: m.yml:2: 'secret_env' is given, but 'auth_type' oidc_azure takes no secret;",
    inAzure
  ]
}

const jfrog = { auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'acme' } as const
const kept = { replaces_base: true, visibility: 'private', audience: 'a' } as const
const token = { auth_type: 'token' } as const
const git = { registry_type: 'git_source' } as const
const allowed: More = { policy: { allowRecreate: true } }
const anyAzure: More = { ...allowed, there: [azure] }

const recreates: Cases = {
  'is forbidden, and names all that cannot be changed, on the line of the first': [
    entry(
      { ...git, auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' },
      { name: 'NPM', places: { '': place(2), registry_type: place(3), auth_type: place(4) } }
    ),
    `drift: recreate stops organization: m.yml:3: GitHub cannot change 'registry_type' from npm_registry to git_source and 'auth_type' from token to oidc_azure for NPM (npm_registry at ${url}). To delete and recreate it, set 'allow-recreate' to true;`
  ],
  'that is forbidden needs no variable': [
    wantsAzure({ ...token, ...named }),
    "drift: recreate stops organization: m.yml:2: GitHub cannot change 'auth_type' from oidc_azure to token",
    { there: [azure], said: { notices: [later] } }
  ],
  'carries over what is shown and fits': [
    wants(jfrog),
    anew('NPM', { ...kept, ...address, ...jfrog }),
    { ...allowed, ...shownAs({ ...kept, username: 'ci', tenant_id: 7 }) }
  ],
  'writes the secret, although secrets are never rewritten': [
    wantsAzure({ ...token, ...secret }),
    anew('AZURE', { replaces_base: false, ...all, ...azureAddress, ...token, ...secret }),
    anyAzure
  ],
  'needs all that a create needs': [
    wantsAzure({ auth_type: 'username_password' }),
    "drift: recreate stops run: m.yml:2: 'username' is missing; 'auth_type' username_password needs it. m.yml:2: 'secret_env' is missing; 'auth_type' username_password needs a secret. Name the variable that holds it. m.yml:2: 'visibility' is selected, but no repositories are given;",
    { ...allowed, there: [{ ...azure, ...selected }] }
  ],
  'needs its variable': [wantsAzure({ ...token, ...named }), `drift: recreate stops run: ${unset}`, anyAzure],
  'of a type, where no auth type is shown': [
    pinned('NPM', { ...git, ...secret }),
    anew('NPM', { url, username: 'ci', ...all, ...git, ...secret }),
    { ...allowed, there: [older] }
  ],
  'needs its repositories': [
    wants(jfrog),
    'drift: recreate stops organization: There is no repository.',
    { ...allowed, ...noRepository }
  ],
  'does not happen on a host that is not allowed, its address given or not': [
    pinned('AZURE', git),
    'drift: recreate stops organization: AZURE is on azure.acme.example',
    { there: [azure], policy: { allowRecreate: true, allowedHosts: ['b.example'] } }
  ]
}

const only = (...allowedHosts: string[]): More => ({ policy: { ...always.policy, allowedHosts } })
const elsewhere = `stops organization: NPM is on npm.acme.example, which is not in 'allowed-hosts' (acme.example).`
const hosts: Cases = {
  'hold for a pinned one that gives no address': [pinned('NPM'), `keep ${elsewhere}`, only('acme.example')],
  'cannot be held where no address is shown': [
    pinned('H'),
    "keep stops organization: This server does not show the URL of H, so it cannot be checked against 'allowed-hosts'.",
    { ...only('acme.example'), there: [hidden] }
  ],
  'hold for the host of an API too': [
    pinned('NPM'),
    'keep stops organization: The api_host of NPM that GitHub shows contains a user name or a password, so it cannot',
    { ...only('*.acme.example'), there: [{ ...npm, auth_type: 'oidc_cloudsmith', api_host: 'a@b.example' }] }
  ],
  'were looked at before for an address that is given': [wants(), keep, only('acme.example')]
}

const [one, two] = others as [Registry, Registry]
const fresh: RegistrySpec = { ...git, url: 'https://git.acme.example', ...all, ...secret }
const unshown = { ...git, name: 'G' }
const tooMany = (count: number, most: number, names: string) =>
  `drift: delete stops organization: 'prune' would delete ${count === 1 ? '1 registry' : `${count} registries`} of acme, but 'max-deletions' is ${most}: ${names}. Nothing was changed there; to allow this, set 'max-deletions' to ${count}.`
const unknown = (names: string) => ({
  warnings: [`Not pruned in acme, because this server does not show their URL: ${names}.`]
})
const pruned = (there: Registry[], maxDeletions = 1, more: Partial<Policy> = {}) => {
  return { there, policy: { prune: true, maxDeletions, ...more } }
}

const prunes: Cases = {
  'last, after all entries in their order': [
    [entry(fresh), wants({ username: 'ci' })],
    [created(fresh), differs({ username: 'ci' }), 'drift: delete N0'],
    pruned([one, npm])
  ],
  'nothing that a name pins': [pinned('npm'), keep, pruned([npm])],
  'nothing where nothing is wanted': [
    [],
    [],
    {
      ...pruned([npm]),
      said: { drift: true, problems: [expect.stringMatching(/^No registry is wanted in acme, so/)] }
    }
  ],
  'nothing that could differ where nothing is wanted': [
    [],
    [],
    { ...pruned([hidden]), said: { drift: false, problems: [expect.anything()] } }
  ],
  'none of too many': [wants(), [keep, ...Array(2).fill(tooMany(2, 1, 'N0, N1'))], pruned([npm, one, two])],
  'none where none is allowed, in a dry run too': [
    wants(),
    [keep, tooMany(1, 0, 'N0')],
    { ...pruned([npm, one], 0), dryRun: true }
  ],
  'none of many, of which ten are named': [
    wants(),
    [keep, ...others.map(() => tooMany(12, 1, 'N0, N1, N2, N3, N4, N5, N6, N7, N8, N9 and 2 more'))],
    pruned([npm, ...others])
  ],
  'beside a recreate': [wants(jfrog), 'drift: recreate NPM ', pruned([npm], 0, { allowRecreate: true })],
  'nothing that is shown without address': [
    wants(),
    [keep, 'drift: delete N0'],
    { ...pruned([npm, unshown, one, { ...unshown, name: 'G_2' }]), said: unknown('G, G_2') }
  ],
  'nothing that may be meant': [wants(), `update stops organization: m.yml:2: ${noTwins}`, pruned(twins, 9)],
  'nothing for a registry that moves to where another entry is recognised': [
    [wants(), entry({ url }, { name: 'N0', line: 9 })],
    ['keep stops organization: ', 'drift: update stops organization: '],
    pruned([npm, one])
  ]
}

const rotated = update(written)
const both = 'update stops organization: m.yml:2: This entry and the entry on line 2 both match NPM'
const rotations: Cases = {
  'the secret and no other field': [wants({ ...secret, username: 'new', visibility: 'private' }), rotated],
  'the secret of the defaults': [wants({}, secret), rotated],
  'what is old enough': [wants(secret), rotated, week],
  'nothing that is young, and needs no variable for it': [wants(named), keep, month],
  'no registry without a secret': [pinned('AZURE'), 'keep AZURE', inAzure],
  'no registry whose secret nobody names': [
    wants(),
    keep,
    { said: { warnings: [expect.stringMatching(/^m.yml:2: NPM .* has no 'secret_env', so its secret/)] } }
  ],
  'such a registry with the secret of the defaults': [wants({}, secret), rotated, inOlder],
  'nothing without the variable': [wants(named), `update stops run: ${unset}`],
  'nothing in a dry run': [wants(named), update(named), { dryRun: true, said: { notices: [later] } }],
  'no registry that does not exist, but the others': [
    [wants({ ...secret, url: `${url}/x` }), wants(secret)],
    [
      `update stops change: m.yml:2: acme has no npm_registry at ${url}/x, so there is no secret to rotate. It has NPM`,
      rotated
    ]
  ],
  'nothing of one that two entries mean': [[pinned('NPM', secret), wants(secret)], Array(2).fill(both)],
  'nothing of twins': [wants(secret), `update stops organization: m.yml:2: ${noTwins}`, { there: twins }],
  'no pinned one whose check fails, on the lines of its keys': [
    entry(
      { ...git, url: 'https://x.acme.example', ...secret },
      { name: 'NPM', places: { '': place(2), registry_type: place(3), url: place(4) } }
    ),
    `update stops change: m.yml:3: NPM is a npm_registry, not a git_source. m.yml:4: NPM is at ${url}, not at https://x.acme.example.`
  ],
  'nothing outside the allowed hosts': [pinned('NPM', secret), `update ${elsewhere}`, only('acme.example')]
}

test.each(Object.entries(creates))('an apply creates %s', (_, [wanted, steps, more]) => {
  check(planApply, wanted, steps, { there: [], ...more })
})

const groups = { updates, 'a secret': secrets, 'a recreate': recreates, 'allowed hosts': hosts, prunes }
describe.each(Object.entries(groups))('%s', (_, cases) => {
  test.each(Object.entries(cases))('%s', (_, [wanted, steps, more = {}]) => {
    check(planApply, wanted, steps, more)
  })
})

test.each(Object.entries(rotations))('a rotation writes %s', (_, [wanted, steps, more]) => {
  check(planRotation, wanted, steps, { ...more, policy: { ...always.policy, ...more?.policy } })
})

test.each<[wanted: Wanted, there: Registry, first: string | undefined]>([
  [wants({ ...jfrog, ...all }), npm, undefined],
  [
    wants(jfrog),
    { ...npm, ...kept },
    "Set 'replaces_base' to true, 'visibility' to private, 'audience' to a"
  ],
  [pinned('NPM', { ...git, ...all }), older, `Remove 'name', set 'url' to ${url}, 'username' to ci`],
  [pinned('NPM', { ...git, url, ...all }), { ...older, username: null }, "Remove 'name'"]
])('what to do first if a recreate stops halfway: %#', (wanted, there, first) => {
  const state = { org: 'acme', entries: [{ wanted, problems: [] }], registries: [there] }
  const { changes } = planApply(state, { ...careful, ...allowed.policy }, { now, dryRun: false })
  expect(changes.map(({ change }) => change.first)).toEqual([first])
})

test('addresses that GitHub spells otherwise are told of together', () => {
  const plan = (registries: Registry[]) => {
    const entries = registries.map(({ url }) => ({ wanted: wants({ url: `${url}/` }), problems: [] }))
    return planApply({ org: 'acme', entries, registries }, careful, { now, dryRun: false })
  }
  expect(spellingNotice([plan([one, two]), plan([])])).toEqual([
    expect.stringContaining(': N0, N1 of acme. This is not drift')
  ])
  expect(spellingNotice([plan([])])).toEqual([])
})

test('a plan changes neither what is wanted nor what is there', () => {
  const freeze = <T extends object>(value: T): T => {
    for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freeze(part)
    return Object.freeze(value)
  }
  const entries = [wants({ username: 'ci' }), entry(fresh)].map(wanted => ({ wanted, problems: [] }))
  const state = freeze({ org: 'acme', entries, registries: [structuredClone(npm), structuredClone(one)] })
  const plan = () => planApply(state, { ...careful, ...pruned([]).policy }, { now, dryRun: false })
  expect(plan()).toEqual(plan())
})
