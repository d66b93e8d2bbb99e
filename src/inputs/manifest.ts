import { checkWanted } from '../registries/check-wanted.ts'
import { hostProblems } from '../registries/match.ts'
import { isWantedIn, sentenceAbout, type Wanted } from '../registries/wanted.ts'
import { everywhere } from '../request.ts'
import type { Form } from './form.ts'
import { locateManifest, readText } from './manifest-file.ts'
import { foreignRepository } from './spec.ts'
import type { Variables } from './surroundings.ts'

/** Who looks up the variables that a manifest names. */
export interface Lookup {
  variables: Variables
  mask(secret: string): void
}

/**
 * Reads the manifest that the inputs name: every registry that is wanted, with the values of the variables it names as
 * far as they are set. Everything that is wrong with it becomes a problem of the form.
 */
export async function readManifest(
  form: Form,
  { variables, mask }: Lookup,
  checks: { orgs: readonly string[]; allowedHosts: readonly string[] | undefined }
): Promise<Wanted[]> {
  const file = locateManifest(form, variables)
  const secrets = readSecrets(form, mask)
  const { parseManifest, tooLarge } = await import('../registries/manifest.ts')
  const text = file && readText(form, file, tooLarge)
  if (!file || text === undefined) return []
  const { wanted, problems, warnings } = parseManifest(text, file.path)
  const set = new Map(Object.entries(variables))
  const lookUp = (variable: string) => secrets?.get(variable) || set.get(variable)
  const values = readVariables(form, wanted, { lookUp, mask })
  const filled = wanted.map(one => withSecrets(one, values))
  const findings = checkWanted(filled)
  form.problems.push(...problems, ...findings.problems, ...filled.flatMap(one => misplaced(one, checks)))
  form.warnings.push(...warnings, ...findings.warnings)
  return filled
}

/** The input `secrets`: a JSON object of texts. What cannot be read is masked whole. */
function readSecrets(form: Form, mask: (secret: string) => void): ReadonlyMap<string, string> | undefined {
  const text = form.text('secrets')
  if (text === undefined) return undefined
  const { value, texts } = parsed(text)
  for (const secret of texts) mask(secret)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value)
    if (entries.every(([, member]) => typeof member === 'string'))
      return new Map(entries.map(([name, member]) => [name, String(member)]))
  } else mask(text)
  form.problems.push(
    `'secrets' is not a JSON object of names and texts, such as {"NPM_TOKEN": "…"}; give the secrets that the manifest names, and no others.`
  )
  return undefined
}

/** What a JSON text says, nothing if it is none, and every text in it, however deep. */
function parsed(text: string): { value?: unknown; texts: readonly string[] } {
  const texts: string[] = []
  try {
    const value: unknown = JSON.parse(text, (_, member: unknown) => {
      if (typeof member === 'string' && member !== '') texts.push(member)
      return member
    })
    return { value, texts }
  } catch {
    return { texts }
  }
}

/** The values of all variables that the manifest names and that are set, without the line break at their end. */
function readVariables(
  form: Form,
  wanted: readonly Wanted[],
  { lookUp, mask }: { lookUp(variable: string): string | undefined; mask(secret: string): void }
): Map<string, string> {
  const named = wanted.flatMap(({ spec, defaults }) => [spec.secret_env, defaults.secret_env])
  const values = new Map<string, string>()
  for (const variable of new Set(named)) {
    const whole = variable === undefined ? undefined : lookUp(variable)
    if (!variable || !whole) continue
    mask(whole)
    const value = whole.replace(/\r?\n$/, '')
    if (value !== whole) form.notices.push(`The line break at the end of ${variable} is left out.`)
    if (value === '') continue
    if (value !== whole) mask(value)
    values.set(variable, value)
  }
  return values
}

function withSecrets(wanted: Wanted, values: ReadonlyMap<string, string>): Wanted {
  const filled = (spec: Wanted['spec']) => {
    const secret = values.get(spec.secret_env ?? '')
    return secret === undefined ? spec : { ...spec, secret }
  }
  return { ...wanted, spec: filled(wanted.spec), defaults: filled(wanted.defaults) }
}

/** An address on a host that is not allowed, and repositories of another organization. */
function misplaced(
  wanted: Wanted,
  { orgs, allowedHosts }: { orgs: readonly string[]; allowedHosts: readonly string[] | undefined }
): Form['problems'] {
  const { spec, defaults } = wanted
  const url = URL.parse(spec.url ?? '')
  const hosts = url && allowedHosts ? hostProblems(`'url'`, url, allowedHosts) : []
  const names = spec.selected_repositories ?? defaults.selected_repositories ?? []
  const foreign = orgs
    .filter(org => org !== everywhere && isWantedIn(wanted, org))
    .find(org => names.some(name => foreignRepository(name, org)))
  const text = `'selected_repositories' names a repository of another organization than ${foreign}, where this registry is wanted too; give 'orgs'.`
  return [
    ...hosts.map(sentence => sentenceAbout(wanted, sentence, 'url')),
    ...(foreign === undefined ? [] : [sentenceAbout(wanted, text, 'selected_repositories')])
  ]
}
