import {
  disallowedHostProblem,
  type Hosts,
  holdsCredentials,
  hostFields,
  hostProblem,
  withScheme
} from './address.ts'
import { type Sentence, unique } from './problem.ts'
import {
  type AuthType,
  authTypeNamed,
  authTypeNames,
  authTypes,
  authTypesOf,
  type FieldName,
  fieldNames,
  fieldsOf,
  hasSecret,
  type Registry,
  type RegistrySpec
} from './registry.ts'
import { secretProblem } from './secret.ts'
import { type Source, sourceFor, specFor, type Wanted } from './wanted.ts'

/** What prevents a registry from being created with this spec. */
export function checkNew(spec: RegistrySpec, source: Source): Sentence[] {
  const problems = (['registry_type', 'url', 'visibility'] as const)
    .filter(field => !source.gave(field))
    .map(field => about(source, field, 'is missing; a registry cannot be created without it.'))
  const authType = spec.auth_type ?? (source.gave('auth_type') ? undefined : 'token')
  if (authType) {
    const foreign = foreignFields(spec, authType, source)
    // If fields belong to another auth type, the intended one is unknown, and so is what it requires.
    if (spec.auth_type !== undefined || foreign.length === 0)
      problems.push(...requiredByAuthType(spec, authType, source))
    problems.push(...foreign)
  }
  return [...problems, ...missingSelection(spec, source), ...checkValues(spec, source)]
}

/** What prevents an existing registry from being changed to these values, as far as only the values tell. */
export function checkChange(spec: RegistrySpec, source: Source): Sentence[] {
  const problems =
    spec.auth_type === undefined ? contradictions(spec, source) : foreignFields(spec, spec.auth_type, source)
  return [...problems, ...checkValues(spec, source)]
}

/** Checks what can be checked without reading an organization. A problem of the defaults is reported once. */
export function checkWanted(wanted: readonly Wanted[]): Sentence[] {
  const problems: Sentence[] = []
  for (const entry of wanted) {
    const spec = specFor(entry, {})
    const source = sourceFor(entry, spec)
    // Whether this default applies may depend on the registry's auth type.
    const { api_host = entry.defaults.api_host } = spec
    problems.push(...checkChange(spec, source), ...hostFieldProblems({ api_host }, source))
  }
  return unique(problems)
}

/** What prevents an existing registry from being changed to this spec, as far as GitHub shows its auth type. */
export function checkExisting(spec: RegistrySpec, registry: Registry, source: Source): Sentence[] {
  const authType = authTypeNamed(registry.auth_type)
  if (!authType) return []
  if (spec.auth_type === undefined || spec.auth_type === authType)
    return foreignFields({ ...spec, auth_type: authType }, authType, source)
  const text = `The '${source.spell('auth_type')}' of ${registry.name} is ${authType} and cannot be changed to ${spec.auth_type}; delete the registry and create it again.`
  return [source.say('auth_type', text)]
}

/** Problems of fields that cannot be cleared because the registry's auth type needs them. */
export function clearedFields(spec: RegistrySpec, registry: Registry, source: Source): Sentence[] {
  const authType = authTypeNamed(registry.auth_type)
  const cleared = authType ? authTypes[authType].required.filter(field => spec[field] === null) : []
  return cleared.map(field =>
    about(source, field, `of ${registry.name} cannot be cleared; ${authType} needs it.`)
  )
}

function about(source: Source, field: keyof RegistrySpec, text: string): Sentence {
  return source.say(field, `'${source.spell(field)}' ${text}`)
}

function requiredByAuthType(spec: RegistrySpec, authType: AuthType, source: Source): Sentence[] {
  const { secret, required } = authTypes[authType]
  const called = `'${source.spell('auth_type')}' ${withOrigin(authType, spec)}`
  const problems = required
    .filter(field => !source.gave(field) || spec[field] === null)
    .map(field => about(source, field, `is missing; ${called} needs it.`))
  if (secret && !source.gave('secret')) problems.push(missingSecret(called, source))
  return problems
}

/** The problem of a missing secret. `needing` says what needs it. */
export function missingSecret(needing: string, source: Source): Sentence {
  const text =
    source.spell('secret') === 'secret'
      ? `is empty; ${needing} needs one. A secret that is not set, or not available to this event, arrives empty.`
      : `is missing; ${needing} needs a secret. Name the variable that holds it.`
  return about(source, 'secret', text)
}

/** The user did not write the default, so the message says that it is one. */
function withOrigin(authType: AuthType, spec: RegistrySpec): string {
  return spec.auth_type === undefined ? `${authType} (the default)` : authType
}

function foreignFields(spec: RegistrySpec, authType: AuthType, source: Source): Sentence[] {
  const own = fieldsOf(authType)
  const called = `'${source.spell('auth_type')}'`
  const [implied, other] = spec.auth_type === undefined ? impliedAuthTypes(spec) : []
  const remedy = implied && !other ? `add ${source.spell('auth_type')}: ${implied}` : `remove one of them`
  const is = `but ${called} is ${withOrigin(authType, spec)}; ${remedy}.`
  const problems = authFieldsIn(spec)
    .filter(field => !own.includes(field))
    .map(field => about(source, field, `belongs to ${authTypesOf(field).join(', ')}, ${is}`))
  if (hasSecret(spec) && !authTypes[authType].secret)
    problems.push(about(source, 'secret', `is given, but ${called} ${authType} takes no secret; remove it.`))
  return problems
}

/** Without an auth type, all given fields must belong to a single one. */
function contradictions(spec: RegistrySpec, source: Source): Sentence[] {
  const given = authFieldsIn(spec)
  const [first] = given
  const fits = (authType: AuthType) =>
    hasAll(authType, given) && (!hasSecret(spec) || authTypes[authType].secret)
  if (!first || authTypeNames.some(fits)) return []
  const names = [...given, ...(hasSecret(spec) ? (['secret'] as const) : [])]
  const listed = names.map(name => `'${source.spell(name)}'`).join(', ')
  return [source.say(first, `${listed} cannot be combined: no auth type has all of them.`)]
}

/** The auth types without a secret that have all the given fields. */
export function impliedAuthTypes(spec: RegistrySpec): AuthType[] {
  const given = authFieldsIn(spec)
  if (given.length === 0) return []
  return authTypeNames.filter(authType => !authTypes[authType].secret && hasAll(authType, given))
}

function hasAll(authType: AuthType, given: readonly FieldName[]): boolean {
  return given.every(field => fieldsOf(authType).includes(field))
}

function authFieldsIn(spec: RegistrySpec): FieldName[] {
  return fieldNames.filter(field => (spec[field] ?? undefined) !== undefined && authTypesOf(field).length > 0)
}

/** Checks address, secret and selected repositories, independently of the auth type. */
export function checkValues(spec: RegistrySpec, source: Source): Sentence[] {
  const problem = spec.secret && secretProblem(spec.secret)
  return [
    ...hostFieldProblems(spec, source),
    ...(problem ? [about(source, 'secret', problem)] : []),
    ...selectionProblems(spec, source)
  ]
}

export function hostFieldProblems(spec: Hosts, source: Source): Sentence[] {
  const remedy = `; put them in '${source.spell('username')}' and '${source.spell('secret')}'`
  return hostFields.flatMap(field => {
    const problem = spec[field] === undefined ? undefined : hostProblem(field, spec[field])
    return problem ? [about(source, field, `${problem}${problem === holdsCredentials ? remedy : ''}.`)] : []
  })
}

export function disallowedHosts(
  spec: Hosts,
  source: Source,
  allowed: readonly string[] | undefined
): Sentence[] {
  if (!allowed) return []
  return hostFields.flatMap(field => {
    const text = spec[field]
    const problem =
      text === undefined || hostProblem(field, text) ? undefined : disallowedHostProblem(text, allowed)
    return problem ? [about(source, field, `${problem}.`)] : []
  })
}

/** The problems of the hosts that GitHub shows for a registry, except where `given` replaces them. */
export function disallowedHostsOf(
  registry: Registry,
  given: Hosts,
  allowed: readonly string[] | undefined
): Sentence[] {
  const { name } = registry
  return hostFields.flatMap(field => {
    const shown = registry[field]
    if (!allowed || given[field] !== undefined || (field !== 'url' && !shown)) return []
    if (typeof shown !== 'string' || shown === '')
      return `This server does not show the URL of ${name}, so it cannot be checked against 'allowed-hosts'.`
    const problem = hostProblem(field, withScheme(shown))
    if (problem)
      return `The ${field} of ${name} that GitHub shows ${problem}, so it cannot be checked against 'allowed-hosts'.`
    const disallowed = disallowedHostProblem(shown, allowed)
    return disallowed ? `${field === 'url' ? name : `The ${field} of ${name}`} ${disallowed}.` : []
  })
}

function selectionProblems(spec: RegistrySpec, source: Source): Sentence[] {
  const { selected_repository_ids: ids, selected_repositories: names, visibility } = spec
  const [byName, byId] = ['selected_repositories', 'selected_repository_ids'] as const
  if (ids !== undefined && names !== undefined)
    return [about(source, byId, `and '${source.spell(byName)}' are both given; remove one of them.`)]
  const given = source.gave(byName) ? byName : byId
  const isUnread = visibility === undefined && source.gave('visibility')
  if (!source.gave(given) || visibility === 'selected' || isUnread) return []
  const called = `'${source.spell('visibility')}'`
  return [about(source, given, `requires ${called} selected, but ${called} is ${visibility ?? 'not given'}.`)]
}

/** The problem of a registry for selected repositories if no repositories are given. */
export function missingSelection(spec: RegistrySpec, source: Source): Sentence[] {
  if (spec.visibility !== 'selected') return []
  if (source.gave('selected_repositories') || source.gave('selected_repository_ids')) return []
  const choice = `'${source.spell('selected_repositories')}' or '${source.spell('selected_repository_ids')}'`
  return [
    about(source, 'visibility', `is selected, but no repositories are given; add ${choice} ([] for none).`)
  ]
}
