import { type Policy, planApply } from '../../src/registries/plan.ts'
import type { Registry } from '../../src/registries/registry.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import { address, careful, entry, now, npm, told } from './planning.ts'

const others = Array.from({ length: 12 }, (_, number): Registry => {
  return { ...npm, name: `N${number}`, url: `https://n${number}.acme.example` }
})
const [one, two] = others as [Registry, Registry]
const hidden: Registry = { name: 'HIDDEN', registry_type: 'git_source' }
const secret = { secret_env: 'T', secret: 's' }
const fresh = {
  registry_type: 'git_source',
  url: 'https://git.acme.example',
  visibility: 'all',
  ...secret
} as const

interface Case {
  name: string
  given: { wanted: Wanted[]; registries: Registry[]; policy?: Partial<Policy>; dryRun?: boolean }
  expected: { steps: unknown[]; drift: boolean; problems?: string[]; warnings?: string[] }
}

const tooMany = (count: number, most: number, names: string) =>
  `'prune' would delete ${count} registries of acme, and 'max-deletions' is ${most}: ${names}. Nothing was changed there; if this is meant, set 'max-deletions' to ${count}.`

const cases: Case[] = [
  {
    name: 'nothing is wanted',
    given: { wanted: [], registries: [npm] },
    expected: { steps: [], drift: false }
  },
  {
    name: 'what is not wanted stays without prune, and is no drift',
    given: { wanted: [entry(address)], registries: [one, npm, two] },
    expected: { steps: ['keep NPM'], drift: false }
  },
  {
    name: 'deletes come last, after all entries in their order',
    given: {
      wanted: [entry(fresh), entry({ ...address, username: 'ci' })],
      registries: [one, npm],
      policy: { prune: true }
    },
    expected: {
      steps: [`create ${JSON.stringify(fresh)}`, 'update NPM {"username":"ci"}', 'delete N0'],
      drift: true
    }
  },
  {
    name: 'what is pruned is drift',
    given: { wanted: [entry(address)], registries: [npm, one], policy: { prune: true } },
    expected: { steps: ['keep NPM', 'delete N0'], drift: true }
  },
  {
    name: 'nothing to prune is none',
    given: { wanted: [entry(address)], registries: [npm], policy: { prune: true } },
    expected: { steps: ['keep NPM'], drift: false }
  },
  {
    name: 'what a name pins is not pruned',
    given: { wanted: [entry({}, { name: 'npm' })], registries: [npm], policy: { prune: true } },
    expected: { steps: ['keep NPM'], drift: false }
  },
  {
    name: 'prune where nothing is wanted',
    given: { wanted: [], registries: [npm], policy: { prune: true } },
    expected: {
      steps: [],
      drift: false,
      problems: [
        "Nothing is wanted in acme, so 'prune' would delete everything in it. Nothing is pruned; delete its registries one by one, or leave acme out."
      ]
    }
  },
  {
    name: 'as many deletions as are allowed',
    given: {
      wanted: [entry(address)],
      registries: [npm, one, two],
      policy: { prune: true, maxDeletions: 2 }
    },
    expected: { steps: ['keep NPM', 'delete N0', 'delete N1'], drift: true }
  },
  {
    name: 'one deletion more than is allowed',
    given: { wanted: [entry(address)], registries: [npm, one, two], policy: { prune: true } },
    expected: {
      steps: ['keep NPM', 'delete stops organization: ', 'delete stops organization: '],
      drift: true,
      problems: [tooMany(2, 1, 'N0, N1')]
    }
  },
  {
    name: 'none is allowed, in a dry run too',
    given: {
      wanted: [entry(address)],
      registries: [npm, one],
      policy: { prune: true, maxDeletions: 0 },
      dryRun: true
    },
    expected: {
      steps: ['keep NPM', 'delete stops organization: '],
      drift: true,
      problems: [tooMany(1, 0, 'N0')]
    }
  },
  {
    name: 'of many deletions ten are named',
    given: { wanted: [entry(address)], registries: [npm, ...others], policy: { prune: true } },
    expected: {
      steps: ['keep NPM', ...others.map(() => 'delete stops organization: ')],
      drift: true,
      problems: [tooMany(12, 1, 'N0, N1, N2, N3, N4, N5, N6, N7, N8, N9 and 2 more')]
    }
  },
  {
    name: 'a recreate is no deletion',
    given: {
      wanted: [entry({ ...address, auth_type: 'oidc_jfrog', jfrog_oidc_provider_name: 'j' })],
      registries: [npm],
      policy: { prune: true, maxDeletions: 0, allowRecreate: true }
    },
    expected: { steps: [expect.stringMatching(/^recreate NPM /)], drift: true }
  },
  {
    name: 'what is shown without address is not pruned',
    given: { wanted: [entry(address)], registries: [npm, hidden, one], policy: { prune: true } },
    expected: {
      steps: ['keep NPM', 'delete N0'],
      drift: true,
      warnings: ['This server does not show at which address HIDDEN of acme are; they are not pruned.']
    }
  },
  {
    name: 'of several without address each is named',
    given: {
      wanted: [entry(address)],
      registries: [npm, hidden, { ...hidden, name: 'HIDDEN_2' }],
      policy: { prune: true }
    },
    expected: {
      steps: ['keep NPM'],
      drift: false,
      warnings: [
        'This server does not show at which address HIDDEN, HIDDEN_2 of acme are; they are not pruned.'
      ]
    }
  },
  {
    name: 'what may be meant is not pruned',
    given: {
      wanted: [entry(address)],
      registries: [npm, { ...npm, name: 'NPM_2' }],
      policy: { prune: true, maxDeletions: 9 }
    },
    expected: { steps: [expect.stringMatching(/^update stops organization: .* NPM, NPM_2/)], drift: false }
  },
  {
    name: 'every fault is told of, and what can be done beside it',
    given: {
      wanted: [entry(address), entry({}, { name: 'X' }), entry({ ...fresh, visibility: 'selected' })],
      registries: [npm]
    },
    expected: {
      steps: [
        'keep NPM',
        expect.stringMatching(/^update stops organization: /),
        expect.stringMatching(/^create stops run: /)
      ],
      drift: true
    }
  }
]

test.each(cases)('$name', ({ given: { wanted, registries, policy, dryRun = false }, expected }) => {
  const entries = wanted.map(one => ({ wanted: one, problems: [] }))
  const plan = planApply({ org: 'acme', entries, registries }, { ...careful, ...policy }, { now, dryRun })
  expect(told(plan)).toEqual(expected)
})

test('a deletion too many is failed, and says why', () => {
  const policy = { ...careful, prune: true, maxDeletions: 0 }
  const state = { org: 'acme', entries: [{ wanted: entry(address), problems: [] }], registries: [npm, one] }
  const [, step] = planApply(state, policy, { now, dryRun: false }).steps
  expect(step).toMatchObject({
    fault: { outcome: { action: 'delete', name: 'N0', status: 'failed', reason: tooMany(1, 0, 'N0') } }
  })
})

test('a plan changes neither what is wanted nor what is there', () => {
  const freeze = <T extends object>(value: T): T => {
    for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freeze(part)
    return Object.freeze(value)
  }
  const entries = [entry({ ...address, username: 'ci' }), entry(fresh)].map(wanted => ({
    wanted,
    problems: []
  }))
  const state = freeze({ org: 'acme', entries, registries: [structuredClone(npm), structuredClone(one)] })
  const plan = () => planApply(state, { ...careful, prune: true }, { now, dryRun: false })
  expect(plan()).toEqual(plan())
})

test('an entry does not move a registry to an address that another entry is recognised by', () => {
  // The first apply makes twins; every later one stops, for nobody can tell which is meant.
  const wanted = [entry(address), entry({ url: npm.url as string }, { name: 'N0', line: 9 })]
  const entries = wanted.map(one => ({ wanted: one, problems: [] }))
  const plan = planApply({ org: 'acme', entries, registries: [npm, one] }, careful, { now, dryRun: false })
  expect(plan.steps.some(step => 'fault' in step)).toBe(true)
})
