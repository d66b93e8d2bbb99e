import { textOf } from '../../src/registries/problem.ts'
import { type Recognised, recogniseAll, withoutTwins } from '../../src/registries/recognise.ts'
import type { Registry } from '../../src/registries/registry.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import { address, entry, npm, url } from './planning.ts'

const twin: Registry = { ...npm, name: 'NPM_2', url: 'https://NPM.acme.example:443/' }
const git: Registry = { ...npm, name: 'GIT', registry_type: 'git_source' }
const hidden: Registry = { name: 'HIDDEN', registry_type: 'npm_registry' }
const blank: Registry = { name: 'BLANK', registry_type: 'npm_registry', url: '' }
const cannotTell = (names: string) =>
  `m.yml:2: This server does not show at which address ${names} (npm_registry) of acme are, so nobody can tell whether they are npm_registry at ${url}. Give 'name'.`
const rival = (line: number, where: string) =>
  `m.yml:${line}: This entry and ${where} both mean NPM (npm_registry at ${url}); remove one of them.`

interface Case {
  name: string
  given: { wanted: Wanted[]; registries: Registry[] }
  /** For each entry the registry it means; `?` and those that it may mean; then its problems. */
  expected: string[][]
}

const cases: Case[] = [
  {
    name: 'by type and address',
    given: { wanted: [entry(address)], registries: [git, npm] },
    expected: [['NPM']]
  },
  {
    name: 'by an address written otherwise',
    given: { wanted: [entry({ ...address, url: `${url}/` })], registries: [{ ...twin }] },
    expected: [['NPM_2']]
  },
  {
    name: 'by the type of the defaults',
    given: {
      wanted: [entry({ url }, { defaults: { registry_type: 'git_source' } })],
      registries: [npm, git]
    },
    expected: [['GIT']]
  },
  {
    name: 'not by another path',
    given: { wanted: [entry({ ...address, url: `${url}/x` })], registries: [npm] },
    expected: [['none']]
  },
  {
    name: 'by name, in any case, whatever the address',
    given: {
      wanted: [entry({ url: 'https://new.acme.example' }, { name: 'npm_2' })],
      registries: [npm, twin]
    },
    expected: [['NPM_2']]
  },
  {
    name: 'by a name that is not there',
    given: { wanted: [entry(address, { name: 'X' })], registries: [npm] },
    expected: [
      [
        '? ',
        'm.yml:2: acme has no private registry X; a name means one that exists. It has NPM (npm_registry at https://npm.acme.example).'
      ]
    ]
  },
  {
    name: 'two at the address',
    given: { wanted: [entry(address)], registries: [npm, twin] },
    expected: [['? NPM NPM_2', `m.yml:2: acme has 2 of npm_registry at ${url}: NPM, NPM_2. Give 'name'.`]]
  },
  {
    name: 'two at the address, each pinned',
    given: {
      wanted: [entry(address, { name: 'NPM' }), entry(address, { name: 'NPM_2' })],
      registries: [npm, twin]
    },
    expected: [['NPM'], ['NPM_2']]
  },
  {
    name: 'none at the address, and some without one',
    given: { wanted: [entry(address)], registries: [git, hidden, blank] },
    expected: [['? HIDDEN BLANK', cannotTell('HIDDEN, BLANK')]]
  },
  {
    name: 'one at the address, and another without one',
    given: { wanted: [entry(address)], registries: [npm, hidden] },
    expected: [['? NPM HIDDEN', cannotTell('HIDDEN')]]
  },
  {
    name: 'by name, where no address is shown',
    given: { wanted: [entry(address, { name: 'HIDDEN' })], registries: [hidden, blank] },
    expected: [['HIDDEN']]
  },
  {
    name: 'another type than the one without an address',
    given: { wanted: [entry({ ...address, registry_type: 'git_source' })], registries: [hidden] },
    expected: [['none']]
  },
  {
    name: 'two entries for one registry, one by name',
    given: { wanted: [entry(address), entry({}, { name: 'NPM', line: 9 })], registries: [npm] },
    expected: [
      ['NPM', rival(2, 'the entry on line 9')],
      ['NPM', rival(9, 'the entry on line 2')]
    ]
  },
  {
    name: 'two entries for one registry, of which nobody knows the line',
    given: {
      wanted: [
        { spec: address, defaults: {} },
        { spec: {}, defaults: {}, name: 'NPM' }
      ],
      registries: [npm]
    },
    expected: [
      ['NPM', rival(2, 'another entry').slice(9)],
      ['NPM', rival(2, 'another entry').slice(9)]
    ]
  },
  {
    name: 'a type alone, where no address is shown',
    given: { wanted: [entry({ registry_type: 'npm_registry' })], registries: [hidden, blank] },
    expected: [['? HIDDEN BLANK', cannotTell('HIDDEN, BLANK').replaceAll(url, '')]]
  },
  {
    name: 'an entry that says nothing',
    given: { wanted: [entry({})], registries: [npm] },
    expected: [['none']]
  }
]

test.each(cases)('recognises $name', ({ given: { wanted, registries }, expected }) => {
  const entries = wanted.map(one => ({ wanted: one, problems: [] }))
  expect(recogniseAll({ org: 'acme', entries, registries }).map(toldOf)).toEqual(expected)
})

function toldOf({ registry, unclear, problems }: Recognised): string[] {
  const meant = unclear ? `? ${unclear.map(({ name }) => name).join(' ')}` : (registry?.name ?? 'none')
  return [meant, ...problems.map(textOf)]
}

test('what was wrong before stays wrong', () => {
  const before = { wanted: entry(address, { name: 'X' }), problems: ['No.'] }
  const [found] = recogniseAll({ org: 'acme', entries: [before], registries: [] })
  expect(found?.problems.map(textOf)).toEqual(['No.', expect.stringContaining('no private registry X')])
})

const there = 'https://new.acme.example'
const moved = (line = 9) => entry({ url: there }, { name: 'NPM', line })
const wouldBe = (line: number, other: string, what = `npm_registry at ${there}`) =>
  `m.yml:${line}: This entry and ${other} would both be ${what}, and nobody could tell one from the other; give one another url, or remove it.`

const moves: Case[] = [
  {
    name: 'one that is created',
    given: { wanted: [entry({ ...address, url: there }), moved()], registries: [npm] },
    expected: [
      ['none', wouldBe(2, 'the entry on line 9')],
      ['NPM', wouldBe(9, 'the entry on line 2')]
    ]
  },
  {
    name: 'one that exists, written otherwise',
    given: {
      wanted: [moved(), entry({ ...address, url: 'HTTPS://New.acme.example:443/' })],
      registries: [npm, { ...npm, name: 'NPM_2', url: there }]
    },
    expected: [
      ['NPM', wouldBe(9, 'the entry on line 2')],
      ['NPM_2', wouldBe(2, 'the entry on line 9')]
    ]
  },
  {
    name: 'one of the type that it gets',
    given: {
      wanted: [
        entry({ registry_type: 'git_source' }, { name: 'NPM', line: 9 }),
        entry({ ...address, registry_type: 'git_source' })
      ],
      registries: [npm]
    },
    expected: [
      ['NPM', wouldBe(9, 'the entry on line 2', `git_source at ${url}`)],
      ['none', wouldBe(2, 'the entry on line 9', `git_source at ${url}`)]
    ]
  },
  {
    name: 'none at a free address',
    given: {
      wanted: [moved(), entry({ ...address, url: `${there}/x` }), entry({}, { name: 'GIT' })],
      registries: [npm, git]
    },
    expected: [['NPM'], ['none'], ['GIT']]
  },
  {
    name: 'none of another type',
    given: { wanted: [moved(), entry({ registry_type: 'git_source', url: there })], registries: [npm] },
    expected: [['NPM'], ['none']]
  },
  {
    name: 'none that is pinned too',
    given: {
      wanted: [moved(), entry({ url: there }, { name: 'NPM_2', line: 3 }), entry({})],
      registries: [npm, twin]
    },
    expected: [['NPM'], ['NPM_2'], ['none']]
  },
  {
    name: 'none where nothing moves',
    given: {
      wanted: [entry({ url: `${url}/` }, { name: 'NPM' }), entry(address, { name: 'HIDDEN' }), entry({})],
      registries: [npm, hidden]
    },
    expected: [['NPM'], ['HIDDEN'], ['none']]
  },
  {
    name: 'none that stays, about which all has been said',
    given: {
      wanted: [entry(address), entry({}, { name: 'NPM', line: 9 })],
      registries: [npm]
    },
    expected: [
      ['NPM', rival(2, 'the entry on line 9')],
      ['NPM', rival(9, 'the entry on line 2')]
    ]
  },
  {
    name: 'none that stays, while another one moves',
    given: {
      wanted: [entry(address), entry({}, { name: 'NPM', line: 9 }), entry({ url: there }, { name: 'GIT' })],
      registries: [npm, git]
    },
    expected: [['NPM', rival(2, 'the entry on line 9')], ['NPM', rival(9, 'the entry on line 2')], ['GIT']]
  },
  {
    name: 'none by a name that is not there',
    given: {
      wanted: [entry({ url: there }, { name: 'X' }), entry({ ...address, url: there })],
      registries: [npm]
    },
    expected: [
      [
        '? ',
        'm.yml:2: acme has no private registry X; a name means one that exists. It has NPM (npm_registry at https://npm.acme.example).'
      ],
      ['none']
    ]
  }
]

test.each(moves)('a pinned one that moves meets $name', ({ given: { wanted, registries }, expected }) => {
  const entries = wanted.map(one => ({ wanted: one, problems: [] }))
  expect(withoutTwins(recogniseAll({ org: 'acme', entries, registries })).map(toldOf)).toEqual(expected)
})

test('a name that is not there is told of on its own line', () => {
  const place = (line: number) => ({ file: 'm.yml', line, column: 5 })
  const wanted = entry(address, { name: 'X', places: { '': place(2), name: place(4) } })
  const [found] = recogniseAll({ org: 'acme', entries: [{ wanted, problems: [] }], registries: [npm] })
  expect(found?.problems.map(textOf)).toEqual([expect.stringContaining('m.yml:4: acme has no')])
})
