import { type PlatformPath, posix, win32 } from 'node:path'
import { pathInside } from '../../src/inputs/manifest.ts'

/** The way that a manifest has in a workspace, if it is inside. */
function way(paths: PlatformPath, workspace: string, given: string): string | undefined {
  return pathInside(workspace, paths.resolve(workspace, given), paths)
}

const onWindows = 'D:\\a\\widgets\\widgets'

test.each([
  ['m.yml', 'm.yml'],
  ['.github\\registries.yml', '.github/registries.yml'],
  ['.github/registries.yml', '.github/registries.yml'],
  ['./a\\..\\m.yml', 'm.yml'],
  ['..m.yml', '..m.yml'],
  ['d:\\A\\Widgets\\WIDGETS\\m.yml', 'm.yml'],
  ['D:m.yml', 'm.yml']
])('on Windows %s is inside, as %s', (given, inside) => {
  expect(way(win32, onWindows, given)).toBe(inside)
})

test.each([
  ...['..', '..\\m.yml', '../m.yml', 'a\\..\\..\\m.yml', '.', '\\m.yml', '/m.yml', 'C:m.yml'],
  ...['D:\\a\\widgets\\widgets', 'D:\\a\\widgets\\widgets2\\m.yml', 'C:\\a\\widgets\\widgets\\m.yml'],
  ...['\\\\server\\share\\m.yml', '//server/share/m.yml'],
  ...['?', '.'].map(device => `\\\\${device}\\${onWindows}\\m.yml`)
])('on Windows %s is outside', given => {
  expect(way(win32, onWindows, given)).toBeUndefined()
})

test('a workspace on a server has an inside and an outside', () => {
  const workspace = '\\\\server\\share\\widgets'
  expect(way(win32, workspace, 'a\\m.yml')).toBe('a/m.yml')
  expect(way(win32, workspace, '\\\\SERVER\\share\\widgets\\m.yml')).toBe('m.yml')
  expect(way(win32, workspace, '\\\\server\\other\\widgets\\m.yml')).toBeUndefined()
  expect(way(win32, workspace, '..\\m.yml')).toBeUndefined()
})

test('elsewhere a backslash is part of a name', () => {
  expect(way(posix, '/w', '..\\m.yml')).toBe('..\\m.yml')
  expect(way(posix, '/w', 'a/m.yml')).toBe('a/m.yml')
  expect(way(posix, '/w', '../m.yml')).toBeUndefined()
  expect(way(posix, '/w', '/W/m.yml')).toBeUndefined()
})
