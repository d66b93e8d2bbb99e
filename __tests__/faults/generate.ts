import fc from 'fast-check'
import { character } from '../character.ts'
import type { GivenRegistry, Organization } from '../local-github/organization.ts'
import { authTypes } from '../local-github/registry.ts'
import type { Scene, Want } from './oracle.ts'
import type { Stage } from './play.ts'

/** Texts that stand between bars. */
export const apart = (...rows: string[]): string[] => rows.flatMap(row => row.split('¦'))

/** What an organization has, what a manifest wants there, and what is allowed. */
export interface Situation {
  readonly registries: readonly GivenRegistry[]
  readonly entries: readonly Entry[]
  readonly defaults: Readonly<Record<string, unknown>>
  readonly rewrite: 'never' | 'always' | '30d'
  readonly prune: boolean
  readonly maxDeletions: number
  readonly allowRecreate: boolean
}

/** An entry of a manifest, in its own words, and which registry it is about. */
export interface Entry {
  readonly fields: Readonly<Record<string, unknown>>
  readonly of: GivenRegistry | undefined
}

/** The values of the variables that manifests name. */
export const variables = { TOKEN: 'the second secret', DEFAULT_TOKEN: 'the third secret' }
export const oldSecret = 'the first secret'

/** The repositories of every organization. */
export const repositories = ['web', 'api-one', 'api-two']
const matches: Readonly<Record<string, readonly number[]>> = {
  web: [0],
  'api-one': [1],
  'api-two': [2],
  'api-*': [1, 2]
}

const day = 86_400_000
const now = Date.parse('2026-03-01T12:00:00Z')
const types = ['npm_registry', 'maven_repository', 'docker_registry', 'python_index']
const visibility = fc.constantFrom('all', 'private', 'selected')
const username = fc.constantFrom('ci', 'bot', 'Zoë <x>')
const authType = fc.oneof(
  fc.constantFrom('token', 'username_password'),
  fc.constantFrom(...Object.keys(authTypes))
)
const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined })

/** The same address, written otherwise. */
function respelt(url: string, spelling: number): string {
  const { hostname, pathname } = new URL(url)
  const path = pathname.replace(/\/$/, '')
  return [url, `HTTPS://${hostname.toUpperCase()}:443${path}`, `https://${hostname}${path}/`][spelling] ?? url
}

const look = fc.record({
  ...{ authType, username, visibility, named: fc.boolean(), optional: fc.boolean(), replaces: fc.boolean() },
  chosen: fc.subarray([...repositories, 'api-*'], { minLength: 1 })
})
type Look = typeof look extends fc.Arbitrary<infer T> ? T : never

const choice = fc.record({
  ...{ before: some(look), after: look, days: fc.nat(60), spelling: fc.nat(2) },
  wanted: fc.constantFrom('not', 'whole', 'parts', 'parts'),
  parts: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  ...{ clears: fc.boolean(), same: fc.boolean(), pinned: fc.boolean(), moves: fc.boolean() }
})
type Choice = typeof choice extends fc.Arbitrary<infer T> ? T : never

const [secret_env, audience] = [fc.constant('DEFAULT_TOKEN'), fc.constant('all')]
const defaults = fc
  .record({ visibility, replaces_base: fc.boolean(), username, secret_env, audience }, { requiredKeys: [] })
  .map(given => ({ ...given, ...(given.visibility === 'selected' && { selected_repositories: ['web'] }) }))

/**
 * A random situation; no name that is wanted goes with its registry. Of one that is `sound` nothing is forbidden, so that
 * one undisturbed run makes all of it as it is wanted.
 */
export function situation({ sound }: { sound: boolean }): fc.Arbitrary<Situation> {
  return fc
    .record({
      choices: fc.array(choice, { minLength: 1, maxLength: 6 }),
      defaults: fc.oneof(fc.constant({}), defaults),
      rewrite: fc.constantFrom('never' as const, 'always' as const, '30d' as const),
      prune: fc.boolean(),
      maxDeletions: sound ? fc.constant(99) : fc.constantFrom(0, 1, 99, 99),
      allowRecreate: sound ? fc.constant(true) : fc.constantFrom(true, true, false)
    })
    .map(({ choices, ...given }) => {
      const registries = choices.map((one, place) => one.before && registryOf(one, one.before, place))
      const entries = choices.flatMap((one, place) =>
        one.wanted === 'not' ? [] : [entryOf(one, registries[place], { place, defaults: given.defaults })]
      )
      // A manifest that wants nothing is refused.
      const prune = given.prune && entries.length > 0
      return { ...given, entries, registries: registries.filter(one => one !== undefined), prune }
    })
}

function placeOf(place: number): { registry_type: string; url: string } {
  const url = `https://h${place % 5}.example/${place % 2 ? 'a' : ''}`
  return { registry_type: types[place % 4] ?? '', url }
}

/** The fields that an auth type has, with values; a user name only if it is needed or there is one. */
function fieldsOf(one: Look, value: string): Record<string, unknown> {
  const { hasSecret = false, required = [], optional = [] } = authTypes[one.authType] ?? {}
  const own = [...required, ...(one.optional ? optional : [])].filter(field => field !== 'username')
  const textFor = (field: string) => (field === 'api_host' ? `${value}.example` : `${value}-${field}`)
  const isNamed = hasSecret && (required.some(field => field === 'username') || one.named)
  const values = Object.fromEntries(own.map(field => [field, textFor(field)]))
  return { ...values, ...(isNamed && { username: one.username }) }
}

function registryOf({ days }: Choice, before: Look, place: number): GivenRegistry {
  return {
    ...{ name: `R${place}`, ...placeOf(place), auth_type: before.authType, ...fieldsOf(before, 'the') },
    ...{ replaces_base: before.replaces, visibility: before.visibility },
    selected_repository_ids: before.visibility === 'selected' ? idsOf(before.chosen) : [],
    secret: authTypes[before.authType]?.hasSecret ? oldSecret : null,
    updated_at: new Date(now - days * day).toISOString().replace('.000', '')
  }
}

/** Repositories by their place; an organization knows their ids. */
function idsOf(names: readonly string[]): number[] {
  return [...new Set(names.flatMap(name => matches[name] ?? []))].sort()
}

function addressOf(
  { pinned, moves, spelling }: Choice,
  of: GivenRegistry | undefined,
  place: number
): object {
  if (pinned && of) return { name: of.name, ...(moves && { url: `https://moved.example/${of.name}` }) }
  return { ...placeOf(place), url: respelt(placeOf(place).url, spelling) }
}

function ownOf({ same, clears }: Choice, look: Look): object {
  const none = clears && look.authType === 'token' && { username: null }
  return { ...fieldsOf(look, same ? 'the' : 'another'), ...none }
}

/** Some of the fields of an entry, or all. */
function entryOf(
  one: Choice,
  of: GivenRegistry | undefined,
  { place, defaults }: { place: number; defaults: Situation['defaults'] }
): Entry {
  const isNew = !of || (one.parts[0] === true && one.after.authType !== of.auth_type)
  const look = isNew ? one.after : { ...one.after, authType: of.auth_type ?? 'token' }
  const isWhole = isNew || one.wanted === 'whole'
  const [, withAuth, withOwn, withBase, isShown, withSecret] = one.parts.map(part => part || isWhole)
  // A new one has to be visible to somebody.
  const withLook = isShown || (!of && defaults['visibility'] === undefined)
  const chosen = look.visibility === 'selected' && { selected_repositories: look.chosen }
  const fields = {
    ...(isNew ? addressOf(one, undefined, place) : addressOf(one, of, place)),
    ...(withAuth && { auth_type: look.authType }),
    ...(withOwn && ownOf(one, look)),
    ...(withBase && { replaces_base: look.replaces }),
    ...(withLook && { visibility: look.visibility, ...chosen }),
    ...(authTypes[look.authType]?.hasSecret && withSecret && { secret_env: 'TOKEN' })
  }
  return { of, fields }
}

/** What a situation asks for, as INTERFACE.md says it, in an organization that has it already. */
export function wantsOf({ entries, defaults, rewrite }: Situation, { repositories }: Organization): Want[] {
  return entries.map(({ fields, of }) => {
    const auth_type = String(fields['auth_type'] ?? of?.auth_type ?? 'token')
    const { hasSecret = false, required = [], optional = [] } = authTypes[auth_type] ?? {}
    const admitted = [
      'visibility',
      'replaces_base',
      ...(hasSecret ? ['secret_env'] : []),
      ...required,
      ...optional
    ]
    const byDefault = Object.entries(defaults).filter(([field]) => admitted.includes(field))
    const all: Record<string, unknown> = { ...Object.fromEntries(byDefault), ...fields }
    const { name, registry_type, url, secret_env, selected_repositories, ...given } = all
    const chosen = selected_repositories ?? (fields['visibility'] ? [] : defaults['selected_repositories'])
    const isSelected = given['visibility'] === 'selected'
    const ids = isSelected && idsOf(chosen as string[]).map(at => repositories[at]?.id)
    return {
      ...(name !== undefined && { name: String(name) }),
      ...{ registry_type: String(registry_type ?? of?.registry_type), url: String(of?.url ?? url) },
      given: {
        ...given,
        ...(ids && { selected_repository_ids: ids }),
        ...(name !== undefined && url !== undefined && { url }),
        ...(of === undefined && { auth_type })
      },
      secret: (variables as Record<string, string>)[String(secret_env)],
      rewrites: rewrite === 'always'
    }
  })
}

/** Builds a situation in a new organization. */
export function settle(stage: Pick<Stage, 'add'>, login: string, given: Situation): Scene {
  const organization = stage.add(login, { repositories })
  for (const { selected_repository_ids: places = [], ...registry } of given.registries) {
    const ids = places.map(place => organization.repositories[place]?.id ?? 0)
    organization.addRegistry({ ...registry, selected_repository_ids: ids })
  }
  return { organization, wants: wantsOf(given, organization), prune: given.prune }
}

/** The manifest of situations by their organizations; only the first one's defaults and policy count. */
export function manifestOf(situations: Readonly<Record<string, Situation>>): object {
  const [first] = Object.values(situations)
  const registries = Object.entries(situations).flatMap(([org, { entries }]) =>
    entries.map(({ fields }) => ({ ...fields, orgs: [org] }))
  )
  return { defaults: first?.defaults, registries }
}

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const printable = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~abcXYZ0123456789'

// Drawing each character of a very long text would take long.
const mostDrawn = 400

/** Texts of so many of these characters, none likelier than others. */
function textOf(unit: fc.Arbitrary<string>, length: number): fc.Arbitrary<string> {
  const drawn = Math.min(length, mostDrawn)
  const text = fc.array(unit, { minLength: drawn, maxLength: drawn, size: 'max' })
  return fc.noBias(text).map(all => Array.from({ length }, (_, at) => all[at % drawn]).join(''))
}

/**
 * Kinds of secrets, each as a template in which words stand at `¤`, again and again. No run of fixed characters is
 * longer than ten, so that sixteen of a secret are never there by chance.
 */
const templates: Readonly<Record<string, string>> = {
  word: '¤',
  'several lines': '¤¤¤\n',
  'lines of Windows': '¤¤¤\r\n',
  'a workflow command': '::error::¤##[debug]¤%0A',
  YAML: '¤: "¤"\n- ¤ # ¤\n',
  JSON: '{"¤": "¤\\n¤"}',
  HTML: '<b a=\'¤\'>&¤;"¤"</b>',
  'a regular expression': '^(¤|[¤])*\\d+$.{2,}¤?',
  'percent codes': '%41%0A¤%25%zz+¤%F0%9F',
  'blanks around it': '  \t¤¤¤ \t ',
  'a key': '-----BEGIN ¤\n¤¤\n-----END ¤\n',
  Markdown: '**¤** [¤](¤) | `¤` ~~¤~~'
}
// No variable can hold NUL.
const any = character.map(one => one.replace('\0', 'x'))
/** Kinds that differ in their characters. */
const alphabets: Readonly<Record<string, string>> = {
  'printable ASCII': printable,
  'Latin-1 and more': 'äöüßéèñçøåÆÐ¿¡€Жדあ漢한🔑👩🚀'
}

/** Bytes that GitHub takes at most. */
export const longestSecret = 48 * 1024

/** The kinds of secrets of which there are twins. */
export const plainKinds = [...Object.keys(templates), ...Object.keys(alphabets)]

/** A secret of some kind, of 8 bytes to so many; short ones are as likely as long ones, only one in ten is very long. */
export function secrets(
  longest = longestSecret,
  kinds = [...plainKinds, 'all of Unicode']
): fc.Arbitrary<{ kind: string; text: string }> {
  const most = fc.oneof({ weight: 9, arbitrary: fc.constant(Math.min(2000, longest)) }, fc.constant(longest))
  return fc
    .record({ kind: fc.constantFrom(...kinds), most, size: fc.double({ min: 0, max: 1, noNaN: true }) })
    .chain(({ kind, most, size }) => {
      const length = Math.round(8 * (most / 8) ** size)
      const template = templates[kind] ?? '¤'
      const unit = kind === 'all of Unicode' ? any : fc.constantFrom(...(alphabets[kind] ?? letters))
      const text = textOf(unit, Math.max(length, 7 * (template.split('¤').length - 1)))
      return text.map(text => ({ kind, text: cutToBytes(filled(template, text), Math.max(length, 24)) }))
    })
}

/** A template, again and again, until all of a text has found its place in words of it. */
function filled(template: string, text: string): string {
  const [count, characters] = [template.split('¤').length - 1, [...text]]
  // No more than a hundred lines, and at least some letters in each.
  const length = template === '¤' ? characters.length : Math.max(7, Math.ceil(characters.length / 100))
  const words = Array.from({ length: Math.ceil(characters.length / length) }, (_, at) =>
    characters.slice(at * length, (at + 1) * length).join('')
  )
  return template.repeat(Math.ceil(words.length / count)).replaceAll('¤', () => words.shift() ?? '')
}

const letter = fc.constantFrom(...letters)
/** A token has no blanks, and nothing beyond ASCII. */
export const tokens: fc.Arbitrary<string> = fc.oneof(
  textOf(letter, 36).map(text => `ghp_${text}`),
  textOf(letter, 70).map(text => `github_pat_${text}`),
  textOf(fc.constantFrom(...printable.trim()), 32)
)

function cutToBytes(text: string, most: number): string {
  const cut = Buffer.from(text).subarray(0, most).toString('utf8')
  return Buffer.byteLength(text) <= most ? text : cut.replace(/\ufffd+$/, '')
}

// As long in UTF-8, and treated alike everywhere.
const alike = [
  ...['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789', 'äöüßéèñçøå', 'Жд'],
  ...['あ漢한', '🔑👩🚀']
].map(characters => [...characters])

/** The same text with other letters and digits, that nothing but their characters tells apart. */
export function twinOf(text: string): string {
  const [start = ''] = /^(ghp_|github_pat_)/.exec(text) ?? []
  const others = [...text.slice(start.length)].map(character => {
    const row = alike.find(characters => characters.includes(character))
    return row ? row[(row.indexOf(character) + 1) % row.length] : character
  })
  return start + others.join('')
}
