import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGitHub } from '../github/server.ts'
import { testWithShell } from '../runner/platform.ts'
import { runStep } from '../runner/step.ts'
import { evaluatedTexts } from './expressions.ts'
import { readWorkflow, runScriptOf, stepsOf } from './workflow-scripts.ts'

test('the checks of .ci/run run on GitHub too, but for the times, which vary too much there', () => {
  const here = readFileSync('.ci/run', 'utf8').match(/(?<=^check )npm run .*/gm) ?? []
  const there = ['checks', 'test'].flatMap(job => stepsOf('ci.yml', job).map(({ run }) => run))
  const checks = there.filter(run => run?.startsWith('npm run '))
  expect([...checks, 'npm run bench -- --check'].sort()).toEqual(here.sort())
  expect(there).toContain('npm test')
})

interface Done {
  outputs: Record<string, string>
  outcome: 'success' | 'failure'
}

/** Runs the steps of the job that uses the action, against a GitHub here instead of the one that the job starts. */
async function playAction(change: (github: Awaited<ReturnType<typeof startGitHub>>) => void = () => {}) {
  const github = await startGitHub()
  github.addOrganization('acme')
  change(github)
  const temporary = mkdtempSync(join(tmpdir(), 'ci-'))
  const checkout = join(temporary, 'checkout')
  mkdirSync(checkout)
  const steps: Record<string, Done> = {}
  const env = { ...jobEnv, GITHUB_HERE: github.url }
  try {
    for (const step of played) {
      const contexts = { env, steps }
      if (step.run !== undefined) {
        const { exitCode, said } = await runScriptOf('ci.yml', step, { temporary, checkout, contexts })
        if (exitCode !== 0) return { failed: step.name, said, violations: github.violations }
        continue
      }
      const { outputs, exitCode } = await runStep({
        with: evaluatedTexts(step.with, contexts),
        env: evaluatedTexts(step.env, contexts),
        workspace: checkout
      })
      steps[step.id ?? ''] = { outputs, outcome: exitCode === 0 ? 'success' : 'failure' }
    }
    return { failed: undefined, said: '', violations: github.violations }
  } finally {
    rmSync(temporary, { recursive: true })
    await github.close()
  }
}

const jobEnv = readWorkflow('ci.yml').jobs['action']?.env ?? {}
const all = stepsOf('ci.yml', 'action')
const played = all.slice(all.findIndex(({ name }) => name === 'Start a GitHub') + 1)

testWithShell(
  'the job that uses the action goes well',
  async () => {
    expect(played.filter(({ uses }) => uses === './').length).toBeGreaterThan(2)
    expect(await playAction()).toEqual({ failed: undefined, said: '', violations: [] })
  },
  30_000
)

testWithShell(
  'the job that uses the action fails where the action does not do its work',
  async () => {
    const { failed, said } = await playAction(github =>
      github.answer({ method: 'POST' }, { status: 500 }, 99)
    )
    expect(failed).toBe('Compare')
    expect(said).toContain('created 0')
  },
  30_000
)

test('the GitHub that the job starts takes its token', async () => {
  const github = await startGitHub()
  try {
    expect(await accepted(github.url, jobEnv['TOKEN_HERE'] ?? '')).toBe(true)
    expect(await accepted(github.url, 'not-the-token')).toBe(false)
  } finally {
    await github.close()
  }
})

async function accepted(url: string, token: string): Promise<boolean> {
  const { status } = await fetch(`${url}/orgs/acme`, { headers: { authorization: `bearer ${token}` } })
  return status !== 401
}
