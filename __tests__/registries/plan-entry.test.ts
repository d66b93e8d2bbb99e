import { outcomeOf } from '../../src/registries/change.ts'
import { type Policy, planApply } from '../../src/registries/plan.ts'
import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import { address, azure, careful, entry, now, npm, told, url } from './planning.ts'

const secret = { secret_env: 'T', secret: 's' }
const unset = { secret_env: 'T' }
const written = JSON.stringify
const azureAddress = { ...address, url: 'https://azure.acme.example' }
const jfrog = { auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'acme' } as const
const older: Registry = { name: 'NPM', registry_type: 'npm_registry', url, username: 'ci', visibility: 'all' }

interface Case {
  name: string
  given: {
    wanted: Wanted
    registry?: Registry
    policy?: Partial<Policy>
    problems?: string[]
    dryRun?: boolean
  }
  expected: { steps: string; drift?: boolean; warnings?: string[]; notices?: string[] }
}

const keep = 'keep NPM'
const update = (spec: RegistrySpec) => `update NPM ${written(spec)}`

const creates: Case[] = [
  {
    name: 'a registry that is missing',
    given: { wanted: entry({ ...address, visibility: 'all', ...secret }) },
    expected: { steps: `create ${written({ ...address, visibility: 'all', ...secret })}`, drift: true }
  },
  {
    name: 'with the defaults that a token admits',
    given: {
      wanted: entry(
        { ...address, ...secret },
        { defaults: { visibility: 'all', username: 'ci', tenant_id: 't' } }
      )
    },
    expected: {
      steps: `create ${written({ username: 'ci', visibility: 'all', ...address, ...secret })}`,
      drift: true
    }
  },
  {
    name: 'not without what a create needs',
    given: { wanted: entry(address) },
    expected: {
      steps:
        "create stops run: m.yml:2: 'visibility' is missing; a registry cannot be created without it. m.yml:2: 'secret_env' is missing; 'auth_type' token (the default) needs a secret. Name the variable that holds it.",
      drift: true
    }
  },
  {
    name: 'not without a variable that is not set',
    given: { wanted: entry({ ...address, visibility: 'all', ...unset }) },
    expected: {
      steps:
        "create stops run: m.yml:2: The variable T is not set. Set it in 'env', or in the input 'secrets'.",
      drift: true
    }
  },
  {
    name: 'in a dry run without it',
    given: { wanted: entry({ ...address, visibility: 'all', ...unset }), dryRun: true },
    expected: {
      steps: `create ${written({ ...address, visibility: 'all', ...unset })}`,
      drift: true,
      notices: ['m.yml:2: The variable T is not set. A run that writes needs it.']
    }
  },
  {
    name: 'not with repositories that do not exist',
    given: {
      wanted: entry({ ...address, visibility: 'all', ...secret }),
      problems: ['There is no repository.']
    },
    expected: { steps: 'create stops organization: There is no repository.', drift: true }
  }
]

const updates: Case[] = [
  {
    name: 'nothing, if nothing differs',
    given: { wanted: entry(address), registry: npm },
    expected: { steps: keep }
  },
  {
    name: 'nothing, if the address is only written otherwise',
    given: { wanted: entry({ ...address, url: 'HTTPS://NPM.acme.example:443/' }), registry: npm },
    expected: { steps: keep }
  },
  {
    name: 'each field that differs, and no other',
    given: {
      wanted: entry({ ...address, username: 'ci', replaces_base: false, visibility: 'private' }),
      registry: npm
    },
    expected: { steps: update({ username: 'ci', visibility: 'private' }), drift: true }
  },
  {
    name: 'a user name that is cleared',
    given: { wanted: entry({ ...address, username: null }), registry: { ...npm, username: 'ci' } },
    expected: { steps: update({ username: null }), drift: true }
  },
  {
    name: 'nothing, if there is no user name to clear',
    given: { wanted: entry({ ...address, username: null }), registry: npm },
    expected: { steps: keep }
  },
  {
    name: 'a default that the registry lacks',
    given: { wanted: entry(address, { defaults: { username: 'ci', tenant_id: 't' } }), registry: npm },
    expected: { steps: update({ username: 'ci' }), drift: true }
  },
  {
    name: 'no default of another auth type',
    given: { wanted: entry(azureAddress, { defaults: { username: 'ci', ...secret } }), registry: azure },
    expected: { steps: 'keep AZURE' }
  },
  {
    name: 'the address of a pinned one',
    given: { wanted: entry({ url: 'https://new.acme.example' }, { name: 'npm' }), registry: npm },
    expected: { steps: update({ url: 'https://new.acme.example' }), drift: true }
  },
  {
    name: 'the ids, each time',
    given: {
      wanted: entry({ ...address, visibility: 'selected', selected_repository_ids: [1] }),
      registry: { ...npm, visibility: 'selected' }
    },
    expected: { steps: update({ visibility: 'selected', selected_repository_ids: [1] }) }
  },
  {
    name: 'an empty list of ids',
    given: {
      wanted: entry({ ...address, visibility: 'selected', selected_repository_ids: [] }),
      registry: { ...npm, visibility: 'selected' }
    },
    expected: { steps: update({ visibility: 'selected', selected_repository_ids: [] }) }
  },
  {
    name: 'no ids that are shown and agree',
    given: {
      wanted: entry({ ...address, visibility: 'selected', selected_repository_ids: [1, 2] }),
      registry: { ...npm, visibility: 'selected', selected_repository_ids: [2, 1] }
    },
    expected: { steps: keep }
  },
  {
    name: 'ids that are shown and do not, which is no drift',
    given: {
      wanted: entry({ ...address, visibility: 'selected', selected_repository_ids: [1, 2] }),
      registry: { ...npm, visibility: 'selected', selected_repository_ids: [2] }
    },
    expected: { steps: update({ selected_repository_ids: [1, 2], visibility: 'selected' }) }
  },
  {
    name: 'ids and visibility together',
    given: {
      wanted: entry({ ...address, visibility: 'selected', selected_repository_ids: [1] }),
      registry: { ...npm, selected_repository_ids: [1] }
    },
    expected: { steps: update({ visibility: 'selected', selected_repository_ids: [1] }), drift: true }
  },
  {
    name: 'not to selected ones without a list',
    given: { wanted: entry({ ...address, visibility: 'selected' }), registry: npm },
    expected: {
      steps:
        "update stops run: m.yml:2: 'visibility' is selected, but no repositories are given; add 'selected_repositories' or 'selected_repository_ids' ([] for none).",
      drift: true
    }
  },
  {
    name: 'nothing, if it is selected already and no list is given',
    given: {
      wanted: entry({ ...address, visibility: 'selected' }),
      registry: { ...npm, visibility: 'selected' }
    },
    expected: { steps: keep }
  },
  {
    name: 'no field of another auth type',
    given: { wanted: entry({ ...address, tenant_id: 't' }), registry: npm },
    expected: {
      steps:
        "update stops organization: m.yml:2: 'tenant_id' belongs to oidc_azure, but 'auth_type' is token; remove one of them.",
      drift: true
    }
  },
  {
    name: 'nothing that an older server does not show',
    given: {
      wanted: entry({ ...address, auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c' }),
      registry: older
    },
    expected: { steps: keep }
  },
  {
    name: 'a registry whose auth type is newer than this action',
    given: {
      wanted: entry({ ...address, visibility: 'private' }),
      registry: { ...npm, auth_type: 'oidc_new' }
    },
    expected: { steps: update({ visibility: 'private' }), drift: true }
  },
  {
    name: 'nothing, if its entry is at fault',
    given: { wanted: entry(address), registry: npm, problems: ['There is no repository.'] },
    expected: { steps: 'keep stops organization: There is no repository.' }
  },
  {
    name: 'nothing by a name that is not there, and that is drift',
    given: { wanted: entry({}, { name: 'X' }), registry: npm },
    expected: {
      steps:
        'update stops organization: m.yml:2: acme has no private registry X; a name means one that exists. It has NPM (npm_registry at https://npm.acme.example).',
      drift: true
    }
  },
  {
    name: 'nothing where nobody can tell which is meant, and nobody knows of drift',
    given: { wanted: entry(address), registry: { name: 'H', registry_type: 'npm_registry' } },
    expected: { steps: expect.stringMatching(/^update stops organization: .* Give 'name'\.$/) }
  }
]

const month = { olderThan: 30 * 86_400_000 }
const week = { olderThan: 7 * 86_400_000 }
const secrets: Case[] = [
  {
    name: 'is not written if it never is',
    given: { wanted: entry({ ...address, ...secret }), registry: npm },
    expected: { steps: keep }
  },
  {
    name: 'is not written with another field if it never is',
    given: { wanted: entry({ ...address, ...secret, username: 'ci' }), registry: npm },
    expected: { steps: update({ username: 'ci' }), drift: true }
  },
  {
    name: 'is written if it always is, which is no drift',
    given: { wanted: entry({ ...address, ...secret }), registry: npm, policy: { rewriteSecrets: 'always' } },
    expected: { steps: update({ secret: 's', secret_env: 'T' }) }
  },
  {
    name: 'is written if the registry is old',
    given: { wanted: entry({ ...address, ...secret }), registry: npm, policy: { rewriteSecrets: week } },
    expected: { steps: update({ secret: 's', secret_env: 'T' }) }
  },
  {
    name: 'is not written if the registry is young',
    given: { wanted: entry({ ...address, ...secret }), registry: npm, policy: { rewriteSecrets: month } },
    expected: { steps: keep }
  },
  {
    name: 'is written to a young registry together with another field, by age',
    given: {
      wanted: entry({ ...address, ...secret, username: 'ci' }),
      registry: npm,
      policy: { rewriteSecrets: month }
    },
    expected: { steps: update({ username: 'ci', secret: 's', secret_env: 'T' }), drift: true }
  },
  {
    name: 'is written to a young registry together with its repositories, by age',
    given: {
      wanted: entry({ ...address, ...secret, visibility: 'selected', selected_repository_ids: [] }),
      registry: { ...npm, visibility: 'selected' },
      policy: { rewriteSecrets: month }
    },
    expected: {
      steps: update({ visibility: 'selected', selected_repository_ids: [], secret: 's', secret_env: 'T' })
    }
  },
  {
    name: 'that nobody names is not missed in a manifest',
    given: { wanted: entry(address), registry: npm, policy: { rewriteSecrets: 'always' } },
    expected: { steps: keep }
  },
  {
    name: 'whose variable is not set is missed where it is to be written',
    given: { wanted: entry({ ...address, ...unset }), registry: npm, policy: { rewriteSecrets: 'always' } },
    expected: {
      steps:
        "update stops run: m.yml:2: The variable T is not set. Set it in 'env', or in the input 'secrets'."
    }
  },
  {
    name: 'whose variable is not set is not missed where it is not',
    given: { wanted: entry({ ...address, ...unset }), registry: npm },
    expected: { steps: keep }
  },
  {
    name: 'is missed in the inputs',
    given: { wanted: { spec: address, defaults: {} }, registry: npm, policy: { needsSecret: true } },
    expected: {
      steps: `keep stops run: 'secret' is empty; NPM (npm_registry at ${url}) needs one. A secret that is not set, or not available to this event, arrives empty.`
    }
  },
  {
    name: 'is not missed in the inputs by an auth type without',
    given: { wanted: { spec: azureAddress, defaults: {} }, registry: azure, policy: { needsSecret: true } },
    expected: { steps: 'keep AZURE' }
  },
  {
    name: 'is refused by an auth type without',
    given: { wanted: entry({ ...azureAddress, ...secret }), registry: azure },
    expected: {
      steps:
        "keep stops organization: m.yml:2: 'secret_env' is given, but 'auth_type' oidc_azure takes no secret; remove it."
    }
  }
]

const recreated = { ...address, ...jfrog }
const recreates: Case[] = [
  {
    name: 'is forbidden',
    given: { wanted: entry(recreated), registry: npm },
    expected: {
      steps: `recreate stops organization: m.yml:2: GitHub cannot change 'auth_type' from token to oidc_jfrog of NPM (npm_registry at ${url}). It has to be deleted and created anew: set 'allow-recreate' to true, or keep what it has.`,
      drift: true
    }
  },
  {
    name: 'carries over what is shown and fits',
    given: {
      wanted: entry(recreated),
      registry: {
        ...npm,
        replaces_base: true,
        username: 'ci',
        visibility: 'private',
        audience: 'a',
        tenant_id: 7
      },
      policy: { allowRecreate: true }
    },
    expected: {
      steps: `recreate NPM ${written({ replaces_base: true, visibility: 'private', audience: 'a', ...recreated })}`,
      drift: true
    }
  },
  {
    name: 'writes the secret, although secrets are never rewritten',
    given: {
      wanted: entry({ ...azureAddress, auth_type: 'token', ...secret }),
      registry: azure,
      policy: { allowRecreate: true }
    },
    expected: {
      steps: `recreate AZURE ${written({ replaces_base: false, visibility: 'all', ...azureAddress, auth_type: 'token', ...secret })}`,
      drift: true
    }
  },
  {
    name: 'needs all that a create needs',
    given: {
      wanted: entry({ ...azureAddress, auth_type: 'username_password' }),
      registry: { ...azure, visibility: 'selected' },
      policy: { allowRecreate: true }
    },
    expected: {
      steps:
        "recreate stops run: m.yml:2: 'username' is missing; 'auth_type' username_password needs it. m.yml:2: 'secret_env' is missing; 'auth_type' username_password needs a secret. Name the variable that holds it. m.yml:2: 'visibility' is selected, but no repositories are given; add 'selected_repositories' or 'selected_repository_ids' ([] for none).",
      drift: true
    }
  },
  {
    name: 'needs its variable',
    given: {
      wanted: entry({ ...azureAddress, auth_type: 'token', ...unset }),
      registry: azure,
      policy: { allowRecreate: true }
    },
    expected: {
      steps:
        "recreate stops run: m.yml:2: The variable T is not set. Set it in 'env', or in the input 'secrets'.",
      drift: true
    }
  },
  {
    name: 'that is forbidden needs no variable',
    given: { wanted: entry({ ...azureAddress, auth_type: 'token', ...unset }), registry: azure },
    expected: {
      steps: expect.stringMatching(/^recreate stops organization: .*'auth_type' from oidc_azure to token/),
      drift: true,
      notices: ['m.yml:2: The variable T is not set. A run that writes needs it.']
    }
  },
  {
    name: 'changes the type of a pinned one',
    given: {
      wanted: entry({ registry_type: 'git_source' }, { name: 'AZURE' }),
      registry: azure,
      policy: { allowRecreate: true }
    },
    expected: {
      steps: `recreate AZURE ${written({ url: azure.url, replaces_base: false, visibility: 'all', auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c', registry_type: 'git_source' })}`,
      drift: true
    }
  },
  {
    name: 'of a type, where no auth type is shown',
    given: {
      wanted: entry({ registry_type: 'git_source', ...secret }, { name: 'NPM' }),
      registry: older,
      policy: { allowRecreate: true }
    },
    expected: {
      steps: `recreate NPM ${written({ url, username: 'ci', visibility: 'all', registry_type: 'git_source', ...secret })}`,
      drift: true
    }
  },
  {
    name: 'does not happen where its repositories do not exist',
    given: {
      wanted: entry(recreated),
      registry: npm,
      policy: { allowRecreate: true },
      problems: ['There is no repository.']
    },
    expected: { steps: 'recreate stops organization: There is no repository.', drift: true }
  }
]

const allowedHosts = ['acme.example']
const hosts: Case[] = [
  {
    name: 'hold for a pinned registry that gives no address',
    given: { wanted: entry({}, { name: 'NPM' }), registry: npm, policy: { allowedHosts } },
    expected: {
      steps:
        "keep stops organization: NPM is on npm.acme.example, which is not in 'allowed-hosts' (acme.example)."
    }
  },
  {
    name: 'cannot be held where no address is shown',
    given: {
      wanted: entry({}, { name: 'H' }),
      registry: { name: 'H', registry_type: 'npm_registry' },
      policy: { allowedHosts }
    },
    expected: {
      steps:
        "keep stops organization: This server does not show at which address H is, so 'allowed-hosts' cannot be held."
    }
  },
  {
    name: 'let a registry be that is on one of them',
    given: {
      wanted: entry({}, { name: 'NPM' }),
      registry: npm,
      policy: { allowedHosts: ['*.acme.example'] }
    },
    expected: { steps: keep }
  },
  {
    name: 'were looked at before for an address that is given',
    given: { wanted: entry(address), registry: npm, policy: { allowedHosts } },
    expected: { steps: keep }
  }
]

describe.each(Object.entries({ creates, updates, secrets, recreates, hosts }))('%s', (_, cases) => {
  test.each(cases)('$name', ({ given, expected }) => {
    const { wanted, registry, policy, problems = [], dryRun = false } = given
    const state = {
      org: 'acme',
      entries: [{ wanted, problems }],
      registries: registry ? [registry] : []
    }
    const plan = planApply(state, { ...careful, ...policy }, { now, dryRun })
    expect(told(plan)).toEqual({ drift: false, ...expected, steps: [expected.steps] })
  })
})

/** The plan of a pinned registry that has to be recreated. */
function recreating(spec: RegistrySpec, policy: Partial<Policy> = {}) {
  const entries = [{ wanted: entry(spec, { name: 'AZURE' }), problems: [] }]
  const allowed = { ...careful, allowRecreate: true, ...policy }
  const { steps } = planApply({ org: 'acme', entries, registries: [azure] }, allowed, { now, dryRun: true })
  return steps[0]
}

test('a recreate on a host that is not allowed stops its organization, its address given or not', () => {
  const step = recreating({ registry_type: 'git_source' }, { allowedHosts: ['b.example'] })
  expect(step).toMatchObject({ fault: { stops: 'organization' } })
})

test('the plan of a recreate shows a new type and a new address', () => {
  const step = recreating({ registry_type: 'git_source', url: 'https://new.acme.example' })
  const outcome = step && 'change' in step ? outcomeOf(step.change, { status: 'planned' }) : undefined
  expect(outcome?.details).toEqual([
    { field: 'registry_type', from: 'npm_registry', to: 'git_source' },
    { field: 'url', from: azure.url, to: 'https://new.acme.example' }
  ])
})

test('a user name that its auth type needs is not cleared', () => {
  const registry = { ...npm, auth_type: 'username_password', username: 'ci' }
  const entries = [{ wanted: entry({ ...address, username: null }), problems: [] }]
  const plan = planApply({ org: 'acme', entries, registries: [registry] }, careful, { now, dryRun: true })
  expect(plan.steps[0]).toHaveProperty('fault')
})

test('a registry that shows no auth type is taken for one with a token', () => {
  const { auth_type: _, ...registry } = npm
  const wanted = entry(address, { defaults: { secret_env: 'T', secret: 's' } })
  const state = { org: 'acme', entries: [{ wanted, problems: [] }], registries: [registry] }
  const plan = planApply(state, { ...careful, rewriteSecrets: 'always' }, { now, dryRun: false })
  expect(told(plan)).toMatchObject({ steps: ['update NPM {"secret":"s","secret_env":"T"}'] })
})

test('ids that are shown and agree are not sent along with what differs', () => {
  const selected = { visibility: 'selected', selected_repository_ids: [1, 2] } as const
  const wanted = entry({
    ...address,
    visibility: 'selected',
    selected_repository_ids: [2, 1],
    username: 'ci'
  })
  const state = { org: 'acme', entries: [{ wanted, problems: [] }], registries: [{ ...npm, ...selected }] }
  const plan = planApply(state, careful, { now, dryRun: false })
  expect(told(plan)).toMatchObject({ steps: ['update NPM {"username":"ci"}'] })
})

test('a forbidden recreate names all that cannot be changed, on the line of the first', () => {
  const place = (line: number) => ({ file: 'm.yml', line, column: 5 })
  const places = { '': place(2), registry_type: place(3), auth_type: place(4) }
  const spec = {
    registry_type: 'git_source',
    auth_type: 'oidc_azure',
    tenant_id: 't',
    client_id: 'c'
  } as const
  const wanted = entry(spec, { name: 'NPM', places })
  const state = { org: 'acme', entries: [{ wanted, problems: [] }], registries: [npm] }
  const text = `m.yml:3: GitHub cannot change 'registry_type' from npm_registry to git_source and 'auth_type' from token to oidc_azure of`
  expect(told(planApply(state, careful, { now, dryRun: false }))).toMatchObject({
    steps: [expect.stringContaining(text)]
  })
})
