import type { Sentence } from './problem.ts'
import type { FieldName, RegistrySpec } from './registry.ts'

/** What is wrong with a spec, and what is allowed but probably not meant. Full sentences, no secret in them. */
export interface Findings {
  problems: Sentence[]
  warnings: Sentence[]
}

/** Where a spec was read from. */
export interface Source {
  /** How the user wrote a field: `auth-type` as an input, `auth_type` in a manifest. */
  spell(field: SpecField): string
  /** Whether the user gave the field at all; one that could not be read is not missing. */
  gave(field: SpecField): boolean
  /** A sentence about a field, with its place where it stands in a file. */
  say(field: SpecField, text: string): Sentence
}

/** Everything that a spec may say of a registry. */
export type SpecField = FieldName | 'secret' | 'selected_repository_ids' | 'selected_repositories'

/** GitHub ends Actions secrets at 48 KB; where registries end is not documented, so nothing larger is sent. */
const longestSecret = 48 * 1024

/** Checks the values that a spec has, whatever its auth type: address, secret and selected repositories. */
export function checkValues(spec: RegistrySpec, source: Source): Findings {
  return {
    problems: [
      ...urlProblems(spec, source),
      ...secretProblems(spec, source),
      ...selectionProblems(spec, source)
    ],
    warnings: [...urlWarnings(spec, source), ...secretWarnings(spec, source)]
  }
}

/** Brackets stand only around an IPv6 address; what no address may hold would be rewritten by whoever reads it. */
const addressForm = /^https?:\/\/(\[[\da-f:.]+\])?[^\\<>"|^`{}[\]\p{C}\p{Z}]*$/iu

/** What is wrong with an address, if there is one. */
export function urlProblems(spec: RegistrySpec, source: Source): Sentence[] {
  if (spec.url === undefined) return []
  const url = URL.parse(spec.url)
  const name = `'${source.spell('url')}'`
  // The value is not repeated: it may hold credentials.
  if (url?.username || url?.password)
    return [
      source.say(
        'url',
        `${name} holds a user name or a password; give them as '${source.spell('username')}' and '${source.spell('secret')}'.`
      )
    ]
  if (url && addressForm.test(spec.url)) return []
  return [
    source.say(
      'url',
      `${name} is not a complete address that begins with https:// or http://, such as https://npm.acme.example.`
    )
  ]
}

function urlWarnings({ url: text, registry_type }: RegistrySpec, source: Source): Sentence[] {
  const url = URL.parse(text ?? '')
  if (!url) return []
  const warnings: string[] = []
  if (url.protocol === 'http:')
    warnings.push(
      `'${source.spell('url')}' begins with http://: packages and credentials for ${url.host} travel unencrypted.`
    )
  // https://github.com/github/docs/issues/43571
  if (
    registry_type === 'nuget_feed' &&
    url.host === 'nuget.pkg.github.com' &&
    !url.pathname.endsWith('/index.json')
  )
    warnings.push(
      `'${source.spell('url')}' is not the feed's own address; GitHub Packages needs https://nuget.pkg.github.com/OWNER/index.json.`
    )
  return warnings.map(text => source.say('url', text))
}

function secretProblems({ secret }: RegistrySpec, source: Source): Sentence[] {
  if (!secret) return []
  if (secret.trim() === '')
    return [source.say('secret', `'${source.spell('secret')}' holds nothing but white space.`)]
  if (!secret.isWellFormed())
    return [
      source.say(
        'secret',
        `'${source.spell('secret')}' holds half of a character (a surrogate alone), which cannot be sealed as it is.`
      )
    ]
  const bytes = Buffer.byteLength(secret)
  if (bytes <= longestSecret) return []
  return [
    source.say(
      'secret',
      `'${source.spell('secret')}' is too long; the most is ${longestSecret} bytes (48 KB).`
    )
  ]
}

function secretWarnings({ secret, username }: RegistrySpec, source: Source): Sentence[] {
  if (!secret) return []
  const warnings: string[] = []
  if (!/^[\x20-\x7e]*$/.test(secret))
    warnings.push(
      `'${source.spell('secret')}' has characters outside printable ASCII, such as a line break or an umlaut; code scanning does not use such a registry.`
    )
  if (/^(ghp_|github_pat_)/.test(secret) && !username)
    warnings.push(
      `'${source.spell('secret')}' is a GitHub token, and no '${source.spell('username')}' is given; GitHub Packages needs the name of its owner.`
    )
  return warnings.map(text => source.say('secret', text))
}

function selectionProblems(spec: RegistrySpec, source: Source): Sentence[] {
  const ids = `'${source.spell('selected_repository_ids')}'`
  const names = `'${source.spell('selected_repositories')}'`
  const visibility = `'${source.spell('visibility')}'`
  if (spec.selected_repository_ids !== undefined && spec.selected_repositories !== undefined)
    return [source.say('selected_repository_ids', `${ids} and ${names} are both given; give one of them.`)]
  const given = source.gave('selected_repositories') ? 'selected_repositories' : 'selected_repository_ids'
  if (
    !source.gave(given) ||
    spec.visibility === 'selected' ||
    (spec.visibility === undefined && source.gave('visibility'))
  )
    return []
  return [
    source.say(
      given,
      `'${source.spell(given)}' goes with ${visibility} selected, but ${visibility} is ${spec.visibility ?? 'not given'}.`
    )
  ]
}

/** What is wrong if a registry becomes visible to selected repositories, and none are given. */
export function missingSelection(spec: RegistrySpec, source: Source): Sentence[] {
  if (spec.visibility !== 'selected') return []
  if (source.gave('selected_repositories') || source.gave('selected_repository_ids')) return []
  const choice = `'${source.spell('selected_repositories')}' or '${source.spell('selected_repository_ids')}'`
  return [
    source.say(
      'visibility',
      `'${source.spell('visibility')}' is selected, but no repositories are given; add ${choice} ([] for none).`
    )
  ]
}
