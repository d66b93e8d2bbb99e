import { type Policy, planApply } from '../../src/registries/plan.ts'
import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'
import { Secret } from '../../src/registries/secret.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import { address, azure, careful, entry, inWords, later, now, npm, place, unset, url } from './planning.ts'

const secret = { secret_env: 'T', secret: new Secret('s') }
const named = { secret_env: 'T' }
const [all, selected] = [{ visibility: 'all' }, { visibility: 'selected' }] as const
const azureAddress = { ...address, url: 'https://azure.acme.example' }
const older: Registry = { name: 'NPM', registry_type: 'npm_registry', url, username: 'ci', visibility: 'all' }
const hidden: Registry = { name: 'H', registry_type: 'npm_registry' }

const wants = (spec: RegistrySpec = {}, defaults: RegistrySpec = {}) =>
  entry({ ...address, ...spec }, { defaults })
const wantsAzure = (spec: RegistrySpec = {}, defaults: RegistrySpec = {}) =>
  entry({ ...azureAddress, ...spec }, { defaults })
const ids = (...selected_repository_ids: number[]) => ({ ...selected, selected_repository_ids })

interface More {
  there?: Registry
  policy?: Partial<Policy>
  problems?: string[]
  dryRun?: boolean
  notices?: string[]
}

/** What is wanted, and the step, behind `drift:` if it is one; of a fault how it begins. */
type Cases = Record<string, [wanted: Wanted, expected: string, more?: More]>

const keep = 'keep NPM'
const update = (spec: RegistrySpec) => `update NPM ${JSON.stringify(spec)}`
const differs = (spec: RegistrySpec) => `drift: ${update(spec)}`
const created = (spec: RegistrySpec) => `drift: create ${JSON.stringify(spec)}`
const anew = (name: string, spec: RegistrySpec) => `drift: recreate ${name} ${JSON.stringify(spec)}`
const noRepository = { problems: ['There is no repository.'] }

const creates: Cases = {
  'a registry that is missing': [wants({ ...all, ...secret }), created({ ...address, ...all, ...secret })],
  'with the defaults that a token admits': [
    wants(secret, { ...all, username: 'ci', tenant_id: 't' }),
    created({ username: 'ci', ...all, ...address, ...secret })
  ],
  'not without what a create needs': [
    wants(),
    "drift: create stops run: m.yml:2: 'visibility' is missing; a registry cannot be created without it. m.yml:2: 'secret_env' is missing; 'auth_type' token (the default) needs a secret. Name the variable that holds it."
  ],
  'not without its variable': [wants({ ...all, ...named }), `drift: create stops run: ${unset}`],
  'in a dry run without it': [
    wants({ ...all, ...named }),
    created({ ...address, ...all, ...named }),
    { dryRun: true, notices: [later] }
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
  'a user name that is cleared': [
    wants({ username: null }),
    differs({ username: null }),
    { there: { ...npm, username: 'ci' } }
  ],
  'nothing, if there is no user name to clear': [wants({ username: null }), keep],
  'no user name that its auth type needs': [
    wants({ username: null }),
    "drift: update stops run: m.yml:2: 'username' of NPM ca",
    { there: { ...npm, auth_type: 'username_password', username: 'ci' } }
  ],
  'a default that it lacks': [wants({}, { username: 'ci', tenant_id: 't' }), differs({ username: 'ci' })],
  'no default of another type': [
    wantsAzure({}, { username: 'ci', ...secret }),
    'keep AZURE',
    { there: azure }
  ],
  'the address of a pinned one': [
    entry({ url: 'https://new.acme.example' }, { name: 'npm' }),
    differs({ url: 'https://new.acme.example' })
  ],
  'the ids, each time': [wants(ids(1)), update(ids(1)), { there: { ...npm, ...selected } }],
  'an empty list of ids': [wants(ids()), update(ids()), { there: { ...npm, ...selected } }],
  'no ids that are shown and agree': [wants(ids(1, 2)), keep, { there: { ...npm, ...ids(2, 1) } }],
  'nor those along with what differs': [
    wants({ ...ids(2, 1), username: 'ci' }),
    differs({ username: 'ci' }),
    { there: { ...npm, ...ids(1, 2) } }
  ],
  'ids that are shown and do not, which is no drift': [
    wants(ids(1, 2)),
    update({ selected_repository_ids: [1, 2], ...selected }),
    { there: { ...npm, ...ids(2) } }
  ],
  'ids and visibility together': [wants(ids(1)), differs(ids(1)), { there: { ...npm, ...ids(1), ...all } }],
  'not to selected ones without a list': [
    wants(selected),
    "drift: update stops run: m.yml:2: 'visibility' is selected, but no repositories are given;"
  ],
  'nothing, if selected already without a list': [wants(selected), keep, { there: { ...npm, ...selected } }],
  'no field of another auth type': [
    wants({ tenant_id: 't' }),
    "drift: update stops organization: m.yml:2: 'tenant_id' belongs to oidc_azure,"
  ],
  'nothing that an older server does not show': [
    wants({ auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' }),
    keep,
    { there: older }
  ],
  'a registry whose auth type is newer than this action': [
    wants({ visibility: 'private' }),
    differs({ visibility: 'private' }),
    { there: { ...npm, auth_type: 'oidc_new' } }
  ],
  'nothing, if at fault': [wants(), 'keep stops organization: There is no repository.', noRepository],
  'nothing by a name that is not there, and that is drift': [
    entry({}, { name: 'X' }),
    'drift: update stops organization: m.yml:2: acme has no private registry named X.'
  ],
  'nothing where nobody can tell which is meant, nor knows of drift': [
    wants(),
    'update stops organization: m.yml:2: This server does not show the URL of H (npm_r',
    { there: hidden }
  ]
}

const rewrite = (rewriteSecrets: Policy['rewriteSecrets']): More => ({ policy: { rewriteSecrets } })
const olderThan = (days: number) => rewrite({ olderThan: days * 86_400_000 })
const [week, month] = [olderThan(7), olderThan(30)]
const written = { secret: new Secret('s'), secret_env: 'T' }
const secrets: Cases = {
  'is not written if it never is': [wants(secret), keep],
  'nor with another field': [wants({ ...secret, username: 'ci' }), differs({ username: 'ci' })],
  'is written if it always is, which is no drift': [wants(secret), update(written), rewrite('always')],
  'is written if the registry is old': [wants(secret), update(written), week],
  'is not written if the registry is young': [wants(secret), keep, month],
  'is written to a young registry together with another field, by age': [
    wants({ ...secret, username: 'ci' }),
    differs({ username: 'ci', ...written }),
    month
  ],
  'is written to a young registry together with its repositories, by age': [
    wants({ ...secret, ...ids() }),
    update({ ...ids(), ...written }),
    { ...month, there: { ...npm, ...selected } }
  ],
  'is written where no auth type is shown': [
    wants({}, secret),
    update(written),
    { ...rewrite('always'), there: { ...older, username: null } }
  ],
  'that nobody names is not missed in a manifest': [wants(), keep, rewrite('always')],
  'is missed where it is to be written': [wants(named), `update stops run: ${unset}`, rewrite('always')],
  'is not missed where it is not': [wants(named), keep],
  'is missed in the inputs': [
    { spec: address, defaults: {} },
    `keep stops run: 'secret' is empty; NPM (npm_registry at ${url}) needs one.`,
    { policy: { needsSecret: true } }
  ],
  'is not missed in the inputs by an auth type without': [
    { spec: azureAddress, defaults: {} },
    'keep AZURE',
    { there: azure, policy: { needsSecret: true } }
  ],
  'is refused by an auth type without': [
    wantsAzure(secret),
    "keep stops organization: m.yml:2: 'secret_env' is given, but 'auth_type' oidc_azure takes no secret;",
    { there: azure }
  ]
}

const jfrog = { auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'acme' } as const
const kept = { replaces_base: true, visibility: 'private', audience: 'a' } as const
const token = { auth_type: 'token' } as const
const git = { registry_type: 'git_source' } as const
const allowed: More = { policy: { allowRecreate: true } }
const recreates: Cases = {
  'is forbidden': [
    wants(jfrog),
    `drift: recreate stops organization: m.yml:2: GitHub cannot change 'auth_type' from token to oidc_jfrog for NPM (npm_registry at ${url}). To delete and recreate it, set 'allow-recreate' to true; otherwise keep the current value.`
  ],
  'that is forbidden names all that cannot be changed, on the line of the first': [
    entry(
      { ...git, auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' },
      { name: 'NPM', places: { '': place(2), registry_type: place(3), auth_type: place(4) } }
    ),
    `drift: recreate stops organization: m.yml:3: GitHub cannot change 'registry_type' from npm_registry to git_source and 'auth_type' from token to oidc_azure for`
  ],
  'that is forbidden needs no variable': [
    wantsAzure({ ...token, ...named }),
    "drift: recreate stops organization: m.yml:2: GitHub cannot change 'auth_type' from oidc_azure to token",
    { there: azure, notices: [later] }
  ],
  'carries over what is shown and fits': [
    wants(jfrog),
    anew('NPM', { ...kept, ...address, ...jfrog }),
    { ...allowed, there: { ...npm, ...kept, username: 'ci', tenant_id: 7 } }
  ],
  'writes the secret, although secrets are never rewritten': [
    wantsAzure({ ...token, ...secret }),
    anew('AZURE', { replaces_base: false, ...all, ...azureAddress, ...token, ...secret }),
    { ...allowed, there: azure }
  ],
  'needs all that a create needs': [
    wantsAzure({ auth_type: 'username_password' }),
    "drift: recreate stops run: m.yml:2: 'username' is missing; 'auth_type' username_password needs it. m.yml:2: 'secret_env' is missing; 'auth_type' username_password needs a secret. Name the variable that holds it. m.yml:2: 'visibility' is selected, but no repositories are given;",
    { ...allowed, there: { ...azure, ...selected } }
  ],
  'needs its variable': [
    wantsAzure({ ...token, ...named }),
    `drift: recreate stops run: ${unset}`,
    { ...allowed, there: azure }
  ],
  'changes the type of a pinned one': [
    entry(git, { name: 'AZURE' }),
    anew('AZURE', {
      ...{ url: azureAddress.url, replaces_base: false, ...all, auth_type: 'oidc_azure' },
      ...{ tenant_id: 't', client_id: 'c', ...git }
    }),
    { ...allowed, there: azure }
  ],
  'of a type, where no auth type is shown': [
    entry({ ...git, ...secret }, { name: 'NPM' }),
    anew('NPM', { url, username: 'ci', ...all, ...git, ...secret }),
    { ...allowed, there: older }
  ],
  'does not happen where its repositories do not exist': [
    wants(jfrog),
    'drift: recreate stops organization: There is no repository.',
    { ...allowed, ...noRepository }
  ],
  'does not happen on a host that is not allowed, its address given or not': [
    entry(git, { name: 'AZURE' }),
    'drift: recreate stops organization: AZURE is on azure.acme.example',
    { there: azure, policy: { allowRecreate: true, allowedHosts: ['b.example'] } }
  ]
}

const only = (...allowedHosts: string[]): More => ({ policy: { allowedHosts } })
const hosts: Cases = {
  'hold for a pinned registry that gives no address': [
    entry({}, { name: 'NPM' }),
    "keep stops organization: NPM is on npm.acme.example, which is not in 'allowed-hosts' (acme.example).",
    only('acme.example')
  ],
  'cannot be held where no address is shown': [
    entry({}, { name: 'H' }),
    "keep stops organization: This server does not show the URL of H, so it cannot be checked against 'allowed-hosts'.",
    { ...only('acme.example'), there: hidden }
  ],
  'let a registry be that is on one of them': [entry({}, { name: 'NPM' }), keep, only('*.acme.example')],
  'were looked at before for an address that is given': [wants(), keep, only('acme.example')]
}

describe.each(Object.entries({ creates, updates, secrets, recreates, hosts }))('%s', (group, cases) => {
  test.each(Object.entries(cases))('%s', (_, [wanted, expected, more = {}]) => {
    const { there = npm, policy, problems = [], dryRun = false, notices } = more
    const registries = group === 'creates' ? [] : [there]
    const state = { org: 'acme', entries: [{ wanted, problems }], registries }
    const { changes, drift, ...rest } = inWords(planApply(state, { ...careful, ...policy }, { now, dryRun }))
    const step = `${drift ? 'drift: ' : ''}${changes}`
    expect(expected.includes(' stops ') ? step.slice(0, expected.length) : step).toBe(expected)
    expect(rest).toEqual(notices ? { notices } : {})
  })
})
