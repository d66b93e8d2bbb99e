// What is written down in two places says the same in both.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { parse, stringify } from 'yaml'
import { casesAt, empty, longCasesAt } from '../../scripts/bench/cases.ts'
import { farAbove, type Row, rowOf } from '../../scripts/bench/figures.ts'
import type { Bench } from '../../scripts/bench/tables.ts'
import { declaredIn, filledIn, pagesOf } from '../../scripts/readme.ts'
import { scaleTables } from '../../scripts/scale.ts'
import { manifestSchema } from '../../scripts/schema.ts'
import { home } from '../../src/inputs/read.ts'
import { inputs } from '../../src/inputs/table.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import { entryKeys, perRegistryKeys } from '../../src/registries/manifest-keys.ts'
import {
  authTypeNames,
  authTypes,
  authTypesOf,
  fieldNames,
  inputOf,
  registryTypes,
  visibilities
} from '../../src/registries/registry.ts'
import { operations } from '../../src/request.ts'
import { output, start, theError } from '../scenarios/scenario.ts'
import { section } from './snippets.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const readme = read('README.md')
const contributing = read('CONTRIBUTING.md')
const actionFile = read('action.yml')
const known: { scripts: Record<string, string>; description: string } = JSON.parse(read('package.json'))
const { scripts, description } = known

describe('action.yml', () => {
  const declared = declaredIn(actionFile, 'inputs')
  const saidOf = (name: string) => declared.find(input => input.name === name)?.description ?? ''

  test('has the names, order, headings and defaults of the table of inputs', () => {
    const table = Object.entries(inputs).map(([name, input]) => [name, input.group, input.default])
    expect(declared.map(({ name, group, default: preset }) => [name, group, preset])).toEqual(table)
    const required = declared.filter(input => input.required)
    expect(required.map(input => [input.name, 'default' in input])).toEqual([['operation', false]])
  })

  test.each([
    { input: 'operation', values: operations },
    { input: 'registry-type', values: registryTypes },
    { input: 'visibility', values: visibilities },
    { input: 'auth-type', values: authTypeNames }
  ])('lists every value of $input', ({ input, values }) => {
    const list = /One of (.*?)\./.exec(saidOf(input))?.[1] ?? ''
    expect(list.replaceAll(/ \(.*?\)/g, '').split(', ')).toEqual(values)
  })

  test.each(fieldNames.filter(field => authTypesOf(field).length > 0))(
    'says which auth types require %s and which take it',
    field => {
      const found: Record<string, string[]> = { required: [], optional: [] }
      let kind: string[] | undefined
      for (const word of saidOf(inputOf(field)).toLowerCase().match(/\w+/g) ?? [])
        if (word in found) kind = found[word]
        else if (authTypeNames.some(name => name === word)) kind?.push(word)
      const having = (list: 'required' | 'optional') =>
        authTypesOf(field).filter(name => new Set<string>(authTypes[name][list]).has(field))
      expect(found).toEqual({ required: having('required'), optional: having('optional') })
    }
  )

  test('tells the Marketplace what it shows, and README and package.json call it the same', () => {
    const { name, description: shown, branding } = parse(actionFile)
    expect([readme.split('\n', 1), description]).toEqual([[`# ${name}`], name])
    expect(shown.length).toBeLessThan(125)
    expect(Object.keys(branding)).toEqual(['icon', 'color'])
  })
})

describe('manifest.schema.json', () => {
  const committed = read('manifest.schema.json')
  const ajv = new Ajv({ strictTypes: false })
  // What editors show in place of a pattern.
  ajv.addKeyword('patternErrorMessage')
  const isValid = ajv.compile(JSON.parse(committed))
  const isParsed = (text: string) => parseManifest(text, 'm.yml').problems.length === 0
  /** An alias is no plain YAML. */
  const plain = { aliasDuplicateObjects: false }
  const hyphened = (name: string) => name.replaceAll('_', '-')
  const entry = { registry_type: 'git_source', url: 'https://x.example' }

  type Keys = Record<string, unknown>

  /** Values that are right for some keys, and for most of the wrong shape. */
  const texts = [
    ...['', ' ', '\n', 'x', 'a b', ' b ', 'a/b', 'a/b/c', '.', '..', '-', '-a', '~', 'null', 'yes', 'ü: #'],
    ...['https://x.example', '012', '42', 'Labs-1', 'a_b', 'a.b_c', 'web', 'api-*', '*', '.github', 'all'],
    ...['Public-Key', 'GITHUB', 'GITHUB_X', 'input_x', 'Path', 'PATHS', 'xPATH', 'HOME', 'homes', 'NODEX'],
    ...['NPM_TOKEN', 'MY_GITHUB_TOKEN', '_a', '1A', 'A-B', 'NPM_REGISTRY_SECRET', 'acme/x']
  ]
  const values: unknown[] = [
    ...[
      null,
      true,
      false,
      0,
      1,
      -1,
      1.5,
      7,
      2 ** 53,
      1e21,
      {},
      { a: 1 },
      [],
      [0],
      [1],
      [null],
      [['a']],
      [{}]
    ],
    ...[['web', 'web'], [1, 1], ['ok', 1.5], [1, 77, Number.MAX_SAFE_INTEGER], texts],
    ...texts.flatMap(text => [text, [text]])
  ]
  const drafts: Record<string, Keys[]> = Object.fromEntries(
    [...entryKeys, ...['secret', 'urll', 'Name'].map(name => [name, undefined] as const)].map(
      ([name, key]) => {
        const { [name]: _, ...rest }: Keys = entry
        const choices = key && 'choices' in key ? key.choices : []
        const ofOne = [...values, ...choices].flatMap((value, index): Keys[] => [
          { registries: [{ ...rest, [index % 2 ? name : hyphened(name)]: value }] },
          { registries: [entry], defaults: { [index % 2 ? hyphened(name) : name]: value } }
        ])
        return [name, ofOne]
      }
    )
  )
  drafts['what is missing'] = [
    ...[{}, { registry: [entry] }, { defaults: {} }],
    ...[{ name: 'N' }, { url: entry.url }, { registry_type: 'git_source' }, {}].flatMap(one => [
      { registries: [one] },
      { registries: [one], defaults: { registry_type: 'git_source' } },
      { registries: [entry, one] }
    ]),
    ...values.flatMap(value => [
      ...[[value], value, [entry, value]].map(registries => ({ registries })),
      ...['defaults', 'registry', 'secret'].map(name => ({ registries: [entry], [name]: value }))
    ])
  ]

  test.each(Object.entries(drafts))('schema and parser say the same of %s, in JSON and YAML', (name, all) => {
    const verdicts = all.map(draft => ({
      draft,
      schema: isValid(draft),
      parser: [JSON.stringify(draft), stringify(draft, plain)].map(isParsed)
    }))
    expect(verdicts.filter(({ schema, parser }) => parser.some(one => one !== schema))).toEqual([])
    const accepted = verdicts.filter(({ schema }) => schema).length
    expect(verdicts.length - accepted).toBeGreaterThan(5)
    expect(accepted).toBeGreaterThanOrEqual(entryKeys.has(name) ? 2 : 0)
  })

  test('the committed file is what the tables yield, and editors complete underscores', () => {
    expect(committed).toBe(manifestSchema())
    const { properties } = JSON.parse(committed)
    const names = [...entryKeys.keys()]
    expect(Object.keys(properties.registries.items.properties)).toEqual(names)
    expect(Object.keys(properties.defaults.properties)).toEqual(
      names.filter(name => !perRegistryKeys.includes(name))
    )
  })
})

test.each(Object.entries(pagesOf(actionFile)))(
  'the tables and quotes of %s are made, and as they are made',
  (path, blocks) => {
    const page = read(path)
    const emptied = page.replaceAll(/(<!-- (\S.*?) -->\n).*?(?=<!-- \/\2 -->)/gs, '$1\nNothing.\n\n')
    expect(emptied).not.toBe(page)
    expect(filledIn(emptied, blocks)).toBe(page)
  }
)

test('the README is short, and its tables follow action.yml', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(350)
  const later = pagesOf(actionFile.replace('default: 30s', 'default: 40s'))['README.md'] ?? {}
  expect(filledIn(readme, later)).not.toBe(readme)
  expect(() => filledIn(readme.replace('<!-- /inputs -->', ''), later)).toThrow('<!-- /inputs -->')
})

test('docs/bench.json is a record of all that is measured', () => {
  const { rows }: Bench = JSON.parse(read('docs/bench.json'))
  const server = { url: 'http://127.0.0.1', workspace: '.' }
  const servers = { plain: server, slow: server, tls: server }
  const measured = [empty, ...casesAt(servers), ...longCasesAt(servers)]
  expect(rows).toMatchObject(measured.map(({ what, against }) => ({ what, against })))
})

test('the benchmark complains of what takes far longer than its record, and not of a busy machine', () => {
  const list = rowOf(
    { what: 'list', against: '`node -e 0`' },
    { times: [80, 100, 120, 160, 90], others: [40, 30, 70], usages: [{ cpu: 75, mebibytes: 57 }] }
  )
  expect(list).toMatchObject({ milliseconds: 100, ratio: 2.5, low: 2.25, high: 3 })
  const complaints = (now: Partial<Row>) => farAbove([{ ...list, ...now }], [list]).length
  expect(
    [{}, { milliseconds: 1000 }, { ratio: 4, low: 3.75 }, { against: 'gh', low: 9 }].map(complaints)
  ).toEqual([0, 0, 0, 0])
  expect(complaints({ ratio: 4, low: 3.76 })).toBe(1)
})

test('advice links to the repository and version that the README names', () => {
  expect(readme).toContain(`uses: ${home.join('@')}`)
})

test('docs/scale.md has the tables that npm run scale prints', () => {
  expect(scaleTables().filter(table => !read('docs/scale.md').includes(`\n\n${table}\n\n`))).toEqual([])
})

test('the floor plan names every file of src, in its folder, and no other', () => {
  const tree = /^src\/\n(.*?)^\S/ms.exec(section(contributing, '## The floor plan'))?.[1] ?? ''
  let folder = ''
  const planned = [...tree.matchAll(/^( +)(\S+)/gm)].flatMap(([, indent = '', name = '']) => {
    if (indent.length === 2) folder = name.endsWith('/') ? name : ''
    return name.endsWith('/') ? [] : folder + name
  })
  const present = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts')
  )
  expect(planned.sort()).toEqual(present.map(name => name.replaceAll('\\', '/')).sort())
})

test('every npm script that README and CONTRIBUTING name exists, and every shell runs all of them', () => {
  const named = [...(contributing + readme).matchAll(/\bnpm (?:run )?([a-z]+)\b/g)].map(
    ([, name = '']) => name
  )
  expect(new Set(named).size).toBeGreaterThan(5)
  expect(named.filter(name => !(name in scripts) && !['ci', 'scripts'].includes(name))).toEqual([])
  const commands = Object.values(scripts).flatMap(script => script.split(' && '))
  const unportable = commands.filter(command => {
    const [program = ''] = command.split(' ', 1)
    const isKnown = ['node', 'npm'].includes(program) || existsSync(`node_modules/.bin/${program}`)
    return !isKnown || !/^[\w ./:=-]+$/.test(command)
  })
  expect(unportable).toEqual([])
})

test('npm start installs the packages that the tour imports, and no other', () => {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const [, name = ''] of read(path).matchAll(/^(?!import type).*from '([^']+)'$/gm))
      if (name.startsWith('.')) visit(join(path, '..', name))
      else if (!name.startsWith('node:')) packages.add(name)
  }
  for (const path of ['scripts/tour.ts', '__tests__/runner/host.ts']) visit(path)
  const [, listed = ''] = /const names = \[(.*)\]/.exec(read('scripts/install.mjs')) ?? []
  expect(listed.match(/[\w-]+/g)).toEqual([...packages].sort())
})

test('every link within the repository, and every picture, leads somewhere', () => {
  const docs = readdirSync('docs').filter(name => name.endsWith('.md'))
  const anchorsOf = (path: string) =>
    [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-')
    )
  const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md']
  for (const page of [...pages, ...docs.map(name => `docs/${name}`)]) {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)]*)\)|src(?:set)?="([^"]*)"/g)]
    const broken = links.filter(([, link, picture = '']) => {
      const [path, anchor] = (link ?? picture).split('#')
      const target = path ? join(page, '..', path) : page
      return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
    })
    expect([page, ...broken.map(([link]) => link)]).toEqual([page])
  }
})

test('a weakness is not reported by an issue', () => {
  const { blank_issues_enabled, contact_links } = parse(read('.github/ISSUE_TEMPLATE/config.yml'))
  const advisories = { url: expect.stringMatching(/\/security\/advisories\/new$/) }
  expect([blank_issues_enabled, contact_links]).toEqual([false, [expect.objectContaining(advisories)]])
  expect(existsSync('SECURITY.md')).toBe(true)
})

test('text has the same line ends in every checkout, and pictures are let be', () => {
  const attributes = read('.gitattributes').split('\n')
  expect(attributes).toEqual(expect.arrayContaining(['* text=auto eol=lf', '*.png binary']))
})

describe('the bundle', () => {
  const files = readdirSync('dist').filter(name => name.endsWith('.js'))
  const textOf = (name: string) => read(`dist/${name}`)
  const licenses = read('dist/licenses.txt')

  test('has one HTTP stack, that of src/github/fetch.ts', () => {
    const network = /"(?:node:)?(https?2?|net|tls|dgram|dns|inspector)(?:\/[\w/]+)?"\)/g
    const reached = files.flatMap(name => [...textOf(name).matchAll(network)].map(([, module]) => module))
    expect([...new Set(reached)].sort()).toEqual(['http', 'https'])
    expect(licenses).not.toMatch(/undici|http-client|node-fetch|tunnel|@actions\/(exec|io)|@octokit\/plugin/)
    expect(files.filter(name => /\bglobalThis\.fetch\(|\bnew ProxyAgent\(/.test(textOf(name)))).toEqual([])
  })

  test('has as many packages as SECURITY.md says', () => {
    const packages = licenses.match(/^\S+ \d+\.\d+\.\d+(?= \()/gm) ?? []
    expect(read('SECURITY.md')).toContain(` ${packages.length} packages in the bundle`)
  })

  test('is small, plain ASCII, and has what only some runs need in files of its own', () => {
    const sizes = files.map(name => statSync(`dist/${name}`).size)
    expect(statSync('dist/index.js').size).toBeLessThan(500_000)
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1_300_000)
    expect(textOf('index.js')).not.toMatch(/_crypto_box_seal|parseDocument|registerEndpoints/)
    expect(files.filter(name => /[^\0-\x7f]/.test(textOf(name)))).toEqual([])
  })

  // A job downloads an archive of a commit, which GitHub makes as git does.
  test('is archived with what a run needs, and runs; without one of its files nothing is sent', async () => {
    const archive = execFileSync('git', ['archive', '--format=tar.gz', 'HEAD'])
    expect(archive.length).toBeLessThan(360_000)
    const action = mkdtempSync(join(tmpdir(), 'archive-'))
    execFileSync('tar', ['-xzf', '-'], { cwd: action, input: archive })
    const kept = ['LICENSE', 'README.md', 'SECURITY.md', 'action.yml', 'dist', 'manifest.schema.json']
    expect(readdirSync(action).toSorted()).toEqual(kept)
    const scripts = ['index', 'libsodium-wrappers', 'manifest', 'universal-github-app-jwt']
    const built = [...scripts, 'unused', 'verify', 'yaml'].map(name => `${name}.js`)
    const others = ['libsodium.wasm', 'licenses.txt', 'package.json']
    expect(readdirSync(join(action, 'dist')).toSorted()).toEqual([...built, ...others].toSorted())
    const { run, acme } = await start()
    const npm = { 'registry-type': 'npm_registry', visibility: 'all', secret: 'a made-up secret' }
    const create = (url: string) => run({ operation: 'create', ...npm, url }, { action })
    await create('https://npm.acme.example')
    rmSync(join(action, 'dist/libsodium.wasm'))
    const incomplete = await create('https://another.acme.example')
    expect(theError(incomplete)).toMatch(/^libsodium could not be loaded, so the secret was not sent\. /)
    expect(output(incomplete, 'changes')).toMatchObject([{ status: 'failed' }])
    expect(acme.registries).toHaveLength(1)
    rmSync(action, { recursive: true })
  })
})
