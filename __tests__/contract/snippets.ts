import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** A workflow: one of a Markdown text, under the title above it, or an example. */
export interface Snippet {
  title: string
  text: string
  /** The manifests that a checkout brings: their paths and texts. */
  manifests: Manifests
}

export type Manifests = Readonly<Record<string, string>>

/** A job as a workflow has it. */
export interface Job {
  name?: string
  needs?: string
  if?: string
  env?: object
  environment?: unknown
  outputs?: Record<string, string>
  strategy?: { matrix: Record<string, unknown> }
  concurrency?: unknown
  permissions?: Record<string, string>
  'timeout-minutes'?: unknown
  /** The workflow that it calls; then it has no steps. */
  uses?: string
  with?: Record<string, unknown>
  secrets?: Record<string, string>
  steps: StepOfJob[]
}

/** A step; numbers and booleans in `with` and `env` are texts, as the runner passes them on. */
export interface StepOfJob {
  id?: string
  name?: string
  uses?: string
  run?: string
  with: Record<string, string>
  env: Record<string, string>
}

/** The action, as README and examples name it. */
export const action = 'org/private-registry-action@v1'

/** The part of a Markdown text under a heading, up to the next one of the same level. */
export function section(markdown: string, heading: string): string {
  const [, after] = markdown.split(`\n${heading}\n`)
  if (after === undefined) throw new Error(`There is no heading "${heading}".`)
  const level = heading.split(' ', 1)[0]
  return after.split(`\n${level} `, 1)[0] ?? ''
}

/** The workflows of a Markdown text, each under the heading above it; lists of steps become workflows. */
export function workflowsIn(markdown: string): Snippet[] {
  const all = [...markdown.matchAll(/^```yaml\n(.*?)^```$/gms)]
  const manifests = manifestsOf(all.map(([, yaml = '']) => yaml))
  const found = []
  let title = ''
  for (const [, heading, yaml] of markdown.matchAll(/^#+ ([^\n]*)|^```yaml\n(.*?)^```$/gms)) {
    title = heading ?? title
    if (yaml === undefined || pathOf(yaml) !== undefined) continue
    found.push({ title, text: yaml.startsWith('- ') ? workflowOf(yaml) : yaml, manifests })
  }
  return found
}

/** The workflows in the folder of examples, each with the name of its file. */
export function exampleWorkflows(): Snippet[] {
  const read = (title: string) => ({ title, text: readFileSync(`examples/${title}`, 'utf8') })
  const files = readdirSync('examples').map(read)
  const manifests = manifestsOf(files.map(({ text }) => text))
  return files.filter(({ text }) => pathOf(text) === undefined).map(file => ({ ...file, manifests }))
}

/** The YAML texts that are manifests: their first line is a comment with their path. */
function manifestsOf(texts: readonly string[]): Manifests {
  return Object.fromEntries(texts.flatMap(yaml => (pathOf(yaml) ? [[pathOf(yaml), yaml]] : [])))
}

function pathOf(yaml: string): string | undefined {
  const path = /^# (\S+\.yml)\n/.exec(yaml)?.[1]
  return path?.includes('/workflows/') ? undefined : path
}

/** A workflow that has only these steps. */
export function workflowOf(steps: string): string {
  const indented = steps.replaceAll(/^(?=.)/gm, '      ')
  return `on: push\njobs:\n  example:\n    runs-on: ubuntu-latest\n    steps:\n${indented}`
}

/** The jobs of a workflow, in their order. */
export function jobsIn(workflow: string): Record<string, Job> {
  const { jobs }: { jobs: Record<string, Omit<Job, 'steps'> & Partial<Job>> } = parse(workflow)
  const read = ({ steps = [], ...job }: (typeof jobs)[string]): Job => ({
    ...job,
    steps: steps.map(step => ({ ...step, with: texts(step.with), env: texts(step.env) }))
  })
  return Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, read(job)]))
}

/** Every use of the action in a workflow. */
export function usesIn(workflow: string): StepOfJob[] {
  const steps = Object.values(jobsIn(workflow)).flatMap(job => job.steps)
  return steps.filter(({ uses }) => uses === action)
}

/** The jobs of a workflow that call another one. */
export function callsIn(workflow: string): Job[] {
  return Object.values(jobsIn(workflow)).filter(({ uses }) => uses !== undefined)
}

const texts = (values: object = {}) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
