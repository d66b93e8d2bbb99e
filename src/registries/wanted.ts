import { firstOf, type Place, type Sentence, sentenceAt } from './problem.ts'
import {
  authTypeNamed,
  authTypes,
  fieldsFor,
  hasSecret,
  inputOf,
  type Registry,
  type RegistrySpec
} from './registry.ts'
import { expiryOf, minuteOf } from './secret.ts'

/** A wanted registry as the user wrote it. */
export interface Wanted {
  /** The name of the registry, if type and address do not identify it. */
  readonly name?: string
  readonly spec: RegistrySpec
  /** Values for fields that the spec does not give, where auth type and visibility allow them. */
  readonly defaults: RegistrySpec
  /** The only organizations in which it is wanted; all if absent. */
  readonly orgs?: readonly string[]
  /** The names of advice that is not given, each with its place. */
  readonly ignored?: ReadonlyMap<string, Place>
  /** Its place in the manifest, under `''`, and the places of its keys. */
  readonly places?: { readonly '': Place; readonly [key: string]: Place }
}

/** Where a spec was read from. */
export interface Source {
  /** How the user wrote a field: `auth-type` as an input, `auth_type` in a manifest. */
  spell(field: keyof RegistrySpec): string
  /** Whether the user gave the field, even with a value that could not be read. */
  gave(field: keyof RegistrySpec): boolean
  /** A sentence about a field, with its place if it is in a file. */
  say(field: keyof RegistrySpec, text: string): Sentence
}

/** The place of a key of an entry, or of the entry itself. */
export function placeOf({ places }: Wanted, key = ''): Place | undefined {
  return places?.[key] ?? places?.['']
}

/** A sentence about a wanted registry, at the place of one of its keys. */
export function sentenceAbout(wanted: Wanted, text: string, key = ''): Sentence {
  return sentenceAt(placeOf(wanted, key), text)
}

export function isWantedIn({ orgs }: Wanted, org: string): boolean {
  return orgs === undefined || orgs.some(name => name.toLowerCase() === org.toLowerCase())
}

/** One warning for all entries that match none of the step's organizations, in case a name is misspelled. */
export function unmatchedOrgs(wanted: readonly Wanted[], orgs: readonly string[]): Sentence[] {
  const unmatched = wanted.filter(one => !orgs.some(org => isWantedIn(one, org)))
  const [first] = unmatched
  if (!first || orgs.length === 0) return []
  const lines = [...new Set(unmatched.map(one => placeOf(one, 'orgs')?.line))].slice(1)
  const others =
    lines.length > 0
      ? ` The same applies to ${lines.length > 1 ? 'lines' : 'line'} ${firstOf(lines, 10)}.`
      : ''
  const text = `'orgs' (${firstOf(first.orgs ?? [], 10)}) matches none of the step's organizations (${firstOf(orgs, 10)}).${others}`
  return [sentenceAbout(first, text, 'orgs')]
}

/**
 * The spec with the missing fields from the defaults, where auth type and visibility allow them. These two come from the
 * spec, else the defaults, else the registry. If the auth type is unknown, defaults of auth types are not used.
 */
export function specFor(
  { spec, defaults }: Wanted,
  registry: Partial<Pick<Registry, 'auth_type' | 'visibility'>>
): RegistrySpec {
  const authType = authTypeNamed(spec.auth_type ?? defaults.auth_type ?? registry.auth_type)
  const visibility = spec.visibility ?? defaults.visibility ?? registry.visibility
  const keys: (keyof RegistrySpec)[] = [...fieldsFor(authType)]
  if (authType && authTypes[authType].secret && !hasSecret(spec)) keys.push('secret', 'secret_env')
  const { selected_repositories: names, selected_repository_ids: ids } = spec
  if (visibility === 'selected' && names === undefined && ids === undefined)
    keys.push('selected_repositories', 'selected_repository_ids')
  const allowed = keys.filter(key => defaults[key] !== undefined).map(key => [key, defaults[key]])
  return { ...Object.fromEntries(allowed), ...spec }
}

/** The source of a wanted registry with this spec: the manifest or the inputs. */
export function sourceFor(wanted: Wanted, spec: RegistrySpec): Source {
  const inManifest = wanted.places !== undefined
  const spell: Source['spell'] = field => {
    if (!inManifest) return inputOf(field)
    return field === 'secret' ? 'secret_env' : field
  }
  return {
    spell,
    gave: field => (field === 'secret' ? hasSecret(spec) : spec[field] !== undefined),
    say: (field, text) => sentenceAbout(wanted, text, spell(field))
  }
}

/** The problem of a change that writes a secret whose variable is not set. */
export function unsetVariable(wanted: Wanted, spec: RegistrySpec, dryRun: boolean): Sentence | undefined {
  if (spec.secret_env === undefined || spec.secret !== undefined) return undefined
  const rest = dryRun
    ? 'That is fine for a dry run; a run that writes needs it'
    : `Set it in 'env' or in the input 'secrets'`
  return sentenceAbout(wanted, `The variable ${spec.secret_env} is not set. ${rest}.`, 'secret_env')
}

/** The problem of a change that writes a secret with an expiry that has passed. */
export function expiredSecret(wanted: Wanted, { secret, secret_env }: RegistrySpec, now: number): Sentence[] {
  const expiry = secret && expiryOf(secret)
  if (expiry === undefined || expiry > now) return []
  const called = secret_env === undefined ? `'secret'` : `The variable ${secret_env}`
  const text = `${called} holds a JWT that expired at ${minuteOf(expiry)}. Give one that is still valid.`
  return [sentenceAbout(wanted, text, 'secret_env')]
}
