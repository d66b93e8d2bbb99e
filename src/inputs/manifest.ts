import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import paths, { basename, dirname, type PlatformPath, resolve } from 'node:path'
import { hasExpression, holdsExpression } from '../registries/address.ts'
import { unknownAdvice } from '../registries/advise.ts'
import { checkWanted, disallowedHosts } from '../registries/check.ts'
import { type Sentence, tryTo, unique } from '../registries/problem.ts'
import type { RegistrySpec } from '../registries/registry.ts'
import { Secret } from '../registries/secret.ts'
import {
  isWantedIn,
  sentenceAbout,
  sourceFor,
  specFor,
  unmatchedOrgs,
  type Wanted
} from '../registries/wanted.ts'
import { allOrganizations, type RequestFor } from '../request.ts'
import type { Form } from './form.ts'
import { foreignRepository } from './registry.ts'

/** Reads the wanted registries of the manifest, with the values of the variables that are set. */
export async function readManifest(
  form: Form,
  { orgs, allowedHosts, dryRun }: { orgs: string[]; allowedHosts: string[] | undefined; dryRun: boolean }
): Promise<Wanted[]> {
  const file = locateManifest(form)
  const secrets = readSecrets(form)
  const { parseManifest, sizeLimit } = await import('../registries/manifest.ts')
  const text = file && readText(form, file, sizeLimit)
  if (!file || text === undefined) return []
  const { wanted: parsed, ...found } = parseManifest(text, file.path)
  const named = parsed.flatMap(({ spec, defaults }) => [spec.secret_env, defaults.secret_env])
  const values = new Map(
    [...new Set(named)].map(name => [name, name && readVariable(form, name, secrets, dryRun)])
  )
  const withSecret = (spec: RegistrySpec): RegistrySpec => {
    const secret = values.get(spec.secret_env)
    return secret === undefined ? spec : { ...spec, secret: new Secret(secret) }
  }
  const wanted = parsed.map(one => ({
    ...one,
    ...{ spec: withSecret(one.spec), defaults: withSecret(one.defaults) }
  }))
  form.add(found)
  const unknown = wanted.flatMap(({ ignored = [] }) => unknownAdvice('ignore_advice', ignored))
  form.add({ problems: checkWanted(wanted), warnings: unique(unknown) })
  form.add({
    problems: unique(wanted.flatMap(one => disallowedValues(one, orgs, allowedHosts))),
    warnings: orgs.includes(allOrganizations) ? [] : unmatchedOrgs(wanted, orgs)
  })
  return wanted
}

/**
 * Reads a variable that a manifest names, from the input `secrets` or else the environment. A dry run only checks whether
 * a variable of the environment is set, because a mask of its value could hide ordinary words.
 */
function readVariable(
  form: Form,
  variable: string,
  secrets: ReadonlyMap<string, string>,
  dryRun: boolean
): string | undefined {
  const given = secrets.get(variable)
  const whole = given || (new Map(Object.entries(form.variables)).get(variable) ?? '')
  if (!given && dryRun) return /^(\r?\n)?$/.test(whole) ? undefined : ''
  if (!given && hasExpression(whole)) form.problems.push(`The variable ${variable} ${holdsExpression}.`)
  const value = form.masked(whole)
  if (value !== whole) form.notices.push(`The line break at the end of ${variable} was removed.`)
  return value === '' ? undefined : value
}

/** The input `secrets`, a JSON object of strings. Every string in it is masked at any depth; if it is not an object, all of it. */
function readSecrets(form: Form): ReadonlyMap<string, string> {
  const text = form.text('secrets')
  if (text === undefined) return new Map()
  const texts: string[] = []
  const value: unknown = tryTo(() =>
    JSON.parse(text, (_, member: unknown) => {
      if (typeof member === 'string') texts.push(member)
      return member
    })
  )
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  for (const secret of isObject ? texts : [...texts, text]) if (secret !== '') form.mask(secret)
  if (texts.some(hasExpression)) form.problems.push(`'secrets' ${holdsExpression}.`)
  const entries: [string, unknown][] = isObject ? Object.entries(value) : []
  if (isObject && entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    return new Map(entries)
  form.problems.push(
    `'secrets' is not a JSON object of names and strings, such as {"NPM_TOKEN": "…"}; pass only the secrets that the manifest names.`
  )
  return new Map()
}

function disallowedValues(
  wanted: Wanted,
  orgs: readonly string[],
  allowedHosts: string[] | undefined
): Sentence[] {
  // Defaults are checked wherever they may apply: what the entry leaves open is like this in some registry.
  const spec = specFor(wanted, { auth_type: 'oidc_cloudsmith', visibility: 'selected' })
  const problems = disallowedHosts(spec, sourceFor(wanted, spec), allowedHosts)
  const { selected_repositories: names = [] } = spec
  const foreign = orgs
    .filter(org => org !== allOrganizations && isWantedIn(wanted, org))
    .find(org => names.some(name => foreignRepository(name, org)))
  const text = `'selected_repositories' names a repository outside ${foreign}, where this registry is also wanted; limit the entry with 'orgs'.`
  if (foreign !== undefined) problems.push(sentenceAbout(wanted, text, 'selected_repositories'))
  return problems
}

/** The path of the manifest inside the workspace, whatever links lead to; with `toWrite` of a file that may be written. */
export function locateManifest(form: Form, { toWrite = false } = {}): RequestFor<'export'>['file'] {
  const given = form.text('manifest')
  if (given === undefined) return undefined
  const workspace = resolve(form.variables['GITHUB_WORKSPACE'] || '.')
  const absolute = resolve(workspace, given)
  const path = pathInside(workspace, absolute)
  const isInside = path !== undefined && pathInside(realPath(workspace), realPath(absolute)) !== undefined
  const obstacle = toWrite && isInside ? obstacleTo(workspace, path) : undefined
  if (isInside && !obstacle) return { path, workspace }
  const leads = path === undefined ? 'is outside the workspace' : 'leads out of the workspace through a link'
  const problem = obstacle
    ? `but ${obstacle}; use the path of a file inside the workspace`
    : `which ${leads}; use the path of a file inside it`
  form.problems.push(`'manifest' is '${given}', ${problem}.`)
  return undefined
}

/** The path of a file relative to a folder, with slashes; undefined if it is not in that folder. */
export function pathInside(
  folder: string,
  file: string,
  { isAbsolute, relative, sep }: PlatformPath = paths
): string | undefined {
  const path = relative(folder, file)
  const isOutside = path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)
  return isOutside ? undefined : path.replaceAll(sep, '/')
}

/** Why a file must not be written: it belongs to git, or is behind a link. Writing reports other obstacles. */
function obstacleTo(workspace: string, path: string): string | undefined {
  const names = path.split('/')
  if (names.some(isGitName)) return `what is under '.git' belongs to git`
  const link = names.findIndex(
    (_, index) => tryTo(() => readlinkSync(resolve(workspace, ...names.slice(0, index + 1)))) !== undefined
  )
  return link < 0 ? undefined : `'${names[link]}' is a link, and nothing is written through links`
}

/** Whether a file system may treat a name as `.git`: other case, ignored characters, the short name on Windows. */
function isGitName(name: string): boolean {
  const plain = name.replace(/\p{Cf}/gu, '').replace(/(:.*|[. ]+)$/, '')
  return /^(\.git|git~\d+)$/i.test(plain)
}

/** The path with all links resolved, even if the file does not exist yet. Circular links are followed 40 times. */
function realPath(path: string, links = 0): string {
  const folder = dirname(path)
  const real = tryTo(() => realpathSync(path)) ?? (folder === path ? path : undefined)
  if (real !== undefined) return real
  const link = links < 40 ? tryTo(() => readlinkSync(path)) : undefined
  return link === undefined
    ? resolve(realPath(folder, links), basename(path))
    : realPath(resolve(realPath(folder, links), link), links + 1)
}

/** The text of a file. For a file of `most` bytes or more, filler of that length, which parsing rejects as too large. */
function readText(
  form: Form,
  { path, workspace }: { path: string; workspace: string },
  most: number
): string | undefined {
  const absolute = resolve(workspace, path)
  try {
    const stat = statSync(absolute)
    const bytes = stat.isFile() && (stat.size < most ? readFileSync(absolute) : Buffer.alloc(most))
    // The byte order mark is kept because it counts as part of the size.
    if (bytes) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    form.problems.push(`'manifest' is '${path}', which is not a file.`)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const otherwise = error instanceof TypeError ? 'which is not text in UTF-8' : 'which cannot be read'
    const reason = isMissing
      ? `but the workspace has no such file; ${remedyFor({ path, workspace })}`
      : otherwise
    form.problems.push(`'manifest' is '${path}', ${reason}.`)
  }
  return undefined
}

/** What to do about a missing manifest. Lists YAML files in its folder, in .github and in the folders above. */
function remedyFor({ path, workspace }: { path: string; workspace: string }): string {
  const steps = path.split('/').slice(0, -1)
  const folders = steps.map((_, index) => steps.slice(0, steps.length - index).join('/'))
  const found = [...new Set([...folders.slice(0, 1), '.github', ...folders, ''])].flatMap(folder => {
    const absolute = resolve(workspace, folder)
    if (realPath(absolute) !== resolve(realPath(workspace), folder)) return []
    const names = tryTo(() => readdirSync(absolute)) ?? []
    return names.map(name => (folder === '' ? name : `${folder}/${name}`))
  })
  const yaml = found.filter(name => /\.ya?ml$/i.test(name))
  const named = yaml.length > 0 ? `, or use one of its files: ${yaml.slice(0, 10).join(', ')}` : ''
  return `check the repository out before this step${named}`
}
