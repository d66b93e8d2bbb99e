import type { Advised } from '../registries/advise.ts'
import { textOf } from '../registries/problem.ts'
import type { Registry } from '../registries/registry.ts'
import { isWantedIn } from '../registries/wanted.ts'
import type { ChangeResult, GitHubRequest, Request, Result, Target } from '../request.ts'
import {
  changeLine,
  countLines,
  countOf,
  labelOf,
  type Row,
  rowOf,
  unmanagedLine,
  wentWell
} from './changes.ts'
import { changesPage, isNoChange } from './changes-page.ts'
import { mostProblems } from './log.ts'
import { type Block, code, fenced, fitting, fold, more, type Page, pageText, prose, table } from './page.ts'
import { readersFold, shownAdvice } from './readers.ts'
import { longestSentence, type Redact, redactIn } from './redact.ts'
import { addressText } from './sanitise.ts'
import { verifiedReport } from './verified.ts'

/** The runner takes 1 MB of outputs per job, counted as UTF-16. The summary and some short outputs come on top. */
const longestOutputs = 380_000
const longestSummaryOutput = 60_000
const longestAdvice = 100_000

type Found = NonNullable<ChangeResult['found']>

/** A result without secrets, with its outcomes as rows. */
type Shown =
  | Exclude<Result, ChangeResult>
  | (Omit<Extract<Result, ChangeResult>, 'outcomes'> & { rows: readonly Row[] })

/** What an operation reports. `note` ends the heading; a page is the summary without heading and problems. */
interface Content {
  heading: string
  note?: string
  lines?: string[]
  outputs?: Record<string, string>
  page?: Page
}

/**
 * What is reported of a result beside its problems, all of it without secrets: lines of the log, outputs, the summary
 * in at most so many characters, and a sentence for each output that is cut.
 */
export function tell(result: Result, redact: Redact) {
  const cuts: string[] = []
  const shown = withoutSecrets(result, redact)
  const { heading, note = '', lines = [], outputs = {}, page = { above: [] } } = reportOf(shown, cuts)
  const failed = shown.problems.length > 0 ? ' failed' : ''
  const unshown = result.problems.length - shown.problems.length
  const leftOut = (shown.leftOut ?? []).map(listItem).join('\n')
  const summary = (most: number) => {
    const problems = problemList(shown.problems, most / 2, unshown)
    const above = [`### ${heading}${failed}${note}`, problems, ...page.above, leftOut]
    const readers = 'advised' in shown && shown.advised ? readersFold(shown.advised, most / 4) : ''
    return pageText({ ...page, above, below: [...(page.below ?? []), readers] }, most)
  }
  outputs['summary'] = summary(longestSummaryOutput)
  return { lines, outputs, summary, cuts }
}

/** What is about to be done and where: `Planning 12 registries in 3 organizations with GitHub App 1234`. */
export function openingLine(request: Request): string {
  if (request.operation === 'verify')
    return `Asking ${countOf(request.wanted.length, 'registry', 'registries')}`
  const { access } = request.connection
  const orgs = 'orgs' in request ? request.orgs : [request.org]
  const several = orgs.includes('*') ? 'all organizations' : `${orgs.length} organizations`
  const where = orgs.length > 1 || orgs.includes('*') ? several : orgs[0]
  const means = 'appId' in access ? ` with GitHub App ${access.appId}` : ''
  const isDry = request.operation !== 'plan' && 'dryRun' in request && request.dryRun
  return `${doing(request, orgs)} ${where}${means}${isDry ? ' (dry run)' : ''}`
}

function doing(request: GitHubRequest, orgs: readonly string[]): string {
  switch (request.operation) {
    case 'list':
      return 'Listing the registries of'
    case 'get':
      return `Reading ${targetLabel(request.target)} of`
    case 'get-public-key':
      return 'Reading the public key of'
    case 'create':
      return `Creating ${labelOf(request.spec)} in`
    case 'update':
      return `Updating ${targetLabel(request.target)} of`
    case 'delete':
      return `Deleting ${targetLabel(request.target)} of`
    case 'export':
      return 'Exporting the registries of'
    default: {
      const { operation, wanted } = request
      const everywhere = orgs.includes('*')
      const entries = everywhere ? wanted : orgs.flatMap(org => wanted.filter(one => isWantedIn(one, org)))
      const verb = { apply: 'Applying', plan: 'Planning', rotate: 'Rotating the secrets of' }[operation]
      return `${verb} ${countOf(entries.length, 'registry', 'registries')} in`
    }
  }
}

function targetLabel(target: Target): string {
  return labelOf('name' in target ? { ...target.expected, name: target.name } : target)
}

/** The result with every text in it redacted, whatever the operation, and with the problems that are shown. */
function withoutSecrets(result: Result, redact: Redact): Shown {
  const { operation, problems, advised, ...others } = { advised: undefined, ...result }
  const { outcomes = [], ...rest } = { outcomes: undefined, ...others }
  const entries = Object.entries(rest).map(([key, value]) => [key, redactIn(value, redact)])
  return {
    ...Object.fromEntries(entries),
    operation,
    ...(advised && { advised: shownAdvice(advised, redact) }),
    problems: redactIn(problems.slice(0, mostProblems), text => redact(text, longestSentence)),
    rows: outcomes.map(outcome => rowOf(outcome, redact))
  }
}

function reportOf(shown: Shown, cuts: string[]): Content {
  switch (shown.operation) {
    case 'none':
      return { heading: 'Private registries:' }
    case 'list':
      return listReport(shown, cuts)
    case 'get':
      return getReport(shown, cuts)
    case 'get-public-key':
      return keyReport(shown, cuts)
    case 'export':
      return exportReport(shown, cuts)
    case 'verify':
      return verifyReport(shown, cuts)
    default:
      return changesReport(shown, cuts)
  }
}

function verifyReport(
  { verified, advised }: Extract<Shown, { operation: 'verify' }>,
  cuts: string[]
): Content {
  const advice = adviceOutput('verify', advised, cuts)
  const content = verifiedReport(verified, longestOutputs - `${advice['advice']}`.length, cuts)
  return { ...content, outputs: { ...content.outputs, ...advice } }
}

function listReport({ lists }: Extract<Shown, { operation: 'list' }>, cuts: string[]): Content {
  const found = lists.flatMap(({ org, registries }) => registries.map(registry => ({ org, registry })))
  const several = lists.length > 1
  const { text, left } = firstOf(found.map(flat), longestOutputs)
  if (left > 0) cuts.push(`The output 'registries' would be too long: the last ${left} are left out.`)
  const where = several
    ? ` of ${lists.length} organizations`
    : lists.map(({ org }) => ` of ${code(org)}`).join('')
  return {
    heading: `List of private registries${where}`,
    lines: lists.flatMap(({ org, registries }) => [
      `${org} has ${countOf(registries.length, 'private registry', 'private registries')}.`,
      ...registries.map(registryLine)
    ]),
    // A failed read is not an empty list.
    outputs: lists.length > 0 ? { registries: text, 'total-count': String(found.length) } : {},
    page: {
      above: [],
      blocks: lists.map(({ org, registries }) =>
        registryTable(registries, several ? `#### ${code(org)}` : '')
      )
    }
  }
}

function getReport({ found }: Extract<Shown, { operation: 'get' }>, cuts: string[]): Content {
  if (!found) return { heading: 'Private registries: get' }
  return {
    heading: `Private registry of ${code(found.org)}`,
    lines: [registryLine(found.registry)],
    outputs: wholeOutputs(registryOutputs(found), cuts),
    page: { above: [], blocks: [registryTable([found.registry])] }
  }
}

function keyReport({ org, key }: Extract<Shown, { operation: 'get-public-key' }>, cuts: string[]): Content {
  const heading = `Public key of ${code(org)}`
  if (!key) return { heading }
  return {
    heading,
    lines: [`The public key of ${org} has the id ${key.key_id}.`],
    outputs: wholeOutputs({ 'key-id': key.key_id, 'public-key': key.key }, cuts),
    page: { above: [], blocks: [table(['Key id', 'Public key'], [[code(key.key_id), code(key.key)]])] }
  }
}

function exportReport(shown: Extract<Shown, { operation: 'export' }>, cuts: string[]): Content {
  const { orgs, manifest, count = 0, file, dryRun } = shown
  const heading = `Manifest of ${orgs.map(code).join(', ')}`
  const note = dryRun ? ' (dry run: no file was written)' : ''
  if (manifest === undefined) return { heading, note }
  const sentence = (quote: (text: string) => string, output: string) => {
    const registries = `${countOf(count, 'registry', 'registries')} of ${orgs.map(quote).join(', ')}`
    if (!file) return `The output ${output} has ${registries}.`
    return `${dryRun ? 'Would write' : 'Wrote'} ${registries} to ${quote(file.path)}.`
  }
  return {
    heading,
    note,
    lines: [sentence(text => text, "'manifest'")],
    outputs: wholeOutputs({ manifest }, cuts),
    page: {
      above: [sentence(code, code('manifest'))],
      blocks: [fold('The manifest', fenced(manifest, 'yaml'))]
    }
  }
}

function changesReport(shown: Extract<Shown, { rows: readonly Row[] }>, cuts: string[]): Content {
  const {
    operation,
    found,
    problems,
    dryRun,
    changed,
    drift,
    single = false,
    unmanaged = [],
    advised
  } = shown
  const isOne = operation === 'create' || operation === 'update' || operation === 'delete'
  const hasDrift = operation === 'apply' || operation === 'plan'
  const hasRegistry = operation === 'create' || operation === 'update' || (hasDrift && single)
  // Where writing a secret is the purpose, it stands with the other changes.
  const rows = shown.rows.map(row => (hasDrift && !single ? row : { ...row, isResent: false }))
  const noChange = isNoChange(rows, problems) ? ['No changes.'] : []
  const ofRegistry = found ? registryOutputs(found) : { name: rows[0]?.name ?? '', registry: '' }
  const registry = hasRegistry ? wholeOutputs(ofRegistry, cuts) : {}
  const advice = adviceOutput(operation, advised, cuts)
  const longestChanges = longestOutputs - Object.values({ ...registry, ...advice }).join('').length
  const went = (...actions: string[]) =>
    String(rows.filter(row => wentWell(row) && actions.includes(row.action)).length)
  return {
    heading: `Private registries: ${operation}`,
    note: operation === 'plan' ? ' (nothing was written)' : dryRun ? ' (dry run: nothing was written)' : '',
    lines: isOne
      ? rows.filter(wentWell).map(changeLine)
      : [...noChange, ...countLines(rows), ...unmanaged.map(unmanagedLine)],
    outputs: {
      ...registry,
      changed: String(changed),
      changes: changesOutput(rows, longestChanges, cuts),
      created: went('create'),
      updated: went('update', 'recreate'),
      deleted: went('delete'),
      unchanged: went('keep'),
      failed: String(rows.filter(row => !wentWell(row)).length),
      ...(hasDrift && planOutputs(shown)),
      ...advice
    },
    page: changesPage(rows, {
      problems: problems.map(textOf),
      drift: driftText(drift, shown.unmanaged ? 'manifest' : 'inputs'),
      unmanaged
    })
  }
}

function planOutputs({ planId = '', drift, unmanaged }: Partial<ChangeResult>): Record<string, string> {
  return {
    'plan-id': planId,
    drift: drift === undefined ? '' : String(drift),
    ...(unmanaged && { unmanaged: String(unmanaged.flatMap(({ registries }) => registries).length) })
  }
}

function driftText(drift: boolean | undefined, wanted: string): string {
  if (drift === undefined) return ''
  if (drift) return `Drift: before this run, GitHub did not match the ${wanted}.`
  return `No drift: GitHub already matched the ${wanted}.`
}

/** Advice as JSON. If it is too long, notes are left out, then the last warnings. */
function adviceOutput(
  operation: Result['operation'],
  { advice }: Advised = { advice: [], readings: [] },
  cuts: string[]
): Record<string, string> {
  if (operation === 'delete' || operation === 'rotate') return {}
  const whole = JSON.stringify(advice)
  if (whole.length < longestAdvice) return { advice: whole }
  const { text, left } = firstOf(
    advice.filter(({ level }) => level === 'warning'),
    longestAdvice
  )
  const warnings = left > 0 ? ` and the last ${left} warnings` : ''
  cuts.push(`The output 'advice' would be too long: the notes${warnings} are left out.`)
  return { advice: text }
}

/** The changes as JSON. If they are too long, unchanged registries are left out, then the last changes. */
function changesOutput(rows: readonly Row[], most: number, cuts: string[]): string {
  const whole = JSON.stringify(rows.map(changeOf))
  if (whole.length < most) return whole
  const writes = rows.filter(({ action }) => action !== 'keep')
  const { text, left } = firstOf(writes.map(changeOf), most)
  const kept = rows.length - writes.length
  const parts = [kept > 0 && `the ${kept} with action keep`, left > 0 && `the last ${left} of the others`]
  cuts.push(
    `The output 'changes' would be too long: ${parts.filter(Boolean).join(' and ')} are left out. The counts are complete.`
  )
  return text
}

/** A change in the output. Its details are for people only. */
function changeOf({ org, action, name, registry_type, url, fields, from, status, reason }: Row): object {
  const why = status === 'done' || status === 'planned' ? undefined : reason
  // JSON leaves out what is undefined.
  return { org, action, name, registry_type, url, fields, from, status, reason: why }
}

/** A JSON array of the first items that fit, and how many do not. */
function firstOf(items: readonly object[], most: number): { text: string; left: number } {
  const shown = fitting(
    items.map(item => JSON.stringify(item)),
    most - 2
  )
  return { text: `[${shown.join(',')}]`, left: items.length - shown.length }
}

/** Outputs that are left empty if they would be too long. */
function wholeOutputs(outputs: Record<string, string>, cuts: string[]): Record<string, string> {
  let left = longestOutputs
  const whole = Object.entries(outputs).map(([name, text]) => {
    if (text.length > left) {
      cuts.push(`The output '${name}' would be too long and is left empty.`)
      return [name, '']
    }
    left -= text.length
    return [name, text]
  })
  return Object.fromEntries(whole)
}

function registryOutputs(found: Found): Record<string, string> {
  return { name: found.registry.name, registry: JSON.stringify(flat(found)) }
}

function flat({ org, registry }: Found): object {
  return { ...registry, org }
}

/** Problems as a list, as many as fit. */
function problemList(problems: Shown['problems'], most: number, unshown: number): string {
  const items = problems.map(problem => listItem(textOf(problem)))
  const first = items.slice(0, Math.max(1, fitting(items, most).length))
  const left = items.length + unshown - first.length
  if (left === 0) return first.join('\n')
  const log = unshown > 0 ? `the log has the first ${items.length}` : 'the log has all of them'
  return [...first, `- ${more(left)}; ${log}`].join('\n')
}

/** A text as an item of a list. One that begins like a list, a heading or a rule does not become one. */
function listItem(text: string): string {
  return `- ${prose(text).replace(/^\s*(?=[-+=]|\d+[.)])/, '&#8288;')}`
}

function registryLine(registry: Registry): string {
  const { visibility, auth_type, updated_at } = registry
  const parts = [
    visibility && `visibility ${visibility}`,
    auth_type,
    updated_at && `updated ${updated_at.slice(0, 10)}`
  ]
  return [labelOf(registry), ...parts.filter(Boolean)].join(', ')
}

function registryTable(registries: readonly Registry[], title = ''): Block {
  if (registries.length === 0)
    return { head: [title, 'There are none.'].filter(Boolean).join('\n\n'), items: [] }
  const rows = registries.map(registry => {
    const { name, registry_type, url = '', visibility = '', auth_type = '', updated_at = '' } = registry
    const date = updated_at && `updated ${updated_at.slice(0, 10)}`
    const place = [[name, registry_type].map(code).join(' '), code(addressText(url))]
    const access = [visibility, auth_type, date].map(prose)
    return [place, access].map(lines => lines.filter(Boolean).join('<br>'))
  })
  return table(['Registry', 'Access'], rows, title)
}
