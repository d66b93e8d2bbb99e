import type { Exchange } from '../github/exchange.ts'
import { defaultToken } from '../github/tokens.ts'
import { findLeaks } from '../runner/leaks.ts'
import type { StepResult } from '../runner/result.ts'
import { secrets } from './fault-scene.ts'
import { changesIn, type Held } from './truth.ts'

/** What is wrong with a step by itself: its exit code, its errors, its counts, a stack trace, a leak. */
export function wrongIn(result: StepResult, sealed: readonly string[]): string[] {
  const { exitCode, signal, stderr, state, env, path } = result
  const errors = errorsIn(result)
  const text = result.stdout + result.log + result.summary
  return [
    ...(signal === null && stderr === '' && state + env + path === '' ? [] : [`it left ${signal} ${stderr}`]),
    ...(/^\s+at \S/m.test(text) ? ['it shows a stack trace'] : []),
    ...(/Please report/.test(text) ? [`it failed unexpectedly: ${errors.join(' ')}`] : []),
    ...(exitCode === (errors.length > 0 ? 1 : 0)
      ? []
      : [`it exits with ${exitCode}, with errors ${errors.join(' ')}`]),
    ...wrongChanges(result),
    ...wrongCounts(result),
    ...findLeaks(result, [defaultToken, ...Object.values(secrets), ...sealed])
  ]
}

/** The errors that a step shows. */
export function errorsIn({ annotations }: StepResult): string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
}

/** Errors and exit code against the changes. */
function wrongChanges(result: StepResult): string[] {
  const bad = changesIn(result).filter(({ status }) => status !== 'done')
  const tried = bad.filter(({ status }) => status !== 'not_attempted')
  const reasons = new Set(tried.map(({ reason }) => reason))
  const errors = errorsIn(result)
  return [
    ...(bad.length > 0 && result.exitCode === 0 ? ['it succeeds, although not all is done'] : []),
    ...(errors.length < Math.min(10, reasons.size)
      ? [`${reasons.size} failures are ${errors.length} errors`]
      : [])
  ]
}

function wrongCounts(result: StepResult): string[] {
  const { outputs } = result
  if (!outputs['changes']) return []
  const changes = changesIn(result)
  const done = (...actions: string[]) =>
    String(changes.filter(({ action, status }) => status === 'done' && actions.includes(action)).length)
  const due: Record<string, string> = {
    created: done('create'),
    updated: done('update', 'recreate'),
    deleted: done('delete'),
    failed: String(changes.filter(({ status }) => status !== 'done').length)
  }
  return Object.entries(due)
    .filter(([name, count]) => outputs[name] !== count)
    .map(([name, count]) => `the output ${name} is ${outputs[name]} instead of ${count}`)
}

/** Whether the output `changed` agrees with what is there. */
export function wrongChanged(
  { outputs }: StepResult,
  before: readonly Held[],
  after: readonly Held[]
): string[] {
  if (outputs['changed'] !== 'false') return []
  const isSame = JSON.stringify(before) === JSON.stringify(after)
  return isSame ? [] : ['the output changed is false, but something was written']
}

/** A connection that ends under the client leaves it in doubt, whatever the server did with what arrived. */
const connectionEnded = /ended before the answer was complete|accepts no connection/

/** Changes that are told to be unknown, although the server has clearly refused everything that was sent for them. */
export function needlessDoubts(result: StepResult, exchanges: readonly Exchange[]): string[] {
  const writes = exchanges.filter(({ method }) => method !== 'GET')
  return changesIn(result)
    .filter(({ status, reason = '' }) => status === 'unknown' && !connectionEnded.test(reason))
    .filter(({ org, name, url }) => {
      const isMine = ({ path, body }: Exchange) =>
        path.startsWith(`/orgs/${org}/`) && (path.endsWith(`/${name}`) || Object(body).url === url)
      return writes.filter(isMine).every(({ status }) => status >= 400 && status < 500)
    })
    .map(
      ({ action, name, url, reason }) =>
        `${action} of ${name ?? url} is told to be unknown, but was refused: ${reason}`
    )
}
