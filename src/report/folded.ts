import { describe } from '../registries/registry.ts'
import { orgsOf, wentWell } from './counts.ts'
import { more } from './page.ts'
import type { Row } from './rows.ts'
import { code, prose, shortened } from './sanitise.ts'

const mostNames = 20
const longestName = 100

/** Whether a change is of so little weight that it stands in a line with others: nothing changes, or only the secret. */
export function isFolded(outcome: Row): boolean {
  if (outcome.action === 'keep') return wentWell(outcome) || outcome.status === 'not_attempted'
  return wentWell(outcome) && isSecretOnly(outcome)
}

/** One line each for the changes that have no row: secrets rewritten, and what stays as it is. */
export function foldedLines(outcomes: readonly Row[]): string[] {
  const several = orgsOf(outcomes).length > 1
  const folded = Map.groupBy(outcomes.filter(isFolded), titleOf)
  const lines = [rewritten, toBeRewritten, kept, untouched].map(title => {
    const members = folded.get(title) ?? []
    if (members.length === 0) return ''
    const dates = members.some(({ updated_at }) => updated_at) ? ', with the date of the last update' : ''
    return `${title(members.length)}${dates}: ${names(members, several)}`
  })
  return lines.filter(Boolean)
}

type Title = (count: number) => string

function titleOf({ action, status }: Row): Title {
  if (action !== 'keep') return status === 'planned' ? toBeRewritten : rewritten
  return status === 'not_attempted' ? untouched : kept
}

const rewritten: Title = count => `~ ${secrets(count)} rewritten and nothing else`
const toBeRewritten: Title = count => `~ ${secrets(count)} to be rewritten and nothing else`
const kept: Title = count => `= ${count} unchanged, secrets included`
const untouched: Title = count => `= ${count} not attempted that would stay unchanged`

function secrets(count: number): string {
  return count === 1 ? '1 secret' : `${count} secrets`
}

function isSecretOnly({ action, fields }: Row): boolean {
  return action === 'update' && fields.length === 1 && fields[0] === 'secret'
}

function names(outcomes: readonly Row[], several: boolean): string {
  const shown = outcomes.slice(0, mostNames).map(outcome => {
    const name = code(outcome.name === null ? describe(outcome) : shortened(outcome.name, longestName))
    const notes = [several ? code(outcome.org) : '', prose(outcome.updated_at?.slice(0, 10) ?? '')]
      .filter(Boolean)
      .join(', ')
    return notes ? `${name} (${notes})` : name
  })
  const left = outcomes.length - shown.length
  return `${shown.join(', ')}${left > 0 ? `, … ${more(left)}` : ''}`
}
