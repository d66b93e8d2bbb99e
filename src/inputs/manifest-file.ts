import { closeSync, openSync, readdirSync, readlinkSync, readSync, realpathSync, statSync } from 'node:fs'
import paths, { basename, dirname, type PlatformPath, resolve } from 'node:path'
import type { ManifestFile } from '../request.ts'
import type { Form } from './form.ts'
import type { Variables } from './surroundings.ts'

/** Where the manifest of the inputs is: inside the workspace, also if links are followed. One to be written is a plain file, or will be. */
export function locateManifest(
  form: Form,
  variables: Variables,
  { toWrite = false } = {}
): ManifestFile | undefined {
  const given = form.text('manifest')
  if (given === undefined) return undefined
  const workspace = resolve(variables['GITHUB_WORKSPACE'] || '.')
  const absolute = resolve(workspace, given)
  const inside = wayInside(workspace, absolute)
  if (inside !== undefined && wayInside(realPath(workspace), realPath(absolute)) !== undefined) {
    const obstacle = toWrite ? obstacleTo(workspace, inside) : undefined
    if (obstacle === undefined) return { path: inside, workspace }
    form.problems.push(
      `'manifest' is '${given}', but ${obstacle}; give the path of a file inside the workspace.`
    )
    return undefined
  }
  const leads =
    inside !== undefined ? 'leads out of the workspace through a link' : 'is outside the workspace'
  form.problems.push(`'manifest' is '${given}', which ${leads}; give the path of a file inside it.`)
  return undefined
}

/** The way from a folder to a file inside it, with slashes; nothing for any other file. */
export function wayInside(
  folder: string,
  file: string,
  { isAbsolute, relative, sep }: PlatformPath = paths
): string | undefined {
  const way = relative(folder, file)
  const outside = way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
  return outside ? undefined : way.replaceAll(sep, '/')
}

/** Why a file must not be written; nothing if it is reached without links. What else is in the way, writing tells. */
function obstacleTo(workspace: string, way: string): string | undefined {
  const names = way.split('/')
  if (names.some(isGits)) return `what is under '.git' is git's own`
  const link = names.findIndex(
    (_, index) => linkAt(resolve(workspace, ...names.slice(0, index + 1))) !== undefined
  )
  return link < 0 ? undefined : `'${names[link]}' is a link, and nothing is written through links`
}

/** Whether a file system may take a name for `.git`: in any case, with characters that it ignores, or by its short form. */
function isGits(name: string): boolean {
  const plain = name.replace(/\p{Cf}/gu, '').replace(/(:.*|[. ]+)$/, '')
  return /^(\.git|git~\d+)$/i.test(plain)
}

/** Where a path leads; of one that does not exist, where it would be. Links in a circle lead nowhere. */
function realPath(path: string, links = 0): string {
  try {
    return realpathSync(path)
  } catch {
    const folder = dirname(path)
    if (folder === path) return path
    const link = links < mostLinks ? linkAt(path) : undefined
    return link === undefined
      ? resolve(realPath(folder, links), basename(path))
      : realPath(resolve(realPath(folder, links), link), links + 1)
  }
}

const mostLinks = 40

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** The text of a file; of one that has so many bytes or more, the beginning that has as many. */
export function readText(form: Form, { path, workspace }: ManifestFile, most: number): string | undefined {
  const absolute = resolve(workspace, path)
  try {
    if (!statSync(absolute).isFile()) {
      form.problems.push(`'manifest' is '${path}', which is no file.`)
      return undefined
    }
    const bytes = readBytes(absolute, most)
    // A byte order mark is kept: without it, what was cut would look as if it were whole.
    return new TextDecoder('utf-8', { fatal: bytes.length < most, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    const reason =
      error instanceof TypeError
        ? 'which is not text in UTF-8'
        : error instanceof Error && 'code' in error && error.code === 'ENOENT'
          ? `but the workspace has no such file; ${remedyFor(path, absolute)}`
          : 'which cannot be read'
    form.problems.push(`'manifest' is '${path}', ${reason}.`)
    return undefined
  }
}

/** What to do about a missing manifest, with the YAML files of its folder, of .github, and of the folders above. */
function remedyFor(path: string, absolute: string): string {
  const steps = path.split('/').slice(0, -1)
  const workspace = resolve(dirname(absolute), ...steps.map(() => '..'))
  const ways = steps.map((_, index) => steps.slice(0, steps.length - index).join('/'))
  const found = [...new Set([...ways.slice(0, 1), '.github', ...ways, ''])].flatMap(way => {
    const folder = resolve(workspace, way)
    if (realPath(folder) !== resolve(realPath(workspace), way)) return []
    return namesIn(folder).map(name => (way === '' ? name : `${way}/${name}`))
  })
  const yaml = found.filter(name => /\.ya?ml$/i.test(name))
  const named = yaml.length > 0 ? `, or name a file that it has: ${yaml.slice(0, 10).join(', ')}` : ''
  return `check the repository out before this step${named}`
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readBytes(path: string, most: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(most)
    let length = 0
    for (let more = -1; more !== 0; length += more) more = readSync(file, buffer, length, most - length, null)
    return buffer.subarray(0, length)
  } finally {
    closeSync(file)
  }
}
