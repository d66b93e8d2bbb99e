import { parse } from 'yaml'
import { action } from './snippets.ts'

interface WrittenJob {
  permissions?: unknown
  'timeout-minutes'?: unknown
  uses?: string
  steps?: { uses?: string; run?: string; with?: Record<string, unknown> }[]
}

/** An action or workflow of another repository by the full id of a commit, with its version beside it. */
const pin = /^(?<action>[\w.-]+\/[\w./-]+)@(?<commit>[0-9a-f]{40}) # (?<version>v\d+\.\d+\.\d+)$/

/** What a workflow does that none of this repository may do. */
export function breaches(text: string): string[] {
  const { permissions, jobs }: { permissions?: unknown; jobs: Record<string, WrittenJob> } = parse(text)
  const written = referencesIn(text)
  const used = Object.values(jobs).flatMap(({ uses, steps = [] }) => [uses, ...steps.map(step => step.uses)])
  return [
    ...unpinned(text).map(what => `${what} is not pinned`),
    ...(written.length === used.filter(Boolean).length ? [] : ['a uses is not on a line of its own']),
    ...(isEmpty(permissions) ? [] : ['permissions: {} is missing at the top']),
    ...(/\b(pull_request_target|workflow_run)\b/.test(text) ? ['foreign events start it'] : []),
    ...Object.entries(jobs).flatMap(([name, job]) => breachesOf(job).map(breach => `${name}: ${breach}`))
  ]
}

/** What a workflow uses of others without the commit of a release. */
export function unpinned(text: string): string[] {
  return referencesIn(text).filter(what => !isOwn(what) && !pin.test(what))
}

/** The permissions to write that the jobs of a workflow have. */
export function writesOf(text: string): string[] {
  const { jobs }: { jobs: Record<string, WrittenJob> } = parse(text)
  return Object.entries(jobs).flatMap(([name, job]) =>
    writes(job).map(permission => `${name}: ${permission}`)
  )
}

/** The actions that a workflow pins, each with its commit and version. */
export function pinsIn(text: string): { action: string; commit: string; version: string }[] {
  return referencesIn(text).flatMap(what => {
    const { action = '', commit = '', version = '' } = pin.exec(what)?.groups ?? {}
    return action === '' ? [] : [{ action: action.split('/', 2).join('/'), commit, version }]
  })
}

function breachesOf(job: WrittenJob): string[] {
  const steps = job.steps ?? []
  const texts = steps.map(({ run, with: given }) => `${run ?? ''}${given?.['script'] ?? ''}`)
  const keeps = steps.filter(
    ({ uses, with: given }) =>
      uses?.startsWith('actions/checkout@') && given?.['persist-credentials'] !== false
  )
  const ownCode = /\b(npm|npx|node)\b/.test(texts.join('\n')) || steps.some(({ uses }) => uses && isOwn(uses))
  return [
    ...(typeof job.permissions === 'object' && job.permissions !== null
      ? []
      : ['it has no list of permissions']),
    ...(job.uses !== undefined || typeof job['timeout-minutes'] === 'number' ? [] : ['it has no time limit']),
    ...(texts.some(script => script.includes('${{')) ? ['an expression stands in a script'] : []),
    ...(keeps.length > 0 ? ['a checkout keeps the token'] : []),
    ...(ownCode && writes(job).length > 0 ? ['it may write and runs code of the checkout'] : [])
  ]
}

function writes({ permissions }: WrittenJob): string[] {
  if (typeof permissions !== 'object' || permissions === null) return []
  return Object.entries(permissions).flatMap(([name, level]) => (level === 'write' ? [name] : []))
}

/** What stands behind each `uses:`, to the end of the line. */
function referencesIn(text: string): string[] {
  return [...text.matchAll(/^ *(?:- )?uses: (.*)$/gm)].map(([, what = '']) => what)
}

function isOwn(what: string): boolean {
  return /^(\.|org\/private-registry-action)\//.test(what) || what === action
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
