import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../src/github/clock.ts'
import { type Log, operate } from '../../src/operations.ts'
import { parseManifest } from '../../src/registries/manifest.ts'
import type { ChangeResult, Request } from '../../src/request.ts'
import { defaultToken } from '../github/tokens.ts'
import { runHere } from '../runner/here.ts'
import type { StepResult } from '../runner/result.ts'
import type { Step } from '../runner/step.ts'
import { newSecret, type Told } from './model.ts'
import type { Wish } from './wishes.ts'

/** A run of apply or plan with a manifest. Times are in milliseconds. */
export interface Run {
  readonly operation: 'apply' | 'plan'
  readonly apiUrl: string
  readonly orgs: readonly string[]
  readonly entries: readonly (Wish & { readonly orgs?: readonly string[] })[]
  readonly prune: boolean
  readonly rewrite: 'never' | 'always'
  readonly timeout: number
  readonly requestTimeout: number
}

/** What a run told. */
export interface Telling {
  readonly told: readonly Told[]
  readonly problems: number
  readonly changed: boolean
  readonly drift: boolean | undefined
}

/** Runs in this process, and as many at once as one likes; the result is looked at before it is written. */
export async function playInside(run: Run, clock: Clock): Promise<Telling> {
  const result = await operateQuietly(requestOf(run), clock)
  const { outcomes, problems, changed, drift } = result
  return { told: outcomes, problems: problems.length, changed, drift }
}

/** Does what a request asks for, without a word. */
export async function operateQuietly(request: Request, clock: Clock): Promise<ChangeResult> {
  const cancelled = new AbortController().signal
  const result = await operate(request, { clock, cancelled }, quiet)
  if (!('changed' in result)) throw new Error(`${request.operation} changes nothing.`)
  return result
}

const quiet: Log = {
  info() {},
  warning() {},
  notice() {},
  hide() {},
  mask() {},
  shown: value => value,
  organization: () => ({ tell() {}, end() {} })
}

/** Where GitHub is, for the requests of `operateQuietly`. */
export function reachOf({
  apiUrl,
  timeout,
  requestTimeout
}: Pick<Run, 'apiUrl' | 'timeout' | 'requestTimeout'>): Request['reach'] {
  return { apiUrl, access: { token: defaultToken }, requestTimeout, timeout, writeInterval: 0, proxy: {} }
}

function requestOf(run: Run): Request {
  const { wanted, problems } = parseManifest(JSON.stringify({ registries: run.entries }), 'm.yml')
  if (problems.length > 0) throw new Error(`The manifest is not good: ${JSON.stringify(problems)}`)
  return {
    ...{ operation: run.operation, reach: reachOf(run), orgs: [...run.orgs], fromManifest: true },
    wanted: wanted.map(one =>
      one.spec.secret_env ? { ...one, spec: { ...one.spec, secret: newSecret } } : one
    ),
    dryRun: run.operation === 'plan',
    policy: {
      ...{ rewriteSecrets: run.rewrite, needsSecret: false, prune: run.prune, maxDeletions: 99 },
      ...{ allowRecreate: true, allowedHosts: undefined }
    }
  }
}

/** Runs as a step in this process, one at a time, up to its outputs. */
export async function playHere(run: Run, clock: Clock): Promise<Telling> {
  return withStep(run, async step => tellingOf(await runHere(step, clock)))
}

/** Makes the step of a run, with its manifest in a folder that is gone afterwards. */
export async function withStep<T>(run: Run, use: (step: Step) => Promise<T>): Promise<T> {
  const workspace = mkdtempSync(join(tmpdir(), 'faults-'))
  try {
    writeFileSync(join(workspace, 'm.yml'), JSON.stringify({ registries: run.entries }))
    return await use({ workspace, env: { TOKEN: newSecret }, with: inputsOf(run) })
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
}

function inputsOf(run: Run): Record<string, string> {
  return {
    ...{
      operation: run.operation,
      org: run.orgs.join(','),
      token: defaultToken,
      'github-api-url': run.apiUrl
    },
    ...{ manifest: 'm.yml', 'rewrite-secrets': run.rewrite, 'write-interval': '0s' },
    ...{ 'max-deletions': '99', 'allow-recreate': 'true', prune: String(run.prune) },
    ...{ timeout: `${run.timeout}ms`, 'request-timeout': `${run.requestTimeout}ms` }
  }
}

/** What a step told in its outputs. Throws if they do not fit together, or not to the exit code. */
export function tellingOf({ outputs, exitCode, annotations, stdout, stderr }: StepResult): Telling {
  const told = JSON.parse(outputs['changes'] ?? 'null') as Told[] | null
  if (!told) throw new Error(`There is no output 'changes'. ${stdout} ${stderr}`)
  const bad = told.filter(({ status }) => status !== 'done' && status !== 'planned').length
  const counts = ['created', 'updated', 'deleted', 'unchanged', 'failed'].map(name => Number(outputs[name]))
  const sum = counts.reduce((one, other) => one + other, 0)
  const problems = annotations.filter(({ level }) => level === 'error').length
  if (
    sum !== told.length ||
    counts[4] !== bad ||
    (bad > 0 && problems === 0) ||
    (exitCode === 1) !== problems > 0
  )
    throw new Error(`The outputs do not fit together: ${JSON.stringify(outputs)}, exit code ${exitCode}.`)
  const drift = outputs['drift'] === '' ? undefined : outputs['drift'] === 'true'
  return { told, problems, changed: outputs['changed'] === 'true', drift }
}
