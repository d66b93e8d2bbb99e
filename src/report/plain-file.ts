import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'

/** Systems without these flags, such as Windows, rely on the checks before each step. */
const { O_CREAT, O_WRONLY, O_RDONLY } = constants
const notThroughLinks = constants.O_NOFOLLOW ?? 0
const foldersOnly = constants.O_DIRECTORY ?? 0
/** Without this flag, opening a pipe that nobody reads would block. */
const atOnce = constants.O_NONBLOCK ?? 0

/** Writes a regular file below a folder, `way` with slashes. Throws if anything on the way is a link, or becomes one. */
export function writePlainFile(folder: string, way: string, text: string): void {
  const opened: number[] = []
  const open = (path: string, flags: number) => {
    const file = openSync(path, flags, 0o666)
    opened.push(file)
    return file
  }
  try {
    const names = way.split('/')
    const last = names.pop() ?? ''
    const enter = (path: string, flags: number) =>
      foldersOnly ? inside(path, open(path, O_RDONLY | foldersOnly | flags)) : path
    let at = enter(folder, 0)
    for (const name of names) {
      const path = join(at, name)
      if (!isThere(path, 'isDirectory')) mkdirSync(path)
      at = enter(path, notThroughLinks)
    }
    const path = join(at, last)
    isThere(path, 'isFile')
    const file = open(path, O_WRONLY | O_CREAT | notThroughLinks | atOnce)
    const found = fstatSync(file)
    if (!found.isFile() || found.nlink > 1) throw new Error('it is a link, or no regular file.')
    ftruncateSync(file)
    writeFileSync(file, text)
  } finally {
    for (const file of opened.reverse()) closeSync(file)
  }
}

/** An open folder by its handle, if the system has names for handles: its path may change meanwhile. */
function inside(path: string, handle: number): string {
  const name = `/proc/self/fd/${handle}`
  return existsSync(name) ? name : path
}

/** Whether there is something at a path. Throws if it is of another kind, such as a link. */
function isThere(path: string, kind: 'isFile' | 'isDirectory'): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found && !found[kind]()) throw new Error('there is a link on its way, or what is no regular file.')
  return found !== undefined
}
