import { faultOfHost, type Hosts, holdsCredentials, hostFault, hostFields, withScheme } from './address.ts'
import type { Sentence } from './problem.ts'
import type { FieldName, Registry, RegistrySpec } from './registry.ts'

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
      ...hostFieldProblems(spec, source),
      ...secretProblems(spec, source),
      ...selectionProblems(spec, source)
    ],
    warnings: [...urlWarnings(spec, source), ...secretWarnings(spec, source)]
  }
}

/** What is wrong with the fields that name a host. */
export function hostFieldProblems(spec: Hosts, source: Source): Sentence[] {
  return hostFields.flatMap(field => {
    const fault = spec[field] === undefined ? undefined : faultOfHost(field, spec[field])
    if (fault === undefined) return []
    const instead =
      fault === holdsCredentials
        ? `; give them as '${source.spell('username')}' and '${source.spell('secret')}'`
        : ''
    return [source.say(field, `'${source.spell(field)}' ${fault}${instead}.`)]
  })
}

/** What is to be said of the fields that name a host, if that is none of the allowed ones. */
export function strayHosts(spec: Hosts, source: Source, allowed: readonly string[]): Sentence[] {
  return hostFields.flatMap(field => {
    const text = spec[field]
    const fault = text === undefined || faultOfHost(field, text) ? undefined : hostFault(text, allowed)
    return fault ? [source.say(field, `'${source.spell(field)}' ${fault}.`)] : []
  })
}

/**
 * What is to be said of the hosts that GitHub shows of a registry, whose secret or fields would be written, as far as
 * no others are `given`. What is shown is judged like what is typed.
 */
export function strayHostsOf(
  registry: Registry,
  given: Hosts,
  allowed: readonly string[] | undefined
): Sentence[] {
  if (!allowed) return []
  return hostFields.flatMap(field => {
    const shown = registry[field]
    if (given[field] !== undefined || (field !== 'url' && !shown)) return []
    if (typeof shown !== 'string' || shown === '')
      return [
        `This server does not show at which address ${registry.name} is, so 'allowed-hosts' cannot be held.`
      ]
    const called = field === 'url' ? registry.name : `The ${field} of ${registry.name}`
    const fault = faultOfHost(field, withScheme(shown))
    if (fault)
      return [
        `The ${field} of ${registry.name} that GitHub shows ${fault}, so 'allowed-hosts' cannot be held.`
      ]
    const stray = hostFault(shown, allowed)
    return stray ? [`${called} ${stray}.`] : []
  })
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
