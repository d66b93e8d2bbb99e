// Prints the tables of docs/scale.md: what many organizations take, reckoned from a model and by simulation.
import { table } from './markdown.ts'
import { costOf, limits, type Spread, size, tasks, usual } from './scale/model.ts'
import { simulate } from './scale/simulate.ts'

/** The tables of docs/scale.md. */
export function scaleTables(): string[] {
  return [taskTable(), spreadTable(), strictTable()]
}

function taskTable(): string {
  const heads = ['Task', 'Requests', 'of them by the App', 'API points', 'Jobs', 'Minutes billed', 'Duration']
  const rows = tasks.map(task => {
    const { byApp, byInstallation, points } = costOf(task)
    const { jobs, billed, duration } = simulate(task, usual)
    // Whose the App is, and the pages of where it is installed.
    const found = 1 + Math.ceil(size.organizations / 100)
    const requests = size.organizations * (byApp + byInstallation) + found
    const counts = [requests, size.organizations * byApp + found, size.organizations * points + found]
    return [task.name, ...counts.map(shown), shown(jobs + 1), shown(billed), minutes(duration)]
  })
  return table(heads, rows)
}

const spreads: readonly Spread[] = [
  usual,
  { batchSize: 50, maxParallel: 2 },
  { batchSize: 50, maxParallel: 40 },
  { batchSize: 8, maxParallel: 20 },
  { batchSize: 8, maxParallel: 250 },
  { batchSize: size.organizations, maxParallel: 1 }
]

function spreadTable(): string {
  const [task] = tasks
  if (!task) throw new Error('There is no task.')
  const heads = [
    '`batch-size`',
    '`max-parallel`',
    'Jobs',
    'Minutes billed',
    'Duration',
    'Most requests at once'
  ]
  const rows = spreads.map(spread => {
    const { jobs, billed, duration, peak } = simulate(task, spread)
    return [
      ...[spread.batchSize, spread.maxParallel, jobs + 1, billed].map(shown),
      minutes(duration),
      shown(peak)
    ]
  })
  return table(heads, rows)
}

function strictTable(): string {
  const { pointsAMinute, contentAMinute, contentAnHour } = limits
  const heads = [
    'Task',
    `${shown(pointsAMinute)} points a minute`,
    `${contentAMinute} writes a minute`,
    `${contentAnHour} writes an hour`
  ]
  const rows = tasks.map(task => {
    const points = costOf(task).points * size.organizations
    const writes = task.writes * size.organizations
    const times = [points / pointsAMinute, writes / contentAMinute, (writes / contentAnHour) * 60]
    return [task.name, ...times.map(time => (time === 0 ? '' : minutes(time * 60)))]
  })
  return table(heads, rows)
}

function minutes(seconds: number): string {
  const whole = Math.ceil(seconds / 60)
  return whole < 120 ? `${whole} min` : `${Math.ceil(whole / 60)} h`
}

function shown(count: number): string {
  return count.toLocaleString('en-US')
}

if (import.meta.main) console.log(scaleTables().join('\n\n'))
