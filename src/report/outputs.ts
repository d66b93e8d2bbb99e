import type { Outcome } from '../registries/change.ts'
import type { ChangeResult, Found, Listed, Result } from '../request.ts'

/** The runner takes 1 MB of outputs a job, counted as UTF-16; beside this stand the summary and short ones. */
const longest = 380_000

/** Told, in a full sentence, what an output leaves out because it would be too long. */
type LeaveOut = (sentence: string) => void

/** The outputs of a result, as text; `summary` is not among them. */
export function outputsOf(result: Result, leaveOut: LeaveOut): Record<string, string> {
  switch (result.operation) {
    case 'none':
      return {}
    case 'list':
      return listOutputs(result.lists, leaveOut)
    case 'get':
      return result.found
        ? { name: result.found.registry.name, registry: registryOutput(result.found, leaveOut) }
        : {}
    case 'get-public-key':
      return result.key ? { 'key-id': result.key.key_id, 'public-key': result.key.key } : {}
    case 'create':
    case 'update':
      return {
        name: result.outcomes[0]?.name ?? '',
        registry: result.found ? registryOutput(result.found, leaveOut) : '',
        ...changeOutputs(result)
      }
    case 'delete':
      return changeOutputs(result)
  }
}

function listOutputs(lists: readonly Listed[], leaveOut: LeaveOut): Record<string, string> {
  // Nothing that was read is not the same as nothing that is there.
  if (lists.length === 0) return {}
  const registries = lists.flatMap(({ org, registries }) =>
    registries.map(registry => flat({ org, registry }))
  )
  const texts = registries.map(registry => JSON.stringify(registry))
  const fitting = thatFit(texts)
  if (fitting.length < texts.length)
    leaveOut(
      `The output 'registries' would be too long: the last ${texts.length - fitting.length} are left out.`
    )
  return { registries: `[${fitting.join(',')}]`, 'total-count': String(texts.length) }
}

function changeOutputs(result: ChangeResult): Record<string, string> {
  const { outcomes } = result
  const went = (action: string) =>
    outcomes.filter(outcome => outcome.action === action && wentWell(outcome)).length
  return {
    changed: String(result.changed),
    changes: JSON.stringify(outcomes),
    created: String(went('create')),
    updated: String(went('update') + went('recreate')),
    deleted: String(went('delete')),
    unchanged: String(went('keep')),
    failed: String(outcomes.filter(outcome => !wentWell(outcome)).length)
  }
}

/** Whether a change is done, or in a dry run would be. */
export function wentWell({ status }: Outcome): boolean {
  return status === 'done' || status === 'planned'
}

/** The first texts, as many as have room in one output. */
function thatFit(texts: readonly string[]): string[] {
  let room = longest
  const end = texts.findIndex(text => {
    room -= text.length + 1
    return room < 0
  })
  return end < 0 ? [...texts] : texts.slice(0, end)
}

function registryOutput(found: Found, leaveOut: LeaveOut): string {
  const text = JSON.stringify(flat(found))
  if (text.length < longest) return text
  leaveOut(`The output 'registry' would be too long and is left empty.`)
  return ''
}

function flat({ org, registry }: Found): object {
  return { ...registry, org }
}
