import { countOf, textOf } from '../registries/problem.ts'
import type { Registry } from '../registries/registry.ts'
import { isWantedIn } from '../registries/wanted.ts'
import type { ChangeResult, GitHubRequest, Request, Result } from '../request.ts'
import { changeLine, countLines, labelOf, type Row, rowOf, unmanagedLine, wentWell } from './changes.ts'
import { changesPage, isNoChange } from './changes-page.ts'
import { mostProblems } from './log.ts'
import { adviceList, changesList, countOutputs, outputsOf, planOutputs, registryOutputs } from './outputs.ts'
import { type Block, code, fenced, fitting, fold, more, type Page, pageText, prose, table } from './page.ts'
import { readersFold, shownAdvice } from './readers.ts'
import { longestSentence, type Redact, redactIn } from './redact.ts'
import { addressText } from './sanitise.ts'
import { verifiedContent } from './verified.ts'

/** A pull request comment takes 65,536 characters. */
const longestSummaryOutput = 60_000

type Shown =
  | Exclude<Result, ChangeResult>
  | (Omit<Extract<Result, ChangeResult>, 'outcomes'> & { rows: readonly Row[] })

/** What an operation reports. `note` ends the heading; a page is the summary without heading and problems. */
interface Content {
  heading: string
  note?: string
  lines?: string[]
  outputs?: Record<string, string>
  lists?: Parameters<typeof outputsOf>[1]
  page?: Page
}

/** What is reported of a result beside its problems, without secrets; the summary in at most so many characters. */
export function tell(result: Result, redact: Redact) {
  const shown = withoutSecrets(result, redact)
  const content = contentOf(shown)
  const { heading, note = '', lines = [], page = { above: [] } } = content
  const { outputs, cuts } = outputsOf(content.outputs ?? {}, content.lists ?? [])
  const failed = shown.problems.length > 0 ? ' failed' : ''
  const unshown = result.problems.length - shown.problems.length
  const leftOut = (shown.leftOut ?? []).map(listItem).join('\n')
  const summary = (most: number) => {
    const problems = problemList(shown.problems, most / 2, unshown)
    const above = [`### ${heading}${failed}${note}`, problems, ...page.above, leftOut]
    const below = 'advised' in shown && shown.advised ? readersFold(shown.advised, most / 4) : ''
    return pageText({ ...page, above, below }, most)
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

const verbs = {
  get: 'Reading',
  update: 'Updating',
  delete: 'Deleting',
  apply: 'Applying',
  plan: 'Planning',
  rotate: 'Rotating the secrets of'
}

function doing(request: GitHubRequest, orgs: readonly string[]): string {
  switch (request.operation) {
    case 'list':
      return 'Listing the registries of'
    case 'get-public-key':
      return 'Reading the public key of'
    case 'export':
      return 'Exporting the registries of'
    case 'create':
      return `Creating ${labelOf(request.spec)} in`
    case 'get':
    case 'update':
    case 'delete': {
      const { operation, target } = request
      return `${verbs[operation]} ${labelOf('name' in target ? { ...target.expected, name: target.name } : target)} of`
    }
    default: {
      const { operation, wanted } = request
      const entries = orgs.includes('*')
        ? wanted
        : orgs.flatMap(org => wanted.filter(one => isWantedIn(one, org)))
      return `${verbs[operation]} ${countOf(entries.length, 'registry', 'registries')} in`
    }
  }
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

function contentOf(shown: Shown): Content {
  switch (shown.operation) {
    case 'none':
      return { heading: `Private registries: ${shown.failed ?? ''}`.trim() }
    case 'list':
      return listContent(shown)
    case 'get': {
      const { found } = shown
      return {
        heading: `Private registry of ${code(found.org)}`,
        lines: [registryLine(found.registry)],
        outputs: registryOutputs(found),
        page: { above: [], blocks: [registryTable([found.registry])] }
      }
    }
    case 'get-public-key': {
      const { org, key } = shown
      return {
        heading: `Public key of ${code(org)}`,
        lines: [`The public key of ${org} has the id ${key.key_id}.`],
        outputs: { 'key-id': key.key_id, 'public-key': key.key },
        page: { above: [], blocks: [table(['Key id', 'Public key'], [[code(key.key_id), code(key.key)]])] }
      }
    }
    case 'export':
      return exportContent(shown)
    case 'verify': {
      const { verified, advised } = shown
      return {
        ...verifiedContent(verified),
        lists: [adviceList(advised), { name: 'verified', items: verified }]
      }
    }
    default:
      return changesContent(shown)
  }
}

function listContent({ lists }: Extract<Shown, { operation: 'list' }>): Content {
  const found = lists.flatMap(({ org, registries }) => registries.map(one => ({ ...one, org })))
  const several = lists.length > 1
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
    ...(lists.length > 0 && {
      outputs: { 'total-count': String(found.length) },
      lists: [{ name: 'registries', items: found }]
    }),
    page: {
      above: [],
      blocks: lists.map(({ org, registries }) =>
        registryTable(registries, several ? `#### ${code(org)}` : '')
      )
    }
  }
}

function exportContent(shown: Extract<Shown, { operation: 'export' }>): Content {
  const { orgs, manifest, count, file, dryRun } = shown
  const sentence = (quote: (text: string) => string, output: string) => {
    const registries = `${countOf(count, 'registry', 'registries')} of ${orgs.map(quote).join(', ')}`
    if (!file) return `The output ${output} has ${registries}.`
    return `${dryRun ? 'Would write' : 'Wrote'} ${registries} to ${quote(file.path)}.`
  }
  return {
    heading: `Manifest of ${orgs.map(code).join(', ')}`,
    note: dryRun ? ' (dry run: no file was written)' : '',
    lines: [sentence(text => text, "'manifest'")],
    outputs: { manifest },
    page: {
      above: [sentence(code, code('manifest'))],
      blocks: [fold('The manifest', fenced(manifest, 'yaml'))]
    }
  }
}

function changesContent(shown: Extract<Shown, { rows: readonly Row[] }>): Content {
  const { operation, found, problems, dryRun, changed, drift, single, unmanaged = [], advised } = shown
  const isOne = operation === 'create' || operation === 'update' || operation === 'delete'
  const hasDrift = operation === 'apply' || operation === 'plan'
  const hasRegistry = (isOne && operation !== 'delete') || (hasDrift && single)
  // Where writing a secret is the purpose, it stands with the other changes.
  const rows = hasDrift && !single ? shown.rows : shown.rows.map(row => ({ ...row, isResent: false }))
  const noChange = isNoChange(rows, problems) ? ['No changes.'] : []
  return {
    heading: `Private registries: ${operation}`,
    note: noteOf(operation, dryRun),
    lines: isOne
      ? rows.filter(wentWell).map(changeLine)
      : [...noChange, ...countLines(rows), ...unmanaged.map(unmanagedLine)],
    outputs: {
      ...(hasRegistry && registryOutputs(found, rows[0]?.name ?? '')),
      changed: String(changed),
      ...countOutputs(rows),
      ...(hasDrift && planOutputs(shown))
    },
    lists: [...(hasRegistry || hasDrift ? [adviceList(advised)] : []), changesList(rows)],
    page: changesPage(
      rows,
      problems.map(textOf),
      driftText(drift, shown.unmanaged ? 'manifest' : 'inputs'),
      unmanaged
    )
  }
}

function noteOf(operation: Result['operation'], dryRun: boolean): string {
  if (operation === 'plan') return ' (nothing was written)'
  return dryRun ? ' (dry run: nothing was written)' : ''
}

function driftText(drift: boolean | undefined, wanted: string): string {
  if (drift === undefined) return ''
  if (drift) return `Drift: before this run, GitHub did not match the ${wanted}.`
  return `No drift: GitHub already matched the ${wanted}.`
}

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
