import type { Outcome } from '../registries/change.ts'
import type { Found, Result } from '../request.ts'

type Redact = (text: string) => string

/** The result without the secrets that GitHub's own text may contain. Whatever is written is made from this one. */
export function shownResult(result: Result, redact: Redact): Result {
  const problems = result.problems.map(redact)
  switch (result.operation) {
    case 'none':
      return { ...result, problems }
    case 'list':
      return { ...result, problems, lists: result.lists.map(list => redactIn(list, redact)) }
    case 'get':
      return { ...result, problems, ...foundIn(result, redact) }
    case 'get-public-key':
      return { ...result, problems, ...(result.key && { key: redactIn(result.key, redact) }) }
    case 'create':
    case 'update':
    case 'delete':
      return {
        ...result,
        problems,
        outcomes: result.outcomes.map(outcome => shownOutcome(outcome, redact)),
        ...foundIn(result, redact)
      }
  }
}

function foundIn({ found }: { found?: Found }, redact: Redact): { found?: Found } {
  return found ? { found: { org: found.org, registry: redactIn(found.registry, redact) } } : {}
}

/** Only what comes from GitHub or the user: action and status are this action's own words. */
function shownOutcome({ name, registry_type, url, reason, ...own }: Outcome, redact: Redact): Outcome {
  const { org, action, fields, status } = own
  const shown = redactIn({ name, registry_type, url }, redact)
  return {
    org,
    action,
    ...shown,
    fields,
    status,
    ...(reason === undefined ? {} : { reason: redact(reason) })
  }
}

/** The same value with every text in it redacted. */
function redactIn<T>(value: T, redact: Redact): T {
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return redact(part)
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [redact(key), walk(item)]))
  }
  return walk(value) as T
}
