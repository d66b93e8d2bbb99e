import type { Advised } from '../registries/advise.ts'
import type { ChangeResult } from '../request.ts'
import { type Row, wentWell } from './changes.ts'
import { fitting } from './page.ts'

/** The runner takes 1 MB of outputs per job, counted as UTF-16. The summary comes on top. */
const longest = 380_000
const longestAdvice = 100_000
/** An output of this length is never left out. */
const short = 100

/** An output that is a JSON array. If it is too long, the `minor` items are left out, then the last ones. */
interface List {
  name: string
  items: readonly object[]
  minor?: { called: string; items: readonly object[] }
  most?: number
}

/** The outputs within the limit, and a sentence for each that is cut: a text is left empty, a list loses items. */
export function outputsOf(texts: Readonly<Record<string, string>>, lists: readonly List[]) {
  const outputs: Record<string, string> = {}
  const cuts: string[] = []
  let left = longest
  for (const [name, text] of Object.entries(texts)) {
    const fits = text.length <= Math.max(left, short)
    outputs[name] = fits ? text : ''
    if (fits) left -= text.length
    else cuts.push(`The output '${name}' would be too long and is left empty.`)
  }
  for (const list of lists) {
    const { text, cut } = textOf(list, left)
    outputs[list.name] = text
    left -= text.length
    if (cut) cuts.push(`The output '${list.name}' would be too long: ${cut} are left out.`)
  }
  return { outputs, cuts }
}

function textOf({ items, minor, most = longest }: List, left: number): { text: string; cut?: string } {
  const limit = Math.min(most, left)
  const text = JSON.stringify(items)
  if (text.length <= limit) return { text }
  const minors = new Set(minor?.items)
  const major = items.filter(item => !minors.has(item)).map(item => JSON.stringify(item))
  const shown = fitting(major, limit - 2)
  const missing = major.length - shown.length
  const cut = [
    ...(minors.size > 0 ? [`the ${minors.size} ${minor?.called}`] : []),
    ...(missing > 0 ? [`the last ${missing}${minors.size > 0 ? ' of the others' : ''}`] : [])
  ]
  return { text: `[${shown.join(',')}]`, cut: cut.join(' and ') }
}

export function countOutputs(rows: readonly Row[]): Record<string, string> {
  const went = (...actions: string[]) =>
    String(rows.filter(row => wentWell(row) && actions.includes(row.action)).length)
  return {
    created: went('create'),
    updated: went('update', 'recreate'),
    deleted: went('delete'),
    unchanged: went('keep'),
    failed: String(rows.filter(row => !wentWell(row)).length)
  }
}

/** What `apply` and `plan` say of the whole plan. */
export function planOutputs({
  planId = '',
  drift,
  unmanaged
}: Partial<ChangeResult>): Record<string, string> {
  return {
    'plan-id': planId,
    drift: drift === undefined ? '' : String(drift),
    ...(unmanaged && { unmanaged: String(unmanaged.flatMap(({ registries }) => registries).length) })
  }
}

/** Of advice that is too long, notes are left out, then the last warnings. */
export function adviceList({ advice: items }: Advised = { advice: [], readings: [] }): List {
  const minor = { called: 'notes', items: items.filter(({ level }) => level === 'note') }
  return { name: 'advice', items, minor, most: longestAdvice }
}

/** The changes, without the details, which are for people only. */
export function changesList(rows: readonly Row[]): List {
  const items = rows.map(({ org, action, name, registry_type, url, fields, from, status, reason }) => {
    const why = status === 'done' || status === 'planned' ? undefined : reason
    // JSON leaves out what is undefined.
    return { org, action, name, registry_type, url, fields, from, status, reason: why }
  })
  const minor = { called: 'with action keep', items: items.filter(({ action }) => action === 'keep') }
  return { name: 'changes', items, minor }
}

/** A registry by name, and as GitHub shows it. */
export function registryOutputs(found: ChangeResult['found'], name = ''): Record<string, string> {
  if (!found) return { name, registry: '' }
  const { org, registry } = found
  return { name: registry.name, registry: JSON.stringify({ ...registry, org }) }
}
