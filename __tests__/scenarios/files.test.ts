// Where the manifest's file may be, whether it is read or written.
import { spawnSync } from 'node:child_process'
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join, relative } from 'node:path'
import { expectHarmless } from './hostile.ts'
import { npm, startWith, textOf, workspaceWith } from './manifest-scenario.ts'
import { list, messages, start, theError } from './scenario.ts'

const hidden = 'hunter2-hunter2'
const azure = { auth_type: 'oidc_azure', tenant_id: 't', client_id: 'c', visibility: 'all' }
const text = textOf([{ ...npm, ...azure }])
const most = 2 * 1024 * 1024

type Make = (workspace: string, outside: string) => unknown
const writing =
  (content: string | Buffer): Make =>
  at =>
    writeFileSync(join(at, 'm.yml'), content)
const linking =
  (to: string): Make =>
  (at, outside) =>
    symlinkSync(to.replace('OUTSIDE', outside), join(at, 'link'))

const isOutside = /is outside the workspace/
const leadsOut = /leads out of the workspace through a link/
const isMissing = /no such file; check the repository out .* one of its files: m\.yml/
const inGit = /what is under '\.git' belongs to git/
const noText = /which is not text in UTF-8/
const tooLarge = /The manifest is too large; it must be smaller than 2 MiB/
/** What is said where only the file is at fault: the output is there. */
const cannot = /could not be written|no file/

test.each<[what: string, path: string, read?: RegExp | undefined, written?: RegExp | undefined, make?: Make]>(
  [
    ['above the workspace', '../m.yml', isOutside, isOutside],
    ['above it, by a detour', 'a/../../m.yml', isOutside, isOutside],
    ['through a link to a file', 'link', leadsOut, leadsOut, linking('OUTSIDE/m.yml')],
    ['deep below a link to a folder', 'link/a/b/m.yml', leadsOut, leadsOut, linking('OUTSIDE')],
    ['through a link to what is not there yet', 'link', leadsOut, leadsOut, linking('OUTSIDE/new.yml')],
    [
      'through a relative link',
      ...(['link', leadsOut, leadsOut] as const),
      (at, outside) => symlinkSync(relative(at, join(outside, 'new.yml')), join(at, 'link'))
    ],
    ['below a link to a folder that is not there yet', 'link/m.yml', /link/, /link/, linking('OUTSIDE/new')],
    ['into what is git in other letters', 'sub/.GIT/hooks/x', undefined, inGit],
    ['to a link inside', 'link', undefined, /'link' is a link/, linking('m.yml')],
    ['to a hard link', 'hard', undefined, cannot, at => linkSync(join(at, 'm.yml'), join(at, 'hard'))],
    ['to a pipe', 'pipe', undefined, cannot, at => spawnSync('mkfifo', [join(at, 'pipe')])],
    ['under a name that is too long', `${'x'.repeat(300)}.yml`, undefined, cannot],
    ['as a folder', 'folder', /which is not a file/, cannot, at => mkdirSync(join(at, 'folder'))],
    ['that is not there', 'gone/m.yml', isMissing],
    ['that is a link to itself', 'link', /which cannot be read|no such file/, undefined, linking('link')],
    ['at hostile text', 'x\u00a0::error::pwned ##[add-mask]a <script> `|`', /no such file/],
    [
      'that is not UTF-8',
      'm.yml',
      noText,
      undefined,
      writing(Buffer.from(`# ${hidden} \xe9\n${text}`, 'latin1'))
    ],
    ['of 200 MiB', 'm.yml', tooLarge, undefined, at => truncateSync(join(at, 'm.yml'), 100 * most)]
  ]
)('no file is read or written %s', async (...row) => {
  const [what, manifest, read, written, make] = row
  const { github, run } = await startWith([npm])
  const outside = workspaceWith(hidden, 'm.yml')
  const workspace = workspaceWith(text, 'm.yml')
  make?.(workspace, outside)
  const reading = ['apply', 'plan', 'rotate'][what.length % 3] ?? ''
  for (const [operation, message] of [
    [reading, read],
    ['export', written]
  ] as const) {
    if (!message) continue
    const result = await run({ operation, manifest }, { workspace })
    expect(theError(result)).toMatch(message)
    expect(result.log).not.toContain('Wrote')
    expectHarmless(result)
    expect(JSON.stringify([result.stdout, result.outputs, result.summary])).not.toContain(hidden)
    expect(github.said()).toEqual(message === cannot ? [list] : [])
    if (message === cannot) expect(result.outputs['manifest']).toContain('npm_registry')
  }
  if (written) expect(readFileSync(join(workspace, 'm.yml'), 'utf8')).toBe(text)
  expect(readdirSync(outside)).toEqual(['m.yml'])
  expect(readFileSync(join(outside, 'm.yml'), 'utf8')).toBe(hidden)
  expect(readdirSync(join(workspace, '..'))).not.toContain('m.yml')
})

test.each<[what: string, path: string, make: Make]>([
  ['a link inside the workspace', 'link', linking('m.yml')],
  ['a folder that is a link inside the workspace', 'link/m.yml', at => linking(at)(at, '')],
  ['a little less than 2 MiB', 'm.yml', writing(`\ufeff${text}\n#`.padEnd(most - 4))]
])('%s is read, in a workspace that is a link itself', async (_, manifest, make) => {
  const { acme, run } = await start()
  const [workspace, outside] = [workspaceWith(text, 'm.yml'), workspaceWith(text, 'm.yml')]
  make(workspace, outside)
  linking(realpathSync(workspace))(outside, '')
  const result = await run({ operation: 'apply', manifest }, { workspace: join(outside, 'link') })
  expect(messages(result, 'error')).toEqual([])
  expect(acme.registries).toMatchObject([azure])
})
