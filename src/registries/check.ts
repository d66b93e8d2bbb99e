import { checkValues, type Findings, missingSelection, type Source } from './check-values.ts'
import type { Sentence } from './problem.ts'
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

/** Checks that a registry can be created from this spec. */
export function checkNew(spec: RegistrySpec, source: Source): Findings {
  const missing = (['registry_type', 'url', 'visibility'] as const).filter(field => !source.gave(field))
  const problems = missing.map(field =>
    source.say(field, `'${source.spell(field)}' is missing; a registry cannot be created without it.`)
  )
  const authType = spec.auth_type ?? (source.gave('auth_type') ? undefined : 'token')
  if (authType) {
    const foreign = foreignTo(spec, authType, source)
    // Without the auth type that these fields belong to, nobody knows what else is required.
    if (spec.auth_type !== undefined || foreign.length === 0)
      problems.push(...requiredByAuthType(spec, authType, source))
    problems.push(...foreign)
  }
  problems.push(...missingSelection(spec, source))
  return withValues(problems, spec, source)
}

/**
 * Checks that the given fields of a registry that exists can be changed to these values. Whether selected
 * repositories are missing depends on the registry.
 */
export function checkChange(spec: RegistrySpec, source: Source): Findings {
  const problems =
    spec.auth_type === undefined ? contradictions(spec, source) : foreignTo(spec, spec.auth_type, source)
  return withValues(problems, spec, source)
}

/** What keeps a registry that exists from being changed so, as far as GitHub shows its auth type. */
export function problemsWith(spec: RegistrySpec, registry: Registry, source: Source): Sentence[] {
  const authType = authTypeNamed(registry.auth_type)
  if (!authType) return []
  if (spec.auth_type !== undefined && spec.auth_type !== authType)
    return [
      source.say(
        'auth_type',
        `The '${source.spell('auth_type')}' of ${registry.name} is ${authType} and cannot be changed to ${spec.auth_type}; delete it and create it anew.`
      )
    ]
  return foreignTo({ ...spec, auth_type: authType }, authType, source)
}

/** What must not be cleared, because the auth type of the registry needs it. */
export function clearedFields(spec: RegistrySpec, registry: Registry, source: Source): Sentence[] {
  const authType = authTypeNamed(registry.auth_type)
  const cleared = authType ? authTypes[authType].required.filter(field => spec[field] === null) : []
  return cleared.map(field =>
    source.say(field, `'${source.spell(field)}' of ${registry.name} cannot be cleared; ${authType} needs it.`)
  )
}

function withValues(problems: Sentence[], spec: RegistrySpec, source: Source): Findings {
  const values = checkValues(spec, source)
  return { ...values, problems: [...problems, ...values.problems] }
}

function requiredByAuthType(spec: RegistrySpec, authType: AuthType, source: Source): Sentence[] {
  const { secret, required } = authTypes[authType]
  const missing = required.filter(field => !source.gave(field) || spec[field] === null)
  const called = `'${source.spell('auth_type')}' ${withOrigin(authType, spec)}`
  const problems = missing.map(field =>
    source.say(field, `'${source.spell(field)}' is missing; ${called} needs it.`)
  )
  if (secret && !source.gave('secret')) problems.push(missingSecret(called, source))
  return problems
}

/** What to say of a registry without the secret that its auth type needs. */
export function missingSecret(needing: string, source: Source): Sentence {
  const name = source.spell('secret')
  return source.say(
    'secret',
    name === 'secret'
      ? `'secret' is empty; ${needing} needs one. A secret that is not set, or not available to this event, arrives empty.`
      : `'${name}' is missing; ${needing} needs a secret. Name the variable that holds it.`
  )
}

/** Nobody typed the default, so it is called that. */
function withOrigin(authType: AuthType, spec: RegistrySpec): string {
  return spec.auth_type === undefined ? `${authType} (the default)` : authType
}

function foreignTo(spec: RegistrySpec, authType: AuthType, source: Source): Sentence[] {
  const own = fieldsOf(authType)
  const [meant, other] = spec.auth_type === undefined ? impliedAuthTypes(spec) : []
  const remedy = meant && !other ? `add ${source.spell('auth_type')}: ${meant}` : `remove one of them`
  const problems = authFieldsIn(spec)
    .filter(field => !own.includes(field))
    .map(field =>
      source.say(
        field,
        `'${source.spell(field)}' belongs to ${authTypesOf(field).join(', ')}, but '${source.spell('auth_type')}' is ${withOrigin(authType, spec)}; ${remedy}.`
      )
    )
  if (hasSecret(spec) && !authTypes[authType].secret)
    problems.push(
      source.say(
        'secret',
        `'${source.spell('secret')}' is given, but '${source.spell('auth_type')}' ${authType} takes no secret; remove it.`
      )
    )
  return problems
}

/** Without an auth type, the given fields must at least fit one. */
function contradictions(spec: RegistrySpec, source: Source): Sentence[] {
  const given = authFieldsIn(spec)
  const fitting = authTypeNames.filter(
    authType =>
      given.every(field => fieldsOf(authType).includes(field)) &&
      (!hasSecret(spec) || authTypes[authType].secret)
  )
  const [first] = given
  if (fitting.length > 0 || !first) return []
  const names = [
    ...given.map(field => `'${source.spell(field)}'`),
    ...(hasSecret(spec) ? [`'${source.spell('secret')}'`] : [])
  ]
  return [source.say(first, `${names.join(', ')} do not go together: no auth type has all of them.`)]
}

/** The auth types without a secret to which all the given fields belong, for where none is given. */
export function impliedAuthTypes(spec: RegistrySpec): AuthType[] {
  const given = authFieldsIn(spec)
  return authTypeNames.filter(
    authType =>
      !authTypes[authType].secret &&
      given.length > 0 &&
      given.every(field => fieldsOf(authType).includes(field))
  )
}

function authFieldsIn(spec: RegistrySpec): FieldName[] {
  return fieldNames.filter(field => (spec[field] ?? undefined) !== undefined && authTypesOf(field).length > 0)
}
