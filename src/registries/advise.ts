import { withScheme } from './address.ts'
import { type Rule, rules, type Subject } from './advice.ts'
import type { Change } from './change.ts'
import { carriedOver } from './match.ts'
import { didYouMean, nearest, type Place, type Sentence, sentenceAt } from './problem.ts'
import { type Reading, readingOf } from './readers.ts'
import { describe } from './registry.ts'
import { expiryOf } from './secret.ts'
import { prefixTwins } from './twins.ts'
import { placeOf, sourceFor, specFor, type Wanted } from './wanted.ts'

/** One element of the output `advice`, and the place of what is at fault. */
export interface Advice extends Pick<Rule, 'name' | 'level'> {
  readonly registry_type: string | null
  readonly url: string | null
  readonly text: string
  readonly link: string
  readonly place?: Place | undefined
}

/** Advice on the registries of a run, and who reads them. */
export interface Advised {
  readonly advice: readonly Advice[]
  readonly readings: readonly Reading[]
}

/** The names that the input `ignore-advice` silences, and the address of docs/advice.md. */
export interface AdviceSettings {
  readonly ignored: readonly string[]
  readonly page: string
}

/** What readers will see of an entry after its change. With `isPartial`, a field that nobody gives may have any value. */
export function subjectOf(
  wanted: Wanted,
  { action, before = {}, spec: { secret } }: Change,
  { now, server, isPartial = false }: { now: number; server?: string | undefined; isPartial?: boolean }
): Subject {
  const given = specFor(wanted, { auth_type: 'token', ...before })
  const spec = action === 'create' ? given : carriedOver(given, before)
  const isCreated = action === 'create' || action === 'recreate'
  const isWhole = !isPartial && (isCreated || before.auth_type !== undefined)
  const url = URL.parse(withScheme(spec.url ?? '')) ?? undefined
  const seen = {
    ...{ spec, url, isWhole, isCreated, now, server },
    type: spec.registry_type ?? before.registry_type ?? '',
    auth: spec.auth_type ?? before.auth_type ?? (isWhole ? 'token' : undefined),
    path: url?.pathname.replace(/\/$/, '') ?? '',
    // An expired one is a problem.
    isWritten: secret !== undefined && (expiryOf(secret) ?? Number.POSITIVE_INFINITY) > now
  }
  return { wanted, seen }
}

/** Advice on these entries, in their order: of one that several organizations have, each name once. */
export function advise(subjects: readonly Subject[], { ignored, page }: AdviceSettings): Advised {
  const alike = Map.groupBy(subjects, ({ wanted }) => wanted.places).values()
  const entries = [...alike].sort(([a], [b]) => orderOf(a) - orderOf(b)) as [Subject, ...Subject[]][]
  const firsts = entries.map(([first]) => first)
  const twins = prefixTwins(firsts)
  const silent = new Set(ignored)
  const advice: Advice[] = []
  for (const entry of entries) {
    const [{ wanted }] = entry
    const twin = twins.get(wanted)
    for (const rule of rules.filter(({ name }) => !silent.has(name) && !wanted.ignored?.has(name))) {
      const [found] = entry.flatMap(({ seen }) => adviceOf(rule, { ...seen, twin }, wanted, page))
      if (found) advice.push(found)
      if (found && rule.isOnce) silent.add(rule.name)
    }
  }
  return { advice, readings: firsts.map(({ seen }) => readingOf(seen.spec, seen.auth ?? '', seen.url)) }
}

/** Advice on entries whose registries are not read. A secret that has expired is advice too: nothing writes it. */
export function adviseUnread(wanted: readonly Wanted[], settings: AdviceSettings, now: number): Advised {
  const subjects = wanted.map(one => {
    const spec = specFor(one, { auth_type: 'token' })
    const { seen } = subjectOf(one, { org: '', action: 'update', spec }, { now, isPartial: true })
    return { wanted: one, seen: { ...seen, isWritten: spec.secret !== undefined } }
  })
  return advise(subjects, settings)
}

export function warningsIn(advice: readonly Advice[]): Sentence[] {
  return advice
    .filter(({ level }) => level === 'warning')
    .map(({ place, text, link, registry_type, url }) =>
      sentenceAt(place, `${describe({ registry_type, url })}: ${text} ${link}`)
    )
}

/** Warnings of names that are no advice, each with its place if it is in a manifest. */
export function unknownAdvice(called: string, names: Iterable<readonly [string, Place?]>): Sentence[] {
  const known = rules.map(({ name }) => name)
  return [...names]
    .filter(([name]) => !known.includes(name))
    .map(([name, place]) =>
      sentenceAt(
        place,
        `'${called}' contains '${name}', which is not the name of any advice.${didYouMean(nearest(name, known))}`
      )
    )
}

/** What a rule says of an entry in one organization: the values at fault, what happens, and what to do. */
function adviceOf(
  { name, level, happens, fix, at, detail }: Rule,
  seen: Subject['seen'],
  wanted: Wanted,
  page: string
): Advice[] {
  const fault = at(seen)
  const keys = typeof fault === 'object' ? fault : typeof fault === 'string' ? [fault] : []
  if (!fault || (fault !== true && keys.length === 0)) return []
  const { spell } = sourceFor(wanted, {})
  const named = keys.filter(key => key !== 'url' && key !== 'secret')
  const values = named.map(key => `'${spell(key)}' is ${seen.spec[key]}.`)
  const [key, other] = keys
  return [
    {
      ...{ name, level, registry_type: seen.type || null, url: seen.spec.url ?? null },
      text: [...values, detail?.(seen), happens, fix].filter(Boolean).join(' '),
      link: `${page}#${name}`,
      place: placeOf(wanted, key && !other ? spell(key) : '')
    }
  ]
}

function orderOf(subject: Subject | undefined): number {
  const { line = 0, column = 0 } = (subject && placeOf(subject.wanted)) ?? {}
  return line * 2 ** 22 + column
}
