import type { Cancelled } from './cancel-run.ts'
import { situationOf } from './cancelling.ts'
import { type Told, untruths } from './model.ts'
import { playInside, tellingOf } from './players.ts'

/** Everything that is wrong with a cancelled run, and with another one after it. */
export async function faultsOf(seen: Cancelled): Promise<string[]> {
  const { one, organization, before, after, result, run } = seen
  const told = result.signal === null ? tellingOf(result).told : undefined
  const situation = situationOf(one)
  const faults = [
    ...faultsInTime(seen),
    ...(told ? faultsInReport(seen, told) : faultsInSilence(seen)),
    ...untruths({ organization, situation, before, after, told })
  ]
  const again = await playInside(run, { now: Date.now, sleep: async () => {} })
  if (again.problems > 0) faults.push(`Another run had problems: ${JSON.stringify(again.told)}`)
  const plan = await playInside({ ...run, operation: 'plan' }, { now: Date.now, sleep: async () => {} })
  if (plan.drift !== false) faults.push(`Another run left drift: ${JSON.stringify(plan.told)}`)
  return faults
}

function faultsInTime(seen: Cancelled): string[] {
  const { one, signals, end, late } = seen
  const [first = end, second] = signals
  const begun = newWrites(seen).map(
    write => `A write began ${Math.round(write - first)} ms after the signal.`
  )
  const most = second ? second + 1000 : first + (one.hangs === 'no' ? 3000 + one.delay : 5500)
  if (end > most + late) begun.push(`It ended ${Math.round(end - first)} ms after the signal.`)
  return begun
}

/** The writes that began later than 100 ms after the signal. */
function newWrites({ signals: [first], noticed, writes, late }: Cancelled): number[] {
  if (first === undefined) return []
  const [next, ...others] = writes.filter(write => write > first)
  if (next === undefined) return []
  // A process that has no turn on a busy machine meets the signal and one answer at once, and late.
  const hadNoTurn = others.length === 0 && noticed !== undefined && next < noticed + late + 50
  return [...(hadNoTurn ? [] : [next]), ...others].filter(write => write > first + 100 + late)
}

/** Without a report there was a second signal, or nothing was written yet. */
function faultsInSilence({ signals, writes, result }: Cancelled): string[] {
  if (signals.length > 1 || writes.length === 0) return []
  // A signal may meet a process that has reported and is about to end.
  if (result.outputs['changes'] !== undefined && result.summary !== '') return []
  return [`The process ended by ${result.signal} without a report. ${result.stdout}`]
}

function faultsInReport({ one, result, signals, writes }: Cancelled, told: readonly Told[]): string[] {
  const { summary, log } = result
  const faults: string[] = []
  const count = (status: string) => told.filter(change => change.status === status).length
  if (signals.length > 1) faults.push('It outlived a second SIGINT.')
  if (signals.length > 0 && count('done') < told.length && !log.includes('The run is cancelled'))
    faults.push('The log does not tell that it was cancelled.')
  for (const [status, word] of [
    ['unknown', 'unknown'],
    ['not_attempted', 'not attempted']
  ] as const) {
    if (count(status) === 0) continue
    if (!summary.includes(`${count(status)} ${word}`))
      faults.push(`The summary does not count what is ${word}.`)
    if (!log.includes(word)) faults.push(`The log does not tell what is ${word}.`)
  }
  const hung = one.hangs !== 'no' && signals.length > 0 && writes.length > Number(one.after) ? 1 : 0
  if (count('unknown') !== hung) faults.push(`${count('unknown')} are unknown, and ${hung} got no answer.`)
  return faults
}
