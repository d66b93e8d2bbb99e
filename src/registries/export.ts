import { hostFields, hostProblem, textProblem } from './address.ts'
import { readValue } from './manifest-keys.ts'
import { matchAll } from './match.ts'
import {
  type AuthType,
  authTypeNamed,
  authTypes,
  type FieldName,
  fieldNames,
  fields,
  fieldsFor,
  isRepositoryId,
  type Registry,
  type RegistrySpec
} from './registry.ts'

const schema = 'https://raw.githubusercontent.com/org/private-registry-action/v1/manifest.schema.json'

/** An entry begins with the leading keys and ends with the trailing ones. */
const leading: readonly FieldName[] = ['registry_type', 'url', 'auth_type']
const trailing: readonly FieldName[] = ['username', 'replaces_base', 'visibility']
const ordered: readonly FieldName[] = [
  ...leading,
  ...fieldNames.filter(field => !leading.includes(field) && !trailing.includes(field)),
  ...trailing
]

/** The registries as one manifest whose plan has no changes. Comments name what a manifest cannot express. */
export function manifestOf(lists: readonly { org: string; registries: readonly Registry[] }[]): string {
  const entries = [...Map.groupBy(lists.flatMap(exportedIn), keyOf).values()]
  const variables = variablesFor(entries)
  const lines = entries.flatMap((entry, index) => entryLines(entry, `${variables[index]}`, lists.length > 1))
  return [
    `# yaml-language-server: $schema=${schema}`,
    `# The private registries of ${lists.map(({ org }) => oneLine(org)).join(', ')}, as GitHub shows them.`,
    '# GitHub never shows secrets: put each one into the variable that secret_env names.',
    '# GitHub does not show selected repositories: add them where a comment asks for them.',
    lines.some(line => line.startsWith('  - ')) ? 'registries:' : 'registries: []',
    ...lines,
    ''
  ].join('\n')
}

type Exported = ReturnType<typeof exportedIn>[number]

/** The registries of an organization, and how a manifest identifies each: `none` if it cannot. */
function exportedIn({ org, registries }: { org: string; registries: readonly Registry[] }) {
  const entries = registries.map(({ registry_type, url }) => {
    const spec = { registry_type, url } as RegistrySpec
    return { wanted: { spec, defaults: {} }, problems: [] }
  })
  const names = Map.groupBy(registries, ({ name }) => name.toUpperCase())
  return matchAll({ org, entries, registries }).map(({ wanted, registry: found }, index) => {
    const registry = registries[index] as Registry
    const { name } = registry
    const { registry_type, url } = wanted.spec
    const isKnown =
      found !== undefined && isAccepted('registry_type', registry_type) && isAccepted('url', url)
    const isPinnable = names.get(name.toUpperCase())?.length === 1 && isAccepted('name', name)
    const by: 'address' | 'name' | 'none' = isKnown ? 'address' : isPinnable ? 'name' : 'none'
    return { org, registry, by }
  })
}

/** The same for registries that become one entry: those with equal entries that need no comment. */
function keyOf({ org, registry, by }: Exported): string {
  const members = membersOf(registry, 'SECRET').join('\n')
  const isOwn = by !== 'address' || registry.visibility === 'selected' || /^#/m.test(members)
  return isOwn ? `${org} ${registry.name}` : members
}

function entryLines([first, ...others]: readonly Exported[], variable: string, hasOrgs: boolean): string[] {
  if (!first) return []
  const { org, registry, by } = first
  const where = hasOrgs ? ` of ${oneLine(org)}` : ''
  if (by === 'none')
    return [
      `  # ${oneLine(registry.name)}${where} is left out: a manifest can identify it neither by its address nor by its name.`
    ]
  const orgs = [first, ...others].map(one => quoted(one.org)).join(', ')
  const members = membersOf(registry, variable)
  const isShared = others.length > 0 && members.some(line => line.startsWith('secret_env:'))
  return [
    ...(by === 'name' ? [`name: ${quoted(registry.name)}`] : []),
    ...members,
    ...(isShared ? ['# This asserts that these organizations share one secret.'] : []),
    ...(hasOrgs ? [`orgs: [${orgs}]`] : [])
  ].map((line, at) => `  ${at === 0 ? '-' : ' '} ${line}`)
}

/** The lines of an entry except for its name: keys and comments. */
function membersOf(registry: Registry, variable: string): string[] {
  const { auth_type, visibility } = registry
  const authType = authTypeNamed(auth_type)
  const lines = ordered.flatMap(field => memberFor(field, registry[field], authType))
  if (visibility === 'selected') lines.push(selectionIn(registry['selected_repository_ids']))
  // An older server does not show the auth type. Whether an unknown auth type needs a secret is unknown.
  if (authType ? authTypes[authType].secret : !auth_type) lines.push(`secret_env: ${quoted(variable)}`)
  else if (!authType) lines.push('# If this auth_type needs a secret, add secret_env.')
  return lines
}

function memberFor(field: FieldName, value: unknown, authType: AuthType | undefined): string[] {
  const isUnset = value === undefined || value === null || (field === 'username' && value === '')
  if (field === 'url' && (isUnset || value === '')) return ['# GitHub does not show the url.']
  if (isUnset || (field === 'replaces_base' && value === false)) return []
  const problem = problemOf(field, value, authType)
  if (problem) return [`# ${field} is left out and stays unchanged: ${problem}.`]
  return [`${field}: ${typeof value === 'boolean' ? value : quoted(`${value}`)}`]
}

function problemOf(field: FieldName, value: unknown, authType: AuthType | undefined): string | undefined {
  // Without an auth type, the user name is assumed to belong to a token.
  if (!fieldsFor(authType ?? 'token').includes(field))
    return authType ? `it does not belong to ${authType}` : 'its auth_type is unknown'
  if (isAccepted(field, value)) return undefined
  if (fields[field].kind === 'boolean') return 'it is neither true nor false'
  if (typeof value !== 'string') return 'it is not text'
  if (fields[field].kind === 'choice') return `this action does not know '${oneLine(value)}'`
  const problem = value === '' ? undefined : (textProblem(field, value) ?? hostProblemOf(field, value))
  return problem ? `it ${problem}` : 'it is empty'
}

function selectionIn(ids: unknown): string {
  if (Array.isArray(ids) && ids.every(id => typeof id === 'number' && isRepositoryId(`${id}`)))
    return `selected_repository_ids: [${[...new Set(ids)].join(', ')}]`
  return '# selected_repositories could not be read; add them.'
}

function hostProblemOf(key: string, text: string): string | undefined {
  const field = hostFields.find(known => known === key)
  return field && hostProblem(field, text)
}

function isAccepted(key: string, value: unknown): boolean {
  const place = { file: '', line: 0, column: 0 }
  const read = readValue(key, { kind: 'scalar', place, value, written: '' }, () => undefined)
  return read !== undefined && read === value && !(typeof value === 'string' && hostProblemOf(key, value))
}

/** A variable for the secret of each entry: its registry's name, with the organization in front where names collide. */
function variablesFor(entries: readonly (readonly Exported[])[]): string[] {
  const named = entries.map(([first]) => ({ org: first?.org ?? '', name: first?.registry.name ?? '' }))
  const same = Map.groupBy(named, ({ name }) => name.toUpperCase())
  const preferred = named.map(({ org, name }) => {
    const isUnique = same.get(name.toUpperCase())?.length === 1
    return isUnique ? name : `${org}_${name}`.toUpperCase()
  })
  const used = new Set(
    preferred.filter(name => isAccepted('secret_env', name)).map(name => name.toUpperCase())
  )
  const given = new Set<string>()
  return preferred.map(name => {
    if (isAccepted('secret_env', name) && !given.has(name.toUpperCase())) {
      given.add(name.toUpperCase())
      return name
    }
    const made = name.replace(/\W/g, '_')
    const first = isAccepted('secret_env', made) ? made : `REGISTRY_${made}`
    let variable = first
    for (let number = 2; used.has(variable.toUpperCase()); number += 1) variable = `${first}_${number}`
    used.add(variable.toUpperCase())
    return variable
  })
}

const invisible = /(?! )[\p{C}\p{Z}]/gu

/** Text as a YAML scalar on one line, in quotes unless it is clearly a string. */
function quoted(text: string): string {
  const isPlain = /^[A-Za-z][\w./:@+-]*(?<!:)$/.test(text)
  if (isPlain && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)) return text
  if (text.search(invisible) < 0) return `'${text.replaceAll("'", "''")}'`
  return `"${text.replace(/["\\]/g, '\\$&').replace(invisible, escaped)}"`
}

function escaped(character: string): string {
  const code = Number(character.codePointAt(0)).toString(16)
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
}

function oneLine(text: string): string {
  return text.slice(0, 100).replace(invisible, ' ')
}
