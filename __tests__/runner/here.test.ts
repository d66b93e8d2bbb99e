import { startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import { fastClock, runHere } from './here.ts'
import type { StepResult } from './result.ts'
import { runStep } from './step.ts'

const npm = { registry_type: 'npm_registry', url: 'https://npm.acme.example', visibility: 'all' }

/** What a reader sees of a step that ran into a rate limit, in this process or one of its own. */
async function seen(run: (step: Parameters<typeof runStep>[0]) => Promise<StepResult>) {
  const github = await startGitHub({ now: () => Date.parse('2026-03-01T12:00:00Z') })
  try {
    const acme = github.addOrganization('acme')
    github.answer(
      { method: 'POST' },
      { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Slow' } }
    )
    const result = await run({
      with: {
        ...{ operation: 'create', token: defaultToken, 'github-api-url': github.url, secret: 'hunter2' },
        ...{ 'registry-type': npm.registry_type, url: npm.url, visibility: npm.visibility }
      }
    })
    const { durationMs, workspace, ...shown } = result
    const plain = JSON.stringify(shown).replaceAll(/\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d/g, 'TIME')
    return { shown: JSON.parse(plain), durationMs, stored: acme.registries }
  } finally {
    await github.close()
  }
}

test('a step here leaves behind what one in its own process does, in less time', async () => {
  const { env, listeners } = { env: process.env, listeners: process.listenerCount('SIGINT') }
  const there = await seen(runStep)
  const here = await seen(step => runHere(step, fastClock(1000)))
  expect(here.shown).toEqual(there.shown)
  expect(here.stored).toMatchObject([{ ...npm, url: `${npm.url}`, secret: 'hunter2' }])
  expect(here.durationMs).toBeLessThan(1000)
  expect(process.env).toBe(env)
  expect(process.listenerCount('SIGINT')).toBe(listeners)
})
