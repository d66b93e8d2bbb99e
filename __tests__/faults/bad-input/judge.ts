import type { LocalGitHub } from '../../github/server.ts'
import { readAction } from '../../runner/action.ts'
import { findLeaks } from '../../runner/leaks.ts'
import type { Annotation } from '../../runner/log.ts'
import type { StepResult } from '../../runner/result.ts'
import { type Case, hidden, manifestPath, secret } from './case.ts'

const inputNames = [...readAction(new URL('../../..', import.meta.url).pathname).defaults.keys()]

/** The operations that tell of changes. */
const changing = ['create', 'update', 'delete', 'apply', 'plan', 'rotate']

/** What an error may name if it is not about a line of the manifest. */
const variables = ['HTTPS_PROXY', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NPM_TOKEN', 'pull_request_target']

/** Everything that a case did and must not do; nothing if all is well. */
export function faultsOf(given: Case, result: StepResult, github: LocalGitHub): string[] {
  const errors = result.annotations.filter(({ level }) => level === 'error')
  const heard = given.process !== 'unheard'
  const failed = result.exitCode !== 0
  const shown = result.stdout + result.log + result.summary + JSON.stringify(result.outputs)
  const wanted = given.outcome !== 'truthful'
  // A secret of a character or three, which the runner masks, makes every sentence unreadable.
  const readable = result.masks.every(mask => mask.length > 3)
  const faults: [fault: boolean, text: string][] = [
    [
      result.signal !== null || ![0, 1].includes(result.exitCode ?? -1),
      `it ended with ${result.signal ?? result.exitCode}`
    ],
    [/failed unexpectedly|This is a defect/.test(shown), 'it crashed'],
    [/^\s+at \S.*[:)]/m.test(result.stdout + result.stderr + result.log), 'it shows a stack trace'],
    [result.stderr !== '', `it printed past the log: ${result.stderr.slice(0, 200)}`],
    [
      heard && failed !== errors.length > 0,
      `its exit code is ${result.exitCode}, with ${errors.length} errors`
    ],
    [wanted && !failed, 'it succeeded'],
    [
      !failed && changing.includes(given.inputs['operation'] ?? '') && !result.outputs['changes'],
      'it kept to itself what it did'
    ],
    [given.outcome === 'refused' && writesTo(github) > 0, 'it was refused, and yet wrote'],
    [github.violations.length > 0, `it sent what GitHub does not know: ${github.violations[0]}`]
  ]
  return [
    ...faults.filter(([fault]) => fault).map(([, text]) => text),
    ...leaksIn(given, result),
    ...(heard && wanted
      ? given.named.filter(name => !names(result.log, name)).map(name => `it does not name ${name}`)
      : []),
    ...(github.exchanges.length === 0 && wanted && readable
      ? errors.filter(error => !isPlaced(error, given))
      : []
    ).map(({ message }) => `it names neither input nor line: ${message.slice(0, 200)}`),
    ...untruths(result, github)
  ]
}

function names(log: string, name: string | RegExp): boolean {
  return typeof name === 'string' ? log.includes(name) : name.test(log)
}

/** Whether an error is about a line that the manifest has, an input or a variable. */
function isPlaced({ file, line = 0, message }: Annotation, { manifest }: Case): boolean {
  if (file !== undefined) {
    const lines = Buffer.from(manifest ?? '')
      .toString()
      .split(/\r\n|\n|\r/).length
    return (
      file === manifestPath && line >= 1 && line <= lines && message.startsWith(`${manifestPath}:${line}: `)
    )
  }
  return (
    inputNames.some(name => message.includes(`'${name}'`)) || variables.some(name => message.includes(name))
  )
}

/** A secret that the server would not open is told of nowhere, nor is one that stands where it does not belong. */
function leaksIn({ inputs }: Case, result: StepResult): string[] {
  const token = inputs['token']?.includes(hidden) ? [inputs['token'].trim()] : []
  return findLeaks(result, [hidden, secret, ...token]).map(leak => `it shows ${leak}`)
}

function writesTo({ exchanges }: LocalGitHub): number {
  return exchanges.filter(({ method }) => method !== 'GET').length
}

/** What the outputs say was done must be what GitHub has done, no more and no less. */
function untruths({ outputs }: StepResult, { exchanges }: LocalGitHub): string[] {
  if (outputs['changes'] === undefined) return []
  const changes: { action: string; status: string }[] = JSON.parse(outputs['changes'])
  const count = (action: string) =>
    changes.filter(change => change.status === 'done' && change.action === action).length
  const recreated = count('recreate')
  const told = [count('create') + recreated, count('update'), count('delete') + recreated]
  const done = ['POST', 'PATCH', 'DELETE'].map(
    method =>
      exchanges.filter(({ method: sent, status }) => sent === method && status >= 200 && status < 300).length
  )
  const hasFailed = changes.some(({ status }) => status === 'failed' || status === 'unknown')
  if (hasFailed || String(told) === String(done)) return []
  return [`it tells of ${told} creates, updates and deletes, and GitHub saw ${done}`]
}
