import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { StepResult } from '../runner/result.ts'
import { type Contexts, evaluated, evaluatedTexts, holds } from './expressions.ts'

/** A step of a workflow as it is written. */
export interface WrittenStep {
  id?: string
  uses: string
  with?: Record<string, unknown>
  env?: Record<string, unknown>
}

/** How a workflow is called. */
export interface Call {
  with: Record<string, unknown>
  secrets: Record<string, string>
  /** The `github` context of the caller. */
  github: Record<string, string>
  /** The `job` context, with what the server tells of the called workflow. */
  job: Record<string, string>
}

/** A job that has run: one for each place in a matrix. */
export interface CalledJob {
  /** Its name in the file, and as GitHub shows it. */
  job: string
  name: string
  failed: boolean
  environment: unknown
  concurrency: unknown
  /** What its steps that use the action left behind. */
  results: StepResult[]
}

/** What a step does: its outputs, whether it failed, and for the action all that it left behind. */
export interface Done {
  outputs: Record<string, string>
  failed: boolean
  result?: StepResult
}

/** Carries out one step whose expressions have their values. */
export type Play = (step: {
  uses: string
  with: Record<string, string>
  env: Record<string, string>
}) => Promise<Done>

interface WrittenJob {
  name: string
  needs?: string
  if?: string
  outputs?: Record<string, string>
  environment?: unknown
  concurrency?: unknown
  strategy?: { matrix: Record<string, unknown> }
  steps: WrittenStep[]
}

interface Written {
  on: { workflow_call: { inputs: Record<string, Input>; secrets: Record<string, { required?: boolean }> } }
  jobs: Record<string, WrittenJob>
}

interface Input {
  type: 'string' | 'number' | 'boolean'
  required?: boolean
  default?: unknown
}

/** Runs a workflow file as GitHub does when another one calls it, its jobs one after the other. */
export async function callWorkflow(path: string, call: Call, play: Play): Promise<CalledJob[]> {
  const { on, jobs }: Written = parse(readFileSync(path, 'utf8'))
  const { inputs, secrets } = on.workflow_call
  const contexts = {
    ...{ github: call.github, job: call.job, inputs: given('input', inputs, call.with) },
    ...{ secrets: given('secret', secrets, call.secrets), needs: {}, matrix: {}, steps: {} }
  }
  const needs: Record<string, { result: string; outputs: unknown }> = {}
  const done: CalledJob[] = []
  for (const [job, written] of Object.entries(jobs)) {
    const here = { ...contexts, needs }
    const ready = written.needs === undefined || needs[written.needs]?.result === 'success'
    if (!ready || !holds(written.if, here)) continue
    const outcomes = []
    for (const matrix of placesOf(written.strategy, here))
      outcomes.push(await runJob(written, { ...here, matrix }, play))
    done.push(...outcomes.map(({ outputs: _, ...outcome }) => ({ job, ...outcome })))
    const failed = outcomes.some(outcome => outcome.failed)
    needs[job] = { result: failed ? 'failure' : 'success', outputs: outcomes.at(-1)?.outputs }
  }
  return done
}

/** The values that are given, or the defaults; GitHub refuses unknown names and wrong types. */
function given(
  kind: string,
  declared: Record<string, Partial<Input>>,
  values: object
): Record<string, unknown> {
  const unknown = Object.keys(values).filter(name => !(name in declared))
  if (unknown.length > 0) throw new Error(`There is no ${kind} ${unknown.join(', ')}.`)
  const all = new Map(Object.entries(values))
  return Object.fromEntries(
    Object.entries(declared).map(([name, { type = 'string', required, default: preset }]) => {
      const value = all.get(name) ?? preset
      if (required && value === undefined) throw new Error(`The ${kind} ${name} is missing.`)
      const kindOfValue = typeof value
      if (value !== undefined && kindOfValue !== type) throw new Error(`${name} must be a ${type}.`)
      return [name, value]
    })
  )
}

function placesOf(strategy: WrittenJob['strategy'], contexts: Contexts): Record<string, unknown>[] {
  const [entry, ...more] = Object.entries(strategy?.matrix ?? {})
  if (!entry) return [{}]
  if (more.length > 0) throw new Error('Only a matrix of one dimension is played.')
  const values = evaluated(entry[1], contexts)
  if (!Array.isArray(values) || values.length === 0 || values.length > 256)
    throw new Error('A matrix takes a list of 1 to 256 values.')
  return values.map(value => ({ [entry[0]]: value }))
}

async function runJob(written: WrittenJob, contexts: Contexts, play: Play) {
  const steps: Record<string, { outputs: Record<string, string> }> = {}
  const results: StepResult[] = []
  let failed = false
  for (const step of written.steps) {
    if (failed) break
    const here = { ...contexts, steps }
    const outcome = await play({
      uses: step.uses,
      with: evaluatedTexts(step.with, here),
      env: evaluatedTexts(step.env, here)
    })
    if (step.id !== undefined) steps[step.id] = { outputs: outcome.outputs }
    if (outcome.result) results.push(outcome.result)
    failed = outcome.failed
  }
  return {
    ...{ name: String(evaluated(written.name, contexts)), failed, results },
    environment: evaluated(written.environment, contexts),
    concurrency: evaluated(written.concurrency, contexts),
    outputs: evaluatedTexts(written.outputs, { ...contexts, steps })
  }
}
