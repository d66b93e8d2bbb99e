import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type LocalGitHub, startGitHub } from '../../github/server.ts'
import { defaultToken } from '../../github/tokens.ts'
import { fastClock, runHere } from '../../runner/here.ts'
import { readResult, type StepResult } from '../../runner/result.ts'
import { prepareStep, runStep, type Step } from '../../runner/step.ts'
import { type Case, manifestPath, secret } from './case.ts'
import { faultsOf } from './judge.ts'

/** Runs a case against a GitHub of its own, as the built action or in this process; gives what was wrong. */
export async function runCase(given: Case, built: boolean): Promise<string[]> {
  const github = await startGitHub()
  const workspace = mkdtempSync(join(tmpdir(), 'bad-input-'))
  try {
    const acme = github.addOrganization('acme', { repositories: ['web', 'api-one', 'Tools'] })
    acme.addRegistry({ registry_type: 'npm_registry', url: 'https://npm.acme.example', secret: 'old' })
    if (given.manifest !== undefined) {
      mkdirSync(dirname(join(workspace, manifestPath)), { recursive: true })
      writeFileSync(join(workspace, manifestPath), given.manifest)
    }
    const step = stepOf(given, github, workspace)
    const result =
      given.process === 'unheard'
        ? await runUnheard(step)
        : await (built ? runStep(step) : runHere(step, fastClock(1000)))
    return faultsOf(given, result, github)
  } catch (error) {
    return [`the run itself broke: ${error}`]
  } finally {
    rmSync(workspace, { recursive: true, force: true })
    await github.close()
  }
}

/** Whether a case can be given to another process, which takes no NUL and no endless variable. */
export function fitsProcess({ inputs, step }: Case): boolean {
  const values = Object.values({ ...inputs, ...step?.env })
  return values.every(value => value.length < 30_000 && !value.includes('\0'))
}

function stepOf(given: Case, github: LocalGitHub, workspace: string): Step {
  // HERE stands for the address of the server, which nobody knows before.
  const inputs = Object.entries({ 'github-api-url': 'HERE', token: defaultToken, ...given.inputs })
  return {
    ...given.step,
    with: Object.fromEntries(inputs.map(([name, value]) => [name, value.replace('HERE', github.url)])),
    env: { NPM_TOKEN: secret, ...given.step?.env },
    workspace
  }
}

/** Runs the built action with nobody at the other end of its output. */
async function runUnheard(step: Step): Promise<StepResult> {
  const temporary = mkdtempSync(join(tmpdir(), 'unheard-'))
  try {
    const { env, main, workspace, log, files } = prepareStep(step, temporary)
    const child = spawn(process.execPath, [main], { cwd: workspace, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    const stderr: Buffer[] = []
    child.stderr.on('data', chunk => stderr.push(chunk))
    await once(child, 'close')
    const { exitCode, signalCode: signal } = child
    const printed = { stdout: '', stderr: Buffer.concat(stderr).toString() }
    return { exitCode, signal, ...printed, ...readResult(log, files), workspace, durationMs: 0 }
  } finally {
    rmSync(temporary, { recursive: true })
  }
}
