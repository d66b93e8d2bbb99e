// The live check as a user runs it: what it refuses, what it leaves behind, and what it prints.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { makeAppKey } from '../local-github/app.ts'
import type { Exchange } from '../local-github/exchange.ts'
import { testWithSignals } from '../runner/platform.ts'
import { findIdentity, ids, login, type Stage, stage } from './stage.ts'

const foreign = { registry_type: 'maven_repository', url: 'https://maven.acme-to-spare.example' }
const own = { registry_type: 'npm_registry', url: 'https://live-check.invalid/1' }
const writes = ({ method }: Exchange) => method !== 'GET'

/** Starts the command as a process. */
function start({ settings, github }: Stage, more: string[]) {
  const given = ['--org', login, '--api-url', github.url, ...more]
  const { app, token = '', weakToken = '' } = settings
  const child = spawn(process.execPath, ['scripts/live.ts', ...given], {
    env: {
      ...process.env,
      ...{ LIVE_TOKEN: token, LIVE_WEAK_TOKEN: weakToken },
      ...{ LIVE_APP_ID: app?.appId, LIVE_APP_KEY: app?.appKey }
    }
  })
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { child, done: ended.then(([stdout, stderr]) => ({ stdout, stderr, exitCode: child.exitCode })) }
}

test('the whole command ends with a table and JSON, and leaves nothing behind', async () => {
  const played = await stage()
  const folder = mkdtempSync(join(tmpdir(), 'live-'))
  const { stdout, stderr, exitCode } = await start(played, ['--json', join(folder, 'live.json')]).done
  const written = readFileSync(join(folder, 'live.json'), 'utf8')
  rmSync(folder, { recursive: true })
  expect([exitCode, stderr, findIdentity(stdout + written, played.github)]).toEqual([0, '', []])
  const report = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
  expect(JSON.parse(written)).toEqual(report)
  expect(report.unknowns.map(({ same }: { same: boolean }) => same)).toEqual(ids.map(() => true))
  const steps = ['create', 'apply', 'plan', 'rotate', 'export', 'prune', 'delete']
  expect(report.action).toEqual(steps.map(step => ({ step, problems: [] })))
  expect(stdout).toContain('| twins | created | created | yes |')
  expect(played.org.registries).toEqual([])
}, 60_000)

test.each([
  ['registries of others', foreign],
  ['a registry whose address is not shown', { ...own, url: '' }]
])('an organization with %s is refused', async (_, registry) => {
  const { run, github, org } = await stage()
  org.addRegistry(registry)
  org.addRegistry(own)
  expect(await run()).toMatchObject({ succeeded: false, text: expect.stringContaining('--beside') })
  expect([org.registries.length, github.exchanges.filter(writes)]).toEqual([2, []])
})

test('beside registries of others, theirs stay as they are, and a wrong output of the action is reported', async () => {
  const { run, github, org } = await stage()
  org.addRegistry(foreign)
  org.addRegistry({ ...foreign, registry_type: 'hex_repository', visibility: 'private' })
  const before = structuredClone(org.registries)
  github.answer({ method: 'PATCH' }, { status: 403, body: { message: `No, ${login}.` } }, 9)
  const { report, succeeded, text } = await run({ beside: true, only: ['hex-repository', 'action'] })
  expect(report?.unknowns).toMatchObject([{ same: null }])
  expect([succeeded, report?.action]).toEqual([
    false,
    [
      ...['create', 'plan'].map(step => ({ step, problems: [] })),
      { step: 'rotate', problems: expect.arrayContaining(['The output failed is 1 instead of 0.']) },
      ...['export', 'delete'].map(step => ({ step, problems: [] }))
    ]
  ])
  expect(text).toContain('No, ORG')
  expect(text).not.toContain('maven.')
  expect(org.registries).toEqual(before)
  const types = github.exchanges.filter(writes).map(({ body }) => Object(body).registry_type)
  expect(types).not.toContain(foreign.registry_type)
})

test('a create that is answered with the registry of another ends the run, and that one stays', async () => {
  const { run, github, org } = await stage()
  const { name } = org.addRegistry(foreign)
  github.answer({ method: 'POST', path: /registries$/ }, { status: 201, body: { name, registry_type: 'x' } })
  expect((await run({ beside: true, only: ids })).succeeded).toBe(false)
  expect(org.registries).toMatchObject([foreign])
})

test.each([
  ['LIVE_TOKEN', { token: 'other' }, /cannot be listed: status 401/],
  [
    'LIVE_APP_ID',
    { app: { appId: '1', appKey: makeAppKey().export({ type: 'pkcs1', format: 'pem' }).toString() } },
    /App is not installed in ORG: status 404/
  ],
  ['LIVE_APP_KEY', { app: { appId: '1', appKey: 'no key' } }, /LIVE_APP_KEY is not/]
])('a wrong %s ends the run', async (_, settings, message) => {
  const { run, github } = await stage()
  expect(await run(settings)).toMatchObject({ succeeded: false, text: expect.stringMatching(message) })
  expect(github.exchanges.filter(writes)).toEqual([])
})

test('an App can do without another token, and a token that it has just got may be refused for a while', async () => {
  const { run, github } = await stage()
  github.answer({ path: /private-registries$/ }, { status: 401 })
  const { report } = await run({ token: undefined, only: ['twins', 'new-token'] })
  expect(report?.unknowns.map(({ same }) => same)).toEqual([true, true])
  expect(github.said().filter(line => line === 'DELETE /installation/token').length).toBe(2)
})

test('GitHub Enterprise Server is asked at its address, and named by its version alone', async () => {
  const { run } = await stage({ description: 'ghes-3.18', serverVersion: '3.18.2' })
  const { report } = await run({ only: ['no-repositories'] })
  expect(report).toMatchObject({ server: 'GitHub Enterprise Server 3.18.2', unknowns: [{ same: true }] })
})

const some = ['no-repositories', 'twins', 'second-name', 'stale-key', 'secret-size', 'list-lag', 'new-token']

/** Sends a signal when the nth request arrives, and returns what the process printed. */
async function signalled(played: Stage, signal: NodeJS.Signals, nth: number, only = some) {
  const { child, done } = start(
    played,
    only.flatMap(id => ['--only', id])
  )
  let arrived = 0
  const count = () => void (++arrived === nth && child.kill(signal))
  played.github.answer({}, count, Number.POSITIVE_INFINITY)
  const { stdout, ...ended } = await done
  expect(findIdentity(stdout, played.github)).toEqual([])
  return { stdout, ...ended }
}

testWithSignals(
  'what a killed run leaves, the next one finds, names and removes',
  async () => {
    let found = 0
    for (const nth of [7, 21]) {
      const played = await stage()
      await signalled(played, 'SIGKILL', nth)
      const names = played.org.registries.map(({ name }) => name)
      found += names.length
      const { text, succeeded } = await played.run({ only: ['no-repositories'] })
      for (const name of names) expect(text).toMatch(RegExp(`^An earlier run has left .*\\b${name}\\b`, 'm'))
      expect([succeeded, played.org.registries]).toEqual([true, []])
    }
    expect(found).toBeGreaterThan(0)
  },
  60_000
)

testWithSignals.each([
  ['SIGINT', some, 14],
  ['SIGTERM', ['action'], 12]
] as const)(
  'after %s everything is removed',
  async (signal, only, nth) => {
    const played = await stage()
    const { stdout, stderr, exitCode } = await signalled(played, signal, nth, [...only])
    expect([exitCode, stderr]).toEqual([1, ''])
    expect(stdout).toContain('\nInterrupted.\n')
    expect(played.org.registries).toEqual([])
  },
  60_000
)
