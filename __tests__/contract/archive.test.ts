// A job downloads an archive of a commit, which GitHub makes as git does.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { output, start, theError } from '../scenarios/scenario.ts'

const npm = { 'registry-type': 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }
const kept = ['LICENSE', 'README.md', 'SECURITY.md', 'action.yml', 'dist', 'manifest.schema.json']
const scripts = [
  'index',
  'libsodium-wrappers',
  'manifest',
  'universal-github-app-jwt',
  'unused',
  'verify',
  'yaml'
]
const built = [...scripts.map(name => `${name}.js`), 'libsodium.wasm', 'licenses.txt', 'package.json']

test('the archive of a commit is small, has only what a run needs, and runs; without one of its files nothing is sent', async () => {
  const archive = execFileSync('git', ['archive', '--format=tar.gz', 'HEAD'])
  expect(archive.length).toBeLessThan(360_000)
  const action = mkdtempSync(join(tmpdir(), 'archive-'))
  execFileSync('tar', ['-xzf', '-'], { cwd: action, input: archive })
  expect(readdirSync(action).toSorted()).toEqual(kept)
  expect(readdirSync(join(action, 'dist')).toSorted()).toEqual(built.toSorted())
  const { run, acme } = await start()
  await run({ operation: 'create', ...npm, secret: 'a made-up secret' }, { action })
  expect(acme.registries).toHaveLength(1)
  rmSync(join(action, 'dist/libsodium.wasm'))
  const another = { ...npm, url: 'https://another.acme.example' }
  const incomplete = await run({ operation: 'create', ...another, secret: 'made-up secret' }, { action })
  expect(theError(incomplete)).toMatch(/^libsodium could not be loaded, so the secret was not sent\. /)
  expect(output(incomplete, 'changes')).toMatchObject([{ status: 'failed' }])
  expect(acme.registries).toHaveLength(1)
  rmSync(action, { recursive: true })
})
