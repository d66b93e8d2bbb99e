import type { ChangeResult, Found, Listed } from '../request.ts'
import { wentWell } from './counts.ts'
import { createRoom, type Room } from './room.ts'
import type { Shown } from './rows.ts'
import { formerOf, type Row } from './rows.ts'

/** Told, in a full sentence, what an output leaves out because it would be too long. */
type LeaveOut = (sentence: string) => void

/** The outputs of a result, as text; `summary` is not among them. */
export function outputsOf(result: Shown, leaveOut: LeaveOut): Record<string, string> {
  const room = createRoom()
  const whole = (outputs: Record<string, string>) => wholeOutputs(outputs, room, leaveOut)
  switch (result.operation) {
    case 'none':
      return {}
    case 'list':
      return listOutputs(result.lists, room, leaveOut)
    case 'get':
      return result.found ? whole(foundOutputs(result.found)) : {}
    case 'get-public-key':
      return result.key ? whole({ 'key-id': result.key.key_id, 'public-key': result.key.key }) : {}
    case 'create':
    case 'update':
      return { ...whole(registryOutputs(result)), ...changeOutputs(result, room, leaveOut) }
    case 'apply':
    case 'plan':
      return {
        ...(result.single && whole(registryOutputs(result))),
        ...changeOutputs(result, room, leaveOut),
        drift: result.drift === undefined ? '' : String(result.drift)
      }
    case 'delete':
    case 'rotate':
      return changeOutputs(result, room, leaveOut)
    case 'export':
      return result.manifest === undefined ? {} : whole({ manifest: result.manifest })
  }
}

function listOutputs(lists: readonly Listed[], room: Room, leaveOut: LeaveOut): Record<string, string> {
  // Nothing that was read is not the same as nothing that is there.
  if (lists.length === 0) return {}
  const all = lists.flatMap(({ org, registries }) => registries.map(registry => flat({ org, registry })))
  const { text, leftOut } = room.takeFirst(all)
  if (leftOut > 0) leaveOut(`The output 'registries' would be too long: the last ${leftOut} are left out.`)
  return { registries: text, 'total-count': String(all.length) }
}

/** The outputs about one registry, empty as long as nothing is known of it. */
function registryOutputs({ found, outcomes }: ChangeResult<Row>): Record<string, string> {
  return found ? foundOutputs(found) : { name: outcomes[0]?.name ?? '', registry: '' }
}

function foundOutputs(found: Found): Record<string, string> {
  return { name: found.registry.name, registry: JSON.stringify(flat(found)) }
}

function changeOutputs(result: ChangeResult<Row>, room: Room, leaveOut: LeaveOut): Record<string, string> {
  const { outcomes } = result
  const went = (action: string) =>
    outcomes.filter(outcome => outcome.action === action && wentWell(outcome)).length
  return {
    changed: String(result.changed),
    changes: changesOutput(outcomes, room, leaveOut),
    created: String(went('create')),
    updated: String(went('update') + went('recreate')),
    deleted: String(went('delete')),
    unchanged: String(went('keep')),
    failed: String(outcomes.filter(outcome => !wentWell(outcome)).length)
  }
}

/** Of a list that is too long those that keep a registry as it is are left out, then the last. */
function changesOutput(outcomes: readonly Row[], room: Room, leaveOut: LeaveOut): string {
  if (room.hasRoomFor(outcomes.map(changeOf))) return room.takeFirst(outcomes.map(changeOf)).text
  const writes = outcomes.filter(({ action }) => action !== 'keep')
  const { text, leftOut } = room.takeFirst(writes.map(changeOf))
  const kept = outcomes.length - writes.length
  const parts = [
    kept > 0 && `the ${kept} with action keep`,
    leftOut > 0 && `the last ${leftOut} of the others`
  ]
  leaveOut(
    `The output 'changes' would be too long: ${parts.filter(Boolean).join(' and ')} are left out. The counts are complete.`
  )
  return text
}

/** What the output tells of a change: what else is known of it is for people. */
function changeOf(outcome: Row): object {
  const { org, action, name, registry_type, url, fields, status, reason } = outcome
  const from = formerOf(outcome)
  return {
    org,
    action,
    name,
    registry_type,
    url,
    fields,
    ...(from && { from }),
    status,
    ...(reason !== undefined && status !== 'done' && status !== 'planned' && { reason })
  }
}

/** Outputs that are left empty where there is no room for them. */
function wholeOutputs(
  outputs: Record<string, string>,
  room: Room,
  leaveOut: LeaveOut
): Record<string, string> {
  const fitting = Object.entries(outputs).map(([name, text]) => {
    const taken = room.take(text)
    if (taken === undefined) leaveOut(`The output '${name}' would be too long and is left empty.`)
    return [name, taken ?? '']
  })
  return Object.fromEntries(fitting)
}

function flat({ org, registry }: Found): object {
  return { ...registry, org }
}
