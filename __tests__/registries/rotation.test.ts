import type { Registry } from '../../src/registries/registry.ts'
import type { Rewrite } from '../../src/registries/rewrite.ts'
import { planRotation } from '../../src/registries/rotation.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import { address, azure, entry, now, npm, told, url } from './planning.ts'

const secret = { secret_env: 'T', secret: 's' }
const rotated = 'update NPM {"secret":"s","secret_env":"T"}'
const day = 86_400_000
const pinned = (spec: Wanted['spec']) => entry({ ...spec, ...secret }, { name: 'NPM' })

interface Case {
  name: string
  given: {
    wanted: Wanted[]
    registries: Registry[]
    rewriteSecrets?: Rewrite
    allowedHosts?: string[]
    dryRun?: boolean
  }
  expected: { steps: unknown[]; warnings?: string[]; notices?: string[] }
}

const cases: Case[] = [
  {
    name: 'writes the secret and no other field',
    given: {
      wanted: [entry({ ...address, ...secret, username: 'new', visibility: 'private', replaces_base: true })],
      registries: [npm]
    },
    expected: { steps: [rotated] }
  },
  {
    name: 'writes the secret of the defaults',
    given: { wanted: [entry(address, { defaults: secret })], registries: [npm] },
    expected: { steps: [rotated] }
  },
  {
    name: 'sends no repositories',
    given: {
      wanted: [entry({ ...address, ...secret, visibility: 'selected', selected_repository_ids: [1] })],
      registries: [{ ...npm, visibility: 'selected' }]
    },
    expected: { steps: [rotated] }
  },
  {
    name: 'writes what is old enough',
    given: {
      wanted: [entry({ ...address, ...secret })],
      registries: [npm],
      rewriteSecrets: { olderThan: 7 * day }
    },
    expected: { steps: [rotated] }
  },
  {
    name: 'keeps what is young, and needs no variable for it',
    given: {
      wanted: [entry({ ...address, secret_env: 'T' })],
      registries: [npm],
      rewriteSecrets: { olderThan: 30 * day }
    },
    expected: { steps: ['keep NPM'] }
  },
  {
    name: 'keeps a registry without a secret',
    given: { wanted: [entry({ ...address, url: `${azure.url}` })], registries: [azure] },
    expected: { steps: ['keep AZURE'] }
  },
  {
    name: 'keeps a registry without a secret, whatever the entry says',
    given: { wanted: [entry({ ...address, ...secret, url: `${azure.url}` })], registries: [azure] },
    expected: { steps: ['keep AZURE'] }
  },
  {
    name: 'warns of a registry whose secret nobody names',
    given: { wanted: [entry(address)], registries: [npm] },
    expected: {
      steps: ['keep NPM'],
      warnings: [`m.yml:2: NPM (npm_registry at ${url}) has no 'secret_env', so its secret is not rotated.`]
    }
  },
  {
    name: 'takes a registry of an older server for one with a token',
    given: {
      wanted: [entry({ ...address, ...secret })],
      registries: [{ name: 'NPM', registry_type: 'npm_registry', url }]
    },
    expected: { steps: [rotated] }
  },
  {
    name: 'needs the variable',
    given: { wanted: [entry({ ...address, secret_env: 'T' })], registries: [npm] },
    expected: {
      steps: [
        "update stops run: m.yml:2: The variable T is not set. Set it in 'env', or in the input 'secrets'."
      ]
    }
  },
  {
    name: 'in a dry run only speaks of it',
    given: { wanted: [entry({ ...address, secret_env: 'T' })], registries: [npm], dryRun: true },
    expected: {
      steps: ['update NPM {"secret_env":"T"}'],
      notices: ['m.yml:2: The variable T is not set. A run that writes needs it.']
    }
  },
  {
    name: 'makes an entry fail whose registry does not exist, and does the others',
    given: {
      wanted: [entry({ ...address, ...secret, url: `${url}/x` }), entry({ ...address, ...secret })],
      registries: [npm]
    },
    expected: {
      steps: [
        `update stops change: m.yml:2: acme has no npm_registry at ${url}/x, so there is no secret to rotate. It has NPM (npm_registry at https://npm.acme.example).`,
        rotated
      ]
    }
  },
  {
    name: 'makes an entry fail whose name does not exist',
    given: { wanted: [entry(secret, { name: 'X' })], registries: [npm] },
    expected: {
      steps: [
        'update stops change: m.yml:2: acme has no private registry X; a name means one that exists. It has NPM (npm_registry at https://npm.acme.example).'
      ]
    }
  },
  {
    name: 'stops where several may be meant',
    given: { wanted: [entry({ ...address, ...secret })], registries: [npm, { ...npm, name: 'NPM_2' }] },
    expected: { steps: [expect.stringMatching(/^update stops organization: .*NPM, NPM_2\. Give 'name'\.$/)] }
  },
  {
    name: 'stops where two entries mean the same',
    given: { wanted: [pinned({}), entry({ ...address, ...secret })], registries: [npm] },
    expected: {
      steps: [0, 1].map(() => expect.stringMatching(/^update stops organization: .*both mean NPM/))
    }
  },
  {
    name: 'takes type and address beside a name for a check',
    given: { wanted: [pinned({ ...address, url: `${url}/` })], registries: [npm] },
    expected: { steps: [rotated] }
  },
  {
    name: 'makes an entry fail whose check does',
    given: {
      wanted: [pinned({ registry_type: 'git_source', url: 'https://x.acme.example' })],
      registries: [npm]
    },
    expected: {
      steps: [
        `update stops change: m.yml:2: NPM is a npm_registry, not a git_source. m.yml:2: NPM is at ${url}, not at https://x.acme.example.`
      ]
    }
  },
  {
    name: 'cannot check an address that is not shown',
    given: { wanted: [pinned(address)], registries: [{ name: 'NPM', registry_type: 'npm_registry' }] },
    expected: { steps: [rotated] }
  },
  {
    name: 'writes no secret outside the allowed hosts',
    given: { wanted: [pinned({})], registries: [npm], allowedHosts: ['acme.example'] },
    expected: {
      steps: [
        "update stops organization: NPM is on npm.acme.example, which is not in 'allowed-hosts' (acme.example)."
      ]
    }
  },
  {
    name: 'writes it on one of them',
    given: { wanted: [pinned({})], registries: [npm], allowedHosts: ['*.acme.example'] },
    expected: { steps: [rotated] }
  },
  {
    name: 'does nothing where nothing is wanted',
    given: { wanted: [], registries: [npm] },
    expected: { steps: [] }
  }
]

test.each(cases)('$name', ({ given, expected }) => {
  const { wanted, registries, rewriteSecrets = 'always', allowedHosts, dryRun = false } = given
  const entries = wanted.map(one => ({ wanted: one, problems: [] }))
  const policy = { rewriteSecrets, allowedHosts }
  const plan = planRotation({ org: 'acme', entries, registries }, policy, { now, dryRun })
  expect(told(plan)).toEqual({ drift: false, ...expected })
})

test('a registry that shows no auth type is taken for one with a token', () => {
  const { auth_type: _, ...registry } = npm
  const wanted = entry(address, { defaults: secret })
  const state = { org: 'acme', entries: [{ wanted, problems: [] }], registries: [registry] }
  const policy = { rewriteSecrets: 'always', allowedHosts: undefined } as const
  expect(told(planRotation(state, policy, { now, dryRun: false }))).toMatchObject({ steps: [rotated] })
})

test('a check that fails is told of on the line of its key', () => {
  const place = (line: number) => ({ file: 'm.yml', line, column: 5 })
  const places = { '': place(2), registry_type: place(3), url: place(4) }
  const spec = { registry_type: 'git_source', url: 'https://x.acme.example' } as const
  const wanted = entry({ ...spec, ...secret }, { name: 'NPM', places })
  const state = { org: 'acme', entries: [{ wanted, problems: [] }], registries: [npm] }
  const policy = { rewriteSecrets: 'always', allowedHosts: undefined } as const
  expect(told(planRotation(state, policy, { now, dryRun: false }))).toMatchObject({
    steps: [
      `update stops change: m.yml:3: NPM is a npm_registry, not a git_source. m.yml:4: NPM is at ${url}, not at https://x.acme.example.`
    ]
  })
})
