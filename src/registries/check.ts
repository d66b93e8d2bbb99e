import { checkValues, type Findings, type Source } from './check-values.ts'
import {
  type AuthType,
  authTypeNames,
  authTypes,
  authTypesOf,
  type FieldName,
  fieldNames,
  fieldsOf,
  type Registry,
  type RegistrySpec
} from './registry.ts'

/** Checks that a registry can be created from this spec. */
export function checkNew(spec: RegistrySpec, source: Source): Findings {
  const missing = (['registry_type', 'url', 'visibility'] as const).filter(field => !source.gave(field))
  const problems = missing.map(
    field => `'${source.spell(field)}' is missing; a registry cannot be created without it.`
  )
  const authType = spec.auth_type ?? (source.gave('auth_type') ? undefined : 'token')
  if (authType)
    problems.push(...requiredByAuthType(spec, authType, source), ...foreignTo(spec, authType, source.spell))
  return withValues(problems, spec, source)
}

/** Checks that the given fields of a registry that exists can be changed to these values. */
export function checkChange(spec: RegistrySpec, source: Source): Findings {
  const problems =
    spec.auth_type === undefined
      ? contradictions(spec, source)
      : foreignTo(spec, spec.auth_type, source.spell)
  return withValues(problems, spec, source)
}

/** What keeps a registry that exists from being changed so, as far as GitHub shows its auth type. */
export function problemsWith(spec: RegistrySpec, registry: Registry, spell: Source['spell']): string[] {
  const authType = authTypeNames.find(name => name === registry.auth_type)
  if (!authType) return []
  if (spec.auth_type !== undefined && spec.auth_type !== authType)
    return [
      `The '${spell('auth_type')}' of ${registry.name} is ${authType} and cannot be changed to ${spec.auth_type}; delete it and create it anew.`
    ]
  return foreignTo({ ...spec, auth_type: authType }, authType, spell)
}

function withValues(problems: string[], spec: RegistrySpec, source: Source): Findings {
  const values = checkValues(spec, source)
  return { ...values, problems: [...problems, ...values.problems] }
}

function requiredByAuthType(spec: RegistrySpec, authType: AuthType, source: Source): string[] {
  const { secret, required } = authTypes[authType]
  const missing = required.filter(field => !source.gave(field))
  const called = `'${source.spell('auth_type')}' ${withOrigin(authType, spec)}`
  const problems = missing.map(field => `'${source.spell(field)}' is missing; ${called} needs it.`)
  if (secret && !source.gave('secret'))
    problems.push(
      `'${source.spell('secret')}' is empty; ${called} needs one. A secret that is not set, or not available to this event, arrives empty.`
    )
  return problems
}

/** Nobody typed the default, so it is called that. */
function withOrigin(authType: AuthType, spec: RegistrySpec): string {
  return spec.auth_type === undefined ? `${authType} (the default)` : authType
}

function foreignTo(spec: RegistrySpec, authType: AuthType, spell: Source['spell']): string[] {
  const own = fieldsOf(authType)
  const problems = authFieldsIn(spec)
    .filter(field => !own.includes(field))
    .map(
      field =>
        `'${spell(field)}' belongs to ${authTypesOf(field).join(', ')}, but '${spell('auth_type')}' is ${withOrigin(authType, spec)}; remove one of them.`
    )
  if (spec.secret && !authTypes[authType].secret)
    problems.push(
      `'${spell('secret')}' is given, but '${spell('auth_type')}' ${authType} takes no secret; remove it.`
    )
  return problems
}

/** Without an auth type, the given fields must at least fit one. */
function contradictions(spec: RegistrySpec, source: Source): string[] {
  const given = authFieldsIn(spec)
  const fitting = authTypeNames.filter(
    authType =>
      given.every(field => fieldsOf(authType).includes(field)) && (!spec.secret || authTypes[authType].secret)
  )
  if (fitting.length > 0) return []
  const names = [
    ...given.map(field => `'${source.spell(field)}'`),
    ...(spec.secret ? [`'${source.spell('secret')}'`] : [])
  ]
  return [`${names.join(', ')} do not go together: no auth type has all of them.`]
}

function authFieldsIn(spec: RegistrySpec): FieldName[] {
  return fieldNames.filter(field => spec[field] !== undefined && authTypesOf(field).length > 0)
}
