import { setTimeout } from 'node:timers/promises'
import { Problem } from '../../src/registries/problem.ts'
import { table } from '../markdown.ts'
import { runAction, type StepRow } from './action.ts'
import { type Answer, createApi } from './api.ts'
import { createApp } from './app.ts'
import { type Live, Skipped } from './experiments.ts'
import { createOrganization, NoResult, type Organization, Stop, statusText } from './organization.ts'
import { isLocal, type Settings } from './settings.ts'
import { createTranscript, type Transcript } from './transcript.ts'
import { unknowns } from './unknowns.ts'

/** An unknown with its answer; `same` is null if it was not asked. */
interface Row {
  readonly unknown: string
  readonly local: string
  readonly real: string
  readonly same: boolean | null
}

/** The result of a run, without anything that identifies the organization. */
export interface Report {
  readonly date: string
  readonly server: string
  readonly unknowns: readonly Row[]
  readonly action: readonly StepRow[]
}

/** Runs what is asked for, prints it, and removes everything that it made. There is no report if it was stopped. */
export async function run(
  settings: Settings,
  write: (line: string) => void,
  interrupted: AbortSignal
): Promise<{ report?: Report; succeeded: boolean }> {
  const transcript = createTranscript(settings, write)
  try {
    const { report, isClean } = await investigate(settings, transcript, interrupted)
    for (const line of linesOf(report)) write(line)
    return { report, succeeded: isClean && report.action.every(({ problems }) => problems.length === 0) }
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    transcript.say(error.message)
    return { succeeded: false }
  }
}

async function investigate(
  settings: Settings,
  transcript: Transcript,
  interrupted: AbortSignal
): Promise<{ report: Report; isClean: boolean }> {
  const { org, token, app: keys, weakToken, only } = settings
  for (const secret of [token, keys?.appKey, weakToken]) transcript.hide(secret ?? '')
  const api = createApi(settings.apiUrl, transcript)
  const app = keys && (await createApp(api, { org, ...keys }, transcript))
  try {
    const used = token ?? (await app?.createToken())?.token ?? ''
    const organization = createOrganization({ api, org, token: used, transcript, interrupted })
    const server = await prepare(organization, used, settings, transcript)
    let rows: Row[] = []
    let action: StepRow[] = []
    let isClean = false
    try {
      rows = await askAll({ ...organization, app, weakToken }, only, transcript)
      if (only.includes('action'))
        action = await runAction({ ...settings, types: organization.types() }, transcript, interrupted)
    } finally {
      isClean = await clean(organization, transcript)
    }
    const date = new Date().toISOString().slice(0, 10)
    return { report: { date, server, unknowns: rows, action }, isClean }
  } finally {
    await app?.revokeAll()
  }
}

/** Refuses an organization with registries of others, removes what an earlier run left, and returns the server's name. */
async function prepare(
  organization: Organization,
  token: string,
  { org, apiUrl, token: given, beside }: Settings,
  transcript: Transcript
): Promise<string> {
  let first = await organization.listAs(token)
  // A new token of an App may not be accepted yet.
  for (let tries = 0; first.status !== 200 && !given && tries < 10; tries++) {
    await setTimeout(1000)
    first = await organization.listAs(token)
  }
  if (first.status !== 200)
    throw new Stop(`The private registries of ${org} cannot be listed: ${statusText(first)}.`)
  const { foreign, own } = await organization.look()
  if (foreign > 0 && !beside)
    throw new Stop(
      `${org} has private registries that were not made here: ${foreign}. Use an organization without any, or --beside, which neither applies a manifest nor prunes.`
    )
  if (organization.types().length < 2)
    throw new Stop(`${org} has registries of almost every type, and two types must be unused.`)
  if (own.length > 0) {
    transcript.say(`An earlier run has left ${own.map(({ name }) => name).join(', ')}.`)
    if (!(await clean(organization, transcript))) throw new Stop('Remove them, and run this again.')
  }
  return serverOf(apiUrl, first)
}

function serverOf(apiUrl: string, { headers }: Answer): string {
  const version = headers.get('x-github-enterprise-version')
  const { hostname } = new URL(apiUrl)
  if (version) return `GitHub Enterprise Server ${version}`
  if (isLocal(apiUrl)) return 'local GitHub'
  return hostname.endsWith('.ghe.com') ? 'ghe.com' : 'github.com'
}

async function askAll(live: Live, only: readonly string[], transcript: Transcript): Promise<Row[]> {
  const rows: Row[] = []
  for (const { id, question, local, experiment } of unknowns.filter(({ id }) => only.includes(id))) {
    transcript.say(`\n▸ ${id}: ${question}`)
    const row = { unknown: id, local, ...(await answerOf(() => experiment(live), local)) }
    rows.push({ ...row, real: transcript.anonymous(row.real) })
    await live.removeMade()
    transcript.say(`  ${row.real}${row.same === false ? `; the local GitHub: ${local}` : ''}`)
    if (id === unknowns[0]?.id && row.same === false) {
      transcript.say('\nNothing else can be asked: it would need a registry that repositories can use.')
      break
    }
  }
  return rows
}

async function answerOf(
  experiment: () => Promise<string>,
  local: string
): Promise<{ real: string; same: boolean | null }> {
  try {
    const real = await experiment()
    return { real, same: real === local }
  } catch (error) {
    if (error instanceof Skipped) return { real: `not asked: ${error.message}`, same: null }
    if (error instanceof NoResult || error instanceof Problem)
      return { real: `unclear: ${error.message}`, same: false }
    throw error
  }
}

/** Removes what is left, and says whether that succeeded. */
async function clean(organization: Organization, transcript: Transcript): Promise<boolean> {
  transcript.say('\nRemoving what was made')
  const left = await organization.removeAll().catch(error => [`unknown: ${error.message}`])
  transcript.say(left.length === 0 ? '  Nothing is left.' : `  Not removed: ${left.join(', ')}.`)
  return left.length === 0
}

/** The table, the steps of the action, and the JSON. */
function linesOf(report: Report): string[] {
  const cells = report.unknowns.map(({ unknown, local, real, same }) => [
    ...[unknown, local, real, same === null ? '' : same ? 'yes' : 'NO']
  ])
  const steps = report.action.map(({ step, problems }) => [step, problems.join(' ') || 'as expected'])
  return [
    ...(cells.length > 0 ? ['', table(['Unknown', 'Local', 'Real', 'Same'], cells)] : []),
    ...(steps.length > 0 ? ['', table(['Operation', 'Result'], steps)] : []),
    '\nTo report it, paste this into an issue:\n',
    JSON.stringify(report)
  ]
}
