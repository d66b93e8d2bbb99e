import { countOf } from '../registries/problem.ts'
import type { Registry } from '../registries/registry.ts'
import { byOrg, countsText, detailTexts, inOrder, type Row, statusText, verbOf, wentWell } from './changes.ts'
import { type Block, code, fold, type Page, prose, table } from './page.ts'
import { addressText as shortAddress, shortened } from './sanitise.ts'

/** Changes for the summary: counts, what is lost, a table for each organization, and folds. */
export function changesPage(
  rows: readonly Row[],
  problems: readonly string[],
  drift: string,
  unmanaged: readonly { org: string; registries: readonly Registry[] }[]
): Page {
  const orgs = byOrg(rows)
  const several = new Set([...orgs.keys(), ...unmanaged.map(({ org }) => org)]).size > 1
  const parts = Object.groupBy(inOrder(rows), partOf)
  const { lost = [], tabled = [], resent = [], unchanged = [], notAttempted = [] } = parts
  const reasonOf = reasonsBeside(problems)
  const tables = [...byOrg(tabled)].map(([org, members]) => {
    const title = orgs.size > 1 ? `#### ${code(org)}: ${countsText(orgs.get(org) ?? [], 'summary')}` : ''
    return changeTable(members, false, reasonOf, title)
  })
  const left = unmanaged.flatMap(({ org, registries }) => registries.map(one => ({ ...one, org })))
  return {
    above: isNoChange(rows, problems) ? [`No changes. ${drift}`] : [countParagraph(rows), drift],
    blocks: [
      ...lossBox(lost, several),
      ...tables,
      ...(resent.length > 0 ? [fold(resentTitle(resent), changeTable(resent, several, reasonOf))] : []),
      ...namesFold(
        left,
        several,
        `${countOf(left.length, 'registry is', 'registries are')} not in the manifest and left alone`
      ),
      ...namesFold(unchanged, several, `${unchanged.length} unchanged; stored secrets are not written`),
      ...namesFold(notAttempted, several, `${notAttempted.length} not attempted that would stay unchanged`)
    ]
  }
}

/** Whether there is nothing to report but what is as it should be. */
export function isNoChange(rows: readonly Row[], problems: readonly unknown[]): boolean {
  return problems.length === 0 && rows.every(row => row.action === 'keep' && wentWell(row))
}

/** The part of the page that a row stands in. */
function partOf(row: Row) {
  const { action, status, isResent } = row
  if (status === 'failed' || status === 'unknown') return 'tabled'
  if (action === 'keep') return wentWell(row) ? 'unchanged' : 'notAttempted'
  if (action === 'delete' || action === 'recreate') return 'lost'
  return isResent ? 'resent' : 'tabled'
}

function countParagraph(rows: readonly Row[]): string {
  const [first, ...others] = byOrg(rows).keys()
  if (first === undefined) return ''
  const where = others.length > 0 ? `${others.length + 1} organizations` : code(first)
  return `__${countsText(rows, 'summary')}__ in ${where}`
}

const losses = {
  delete:
    'Deleting a registry deletes its stored secret, which cannot be read back, and the repositories that use it lose access to its packages.',
  recreate:
    'Recreating a registry deletes it and its stored secret first. Until it exists again, repositories have no access to its packages.'
}

function lossBox(rows: readonly Row[], several: boolean): Block[] {
  if (rows.length === 0) return []
  const sentences = Object.entries(losses).filter(([action]) => rows.some(row => row.action === action))
  const text = [`__${countsText(rows, 'summary')}.__`, ...sentences.map(([, sentence]) => sentence)].join(' ')
  const items = rows.map(row => {
    const access = accessBefore[row.visibility ?? '']
    const name = `${actionText(row, ' ')}: ${nameText(row, several)}${access ? `, used by ${access}` : ''}`
    return `> - ${lines(name, addressText(row), ...detailTexts(row, true))}`
  })
  return [{ head: `> [!CAUTION]\n> ${text}\n>\n`, items, cut: '\n>\n> ' }]
}

const accessBefore: Record<string, string> = {
  all: 'all repositories',
  private: 'private and internal repositories',
  selected: 'selected repositories'
}

const signs = { create: '+', update: '~', recreate: '±', delete: '−', keep: '=' }

function actionText(row: Row, separator: string): string {
  const { action, status } = row
  const word = `${signs[action]}&nbsp;${status === 'planned' ? action : wentWell(row) ? verbOf(row, 'summary') : action}`
  return wentWell(row) ? word : `${word}${separator}__${statusText(row)}__`
}

const longestReason = 1000

/** Gives the reason of a failure once: not if the problems have it, nor if an earlier row had it. */
function reasonsBeside(problems: readonly string[]) {
  const given = new Set<string>()
  return ({ reason = '', ...row }: Row): string => {
    if (wentWell(row) || given.has(reason) || problems.some(text => reason.includes(text))) return ''
    given.add(reason)
    return prose(shortened(reason, longestReason))
  }
}

function changeTable(
  rows: readonly Row[],
  withOrg: boolean,
  reasonOf: (row: Row) => string,
  title = ''
): Block {
  const cells = rows.map(row => {
    const isWritingSecret = row.details.some(({ field }) => field === 'secret')
    const name = `${nameText(row, withOrg)}${isWritingSecret ? dateText(row) : ''}`
    return [actionText(row, '<br>'), lines(name, addressText(row), reasonOf(row), ...detailTexts(row, true))]
  })
  return table(['Change', 'Registry'], cells, title)
}

function lines(...texts: readonly string[]): string {
  return texts.filter(Boolean).join('<br>')
}

type Named = Pick<Row, 'org'> & Partial<Registry | Row>

const longestText = 200

function nameText({ name, registry_type, org }: Named, withOrg: boolean): string {
  const [named, typed] = [name, registry_type].map(text => code(shortened(text ?? '', longestText)))
  return `${named && `__${named}__ `}${typed}${withOrg ? ` in ${code(org)}` : ''}`
}

function addressText({ url }: Named): string {
  return typeof url === 'string' ? code(shortAddress(url)) : ''
}

function dateText({ updated_at = '' }: Named): string {
  return updated_at && `, last updated ${prose(updated_at.slice(0, 10))}`
}

/** A closed list of registries to which nothing is done. */
function namesFold(registries: readonly Named[], several: boolean, title: string): Block[] {
  if (registries.length === 0) return []
  const items = registries.map(one => `- ${lines(nameText(one, several) + dateText(one), addressText(one))}`)
  return [fold(title, { head: '', items, isMinor: true })]
}

/** Says what is sent because GitHub does not show whether it differs. */
function resentTitle(rows: readonly Row[]): string {
  const isSending = (wanted: string) =>
    rows.some(({ details }) => details.some(({ field }) => field === wanted))
  const sent = [
    ...(isSending('secret') ? ['secrets'] : []),
    ...(isSending('selected_repository_ids') ? ['selected repositories'] : [])
  ]
  return `${countsText(rows, 'summary')}: ${sent.join(' and ')}, which GitHub does not show`
}
