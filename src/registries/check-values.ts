import type { FieldName, RegistrySpec } from './registry.ts'

/** What is wrong with a spec, and what is allowed but probably not meant. Full sentences, no secret in them. */
export interface Findings {
  problems: string[]
  warnings: string[]
}

/** Where a spec was read from. */
export interface Source {
  /** How the user wrote a field: `auth-type` as an input, `auth_type` in a manifest. */
  spell(field: SpecField): string
  /** Whether the user gave the field at all; one that could not be read is not missing. */
  gave(field: SpecField): boolean
}
type SpecField = FieldName | 'secret' | 'selected_repository_ids' | 'selected_repositories'

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

/** What is wrong with an address, if there is one. */
export function urlProblems(spec: RegistrySpec, source: Source): string[] {
  if (spec.url === undefined) return []
  const url = URL.parse(spec.url)
  const name = `'${source.spell('url')}'`
  // The value is not repeated: it may hold credentials.
  if (url?.username || url?.password)
    return [
      `${name} holds a user name or a password; give them as '${source.spell('username')}' and '${source.spell('secret')}'.`
    ]
  if (url && /^https?:\/\/[^\s\\]+$/i.test(spec.url)) return []
  return [
    `${name} is not a complete address that begins with https:// or http://, such as https://npm.acme.example.`
  ]
}

function urlWarnings({ url: text, registry_type }: RegistrySpec, source: Source): string[] {
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
  return warnings
}

function secretProblems({ secret }: RegistrySpec, source: Source): string[] {
  if (!secret) return []
  if (secret.trim() === '') return [`'${source.spell('secret')}' holds nothing but white space.`]
  const bytes = Buffer.byteLength(secret)
  if (bytes <= longestSecret) return []
  return [`'${source.spell('secret')}' is too long; the most is ${longestSecret} bytes (48 KB).`]
}

function secretWarnings({ secret, username }: RegistrySpec, source: Source): string[] {
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
  return warnings
}

function selectionProblems(spec: RegistrySpec, source: Source): string[] {
  const ids = `'${source.spell('selected_repository_ids')}'`
  const names = `'${source.spell('selected_repositories')}'`
  const visibility = `'${source.spell('visibility')}'`
  const given = source.gave('selected_repository_ids') || source.gave('selected_repositories')
  if (spec.selected_repository_ids !== undefined && spec.selected_repositories !== undefined)
    return [`${ids} and ${names} are both given; give one of them.`]
  if (
    given &&
    spec.visibility !== 'selected' &&
    (spec.visibility !== undefined || !source.gave('visibility'))
  )
    return [
      `${source.gave('selected_repositories') ? names : ids} goes with ${visibility} selected, but ${visibility} is ${spec.visibility ?? 'not given'}.`
    ]
  if (!given && spec.visibility === 'selected')
    return [`${visibility} is selected, but no repositories are given; add ${names} or ${ids} ([] for none).`]
  return []
}
