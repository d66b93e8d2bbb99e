import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Answer } from '../local-github/script.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { testWithSignals } from '../runner/platform.ts'
import type { StepResult } from '../runner/result.ts'
import { runStep, startStep } from '../runner/step.ts'
import { changesOf, manifestPath, npm, npmName, workspaceWith } from './manifest-scenario.ts'
import { examine, type Inputs, messages, type Scenario, start, theError, writes } from './scenario.ts'

const post = 'POST /orgs/acme/private-registries'
const git = { registry_type: 'git_source', url: 'https://git.acme.example', username: 'ci' }
const env = { TOKEN: 'the secret of both' }
const isCancelled = 'The run was cancelled: nothing more is started.'

/** Runs a step that gets a signal when the first request of a method arrives, and what that is answered. */
async function cancelled(
  { github }: Scenario,
  inputs: Inputs,
  { method, signal = 'SIGINT', how }: { method: string; signal?: NodeJS.Signals; how?: Answer }
): Promise<StepResult> {
  const given = { token: defaultToken, 'github-api-url': github.url, 'write-interval': '0s', ...inputs }
  const entries = [npm, git].map(one => ({ ...one, visibility: 'all', secret_env: 'TOKEN' }))
  const step = startStep({ with: given, env, workspace: workspaceWith(entries) })
  github.answer({ method }, () => {
    step.kill(signal)
    return how
  })
  return step.done
}

const apply = { operation: 'apply', manifest: manifestPath }

const ends: NodeJS.Signals[] = ['SIGINT', 'SIGTERM']
testWithSignals.each(ends)(
  'on %s the write under way is told of, and nothing more is begun',
  async signal => {
    const scenario = await start({ delay: 300 })
    const result = await cancelled(scenario, apply, { method: 'POST', signal })
    examine(result, [defaultToken, env.TOKEN])
    expect(writes(scenario)).toEqual([post])
    expect(scenario.github.said().at(-1)).toBe(post)
    expect(changesOf(result)).toMatchObject([
      { name: npmName, status: 'done' },
      { status: 'not_attempted', reason: expect.stringContaining('the run was cancelled') }
    ])
    expect(result.outputs).toMatchObject({ changed: 'true', created: '1', failed: '1' })
    expect(messages(result, 'warning')).toEqual([
      isCancelled,
      expect.stringMatching(/^acme was changed, but could not be listed afterwards\./)
    ])
  }
)

test('Ctrl-Break of Windows cancels too', async () => {
  const scenario = await start()
  const folder = mkdtempSync(join(tmpdir(), 'break-'))
  const main = join(folder, 'break.mjs')
  const built = pathToFileURL(resolve('dist/index.js'))
  writeFileSync(main, `setTimeout(() => process.emit('SIGBREAK'), 300)\nawait import('${built}')\n`)
  scenario.github.answer({ method: 'GET' }, 'hang')
  const inputs = { operation: 'list', token: defaultToken, 'github-api-url': scenario.github.url }
  const result = await runStep({ with: inputs, main })
  expect(theError(result)).toMatch(/the run was cancelled/)
  expect(result.exitCode).toBe(1)
  rmSync(folder, { recursive: true })
})
