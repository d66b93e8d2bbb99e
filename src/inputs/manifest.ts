import { strayHosts } from '../registries/check-values.ts'
import { checkWanted } from '../registries/check-wanted.ts'
import type { Sentence } from '../registries/problem.ts'
import { hasExpression, holdsExpression } from '../registries/text.ts'
import { isWantedIn, placeOf, sentenceAbout, sourceFor, type Wanted } from '../registries/wanted.ts'
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
  { dryRun, ...checks }: Checks & { dryRun: boolean }
): Promise<Wanted[]> {
  const file = locateManifest(form, variables)
  const secrets = readSecrets(form, mask)
  const { parseManifest, tooLarge } = await import('../registries/manifest.ts')
  const text = file && readText(form, file, tooLarge)
  if (!file || text === undefined) return []
  const { wanted, problems, warnings } = parseManifest(text, file.path)
  const set = new Map(Object.entries(variables))
  const values = valuesOf(wanted, variable => {
    const given = secrets?.get(variable)
    if (given) return readVariable(form, variable, given, mask)
    const whole = set.get(variable) ?? ''
    // A dry run has no use for its value, and a mask of it could hide ordinary words.
    if (dryRun) return withoutLineBreak(whole) === '' ? undefined : ''
    if (hasExpression(whole)) form.problems.push(`The variable ${variable} ${holdsExpression}.`)
    return readVariable(form, variable, whole, mask)
  })
  const filled = wanted.map(one => withSecrets(one, values))
  const findings = checkWanted(filled)
  form.add({ problems, warnings })
  form.add(findings)
  form.add({
    problems: filled.flatMap(one => misplaced(one, checks)),
    warnings: wantedNowhere(filled, checks.orgs)
  })
  return filled
}

/** The input `secrets`: a JSON object of texts. What cannot be read is masked whole. */
function readSecrets(form: Form, mask: (secret: string) => void): ReadonlyMap<string, string> | undefined {
  const text = form.text('secrets')
  if (text === undefined) return undefined
  const { value, texts } = parsed(text)
  for (const secret of texts) mask(secret)
  if (texts.some(hasExpression)) form.problems.push(`'secrets' ${holdsExpression}.`)
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

/** The values of all variables that the manifest names, as far as they have one. */
function valuesOf(
  wanted: readonly Wanted[],
  look: (variable: string) => string | undefined
): Map<string, string | undefined> {
  const named = wanted.flatMap(({ spec, defaults }) =>
    [spec.secret_env ?? [], defaults.secret_env ?? []].flat()
  )
  return new Map([...new Set(named)].map(variable => [variable, look(variable)]))
}

/** The value of a variable without the line break at its end; none if nothing is left. */
function readVariable(
  form: Form,
  variable: string,
  whole: string,
  mask: (secret: string) => void
): string | undefined {
  if (whole === '') return undefined
  mask(whole)
  const value = withoutLineBreak(whole)
  if (value !== whole) form.notices.push(`The line break at the end of ${variable} is left out.`)
  if (value === '') return undefined
  if (value !== whole) mask(value)
  return value
}

function withoutLineBreak(text: string): string {
  return text.replace(/\r?\n$/, '')
}

function withSecrets(wanted: Wanted, values: ReadonlyMap<string, string | undefined>): Wanted {
  const filled = (spec: Wanted['spec']) => {
    const secret = values.get(spec.secret_env ?? '')
    return secret === undefined ? spec : { ...spec, secret }
  }
  return { ...wanted, spec: filled(wanted.spec), defaults: filled(wanted.defaults) }
}

/** What is held against a manifest. */
interface Checks {
  orgs: readonly string[]
  allowedHosts: readonly string[] | undefined
}

/** One warning of all entries that are for other organizations than the step's: some may be, or a name is misspelt. */
function wantedNowhere(wanted: readonly Wanted[], orgs: readonly string[]): Sentence[] {
  if (orgs.length === 0 || orgs.includes(everywhere)) return []
  const apart = wanted.filter(one => !orgs.some(org => isWantedIn(one, org)))
  const [first] = apart
  if (!first) return []
  const lines = [...new Set(apart.map(one => placeOf(one, 'orgs')?.line))].slice(1)
  const others =
    lines.length > 0 ? ` The same holds on ${lines.length > 1 ? 'lines' : 'line'} ${some(lines)}.` : ''
  const text = `'orgs' names ${some(first.orgs ?? [])}, but none of the step's organizations (${some(orgs)}).${others}`
  return [sentenceAbout(first, text, 'orgs')]
}

function some(list: readonly unknown[]): string {
  const more = list.length - 10
  return [...list.slice(0, 10), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

/** An address on a host that is not allowed, and repositories of another organization. */
function misplaced(wanted: Wanted, { orgs, allowedHosts }: Checks): Form['problems'] {
  const { spec, defaults } = wanted
  // A default is checked wherever it may be used: the registry's auth type tells only later.
  const hosts = allowedHosts
    ? strayHosts({ ...defaults, ...spec }, sourceFor(wanted, spec), allowedHosts)
    : []
  const names = spec.selected_repositories ?? defaults.selected_repositories ?? []
  const foreign = orgs
    .filter(org => org !== everywhere && isWantedIn(wanted, org))
    .find(org => names.some(name => foreignRepository(name, org)))
  const text = `'selected_repositories' names a repository of another organization than ${foreign}, where this registry is wanted too; give 'orgs'.`
  return [...hosts, ...(foreign === undefined ? [] : [sentenceAbout(wanted, text, 'selected_repositories')])]
}
