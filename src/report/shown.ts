import type { Sentence } from '../registries/problem.ts'
import type { Found, Result } from '../request.ts'
import { type Detail, type Row, rowOf, type Shown } from './rows.ts'

type Redact = (text: string, most?: number) => string

/** No sentence is longer; what a server says may be. */
export const longestSentence = 64 * 1024

/** The result without the secrets that GitHub's own text may contain. Whatever is written is made from this one. */
export function shownResult(result: Result, redact: Redact): Shown {
  const same = {
    problems: result.problems.map(problem => shownSentence(problem, redact)),
    ...(result.leftOut && { leftOut: result.leftOut.map(text => redact(text)) })
  }
  switch (result.operation) {
    case 'none':
      return { ...result, ...same }
    case 'list':
      return { ...result, ...same, lists: result.lists.map(list => redactIn(list, redact)) }
    case 'get':
      return { ...result, ...same, ...foundIn(result, redact) }
    case 'get-public-key':
      return { ...result, ...same, ...(result.key && { key: redactIn(result.key, redact) }) }
    case 'create':
    case 'update':
    case 'delete':
    case 'apply':
    case 'plan':
    case 'rotate':
      return {
        ...result,
        ...same,
        outcomes: result.outcomes.map(outcome => shownRow(rowOf(outcome), redact)),
        ...foundIn(result, redact)
      }
    case 'export': {
      const { org, manifest, file } = result
      return { ...result, ...same, ...redactIn({ org, file, ...(manifest && { manifest }) }, redact) }
    }
  }
}

/** The sentence without secrets, in its text and in the name of its file. */
function shownSentence(sentence: Sentence, redact: Redact): Sentence {
  if (typeof sentence === 'string') return redact(sentence, longestSentence)
  const { text, place } = sentence
  return { text: redact(text, longestSentence), place: { ...place, file: redact(place.file) } }
}

function foundIn({ found }: { found?: Found }, redact: Redact): { found?: Found } {
  return found ? { found: { org: found.org, registry: redactIn(found.registry, redact) } } : {}
}

/** Only what comes from GitHub or the user: action, status and fields are this action's own words. */
export function shownRow(row: Row, redact: Redact): Row {
  const { name, registry_type, url, reason, updated_at, details } = row
  return {
    ...row,
    ...redactIn({ name, registry_type, url }, redact),
    ...(reason !== undefined && { reason: redact(reason, longestSentence) }),
    ...(updated_at !== undefined && { updated_at: redact(updated_at) }),
    details: details.map(detail => shownDetail(detail, redact))
  }
}

function shownDetail({ field, ...values }: Detail, redact: Redact): Detail {
  return { field, ...redactIn(values, redact) }
}

/** The same value with every text in it redacted, and every number that would be as a text. */
export function redactIn<T>(value: T, redact: Redact): T {
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return redact(part)
    if (typeof part === 'number') return redact(String(part)) === String(part) ? part : redact(String(part))
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [redact(key), walk(item)]))
  }
  return walk(value) as T
}
