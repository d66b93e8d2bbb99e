import type { Complain } from './manifest-values.ts'
import { addressOf } from './match.ts'
import type { Place } from './problem.ts'
import type { Wanted } from './wanted.ts'

/** A registry that is wanted, with the places of its keys. */
export type Placed = Wanted & Required<Pick<Wanted, 'places'>>

/** An entry of the manifest and where it begins. */
interface Entry {
  place: Place
  wanted: Placed
}

/** Complains of entries that mean the same registry in the same organization, each time at the later one. */
export function complainOfTwins(entries: readonly Entry[], complain: Complain): void {
  const known = entries.filter(({ wanted }) => identityOf(wanted) !== undefined)
  for (const alike of Map.groupBy(known, ({ wanted }) => identityOf(wanted)).values()) {
    if (alike.length > 1) complainOfOverlaps(alike, complain)
  }
}

/** None if it was not understood which registry is meant, or in which organizations. */
function identityOf({ name, spec, defaults, orgs, places }: Placed): string | undefined {
  if ('orgs' in places && !orgs) return undefined
  if ('name' in places) return name?.toLowerCase()
  const type = spec.registry_type ?? defaults.registry_type
  return type && spec.url && addressOf(type, spec.url)
}

function complainOfOverlaps(alike: readonly Entry[], complain: Complain): void {
  const holders = new Map<string, Entry>()
  for (const entry of alike) {
    const { name, orgs } = entry.wanted
    const where = orgs?.map(org => org.toLowerCase()) ?? ['*']
    const rivals = orgs ? ['*', ...where].map(org => holders.get(org)) : [...holders.values().take(1)]
    const other = rivals.find(rival => rival !== undefined)
    if (other) {
      const pin = name === undefined ? `pin each by its 'name', ` : ''
      complain(
        entry.place,
        `This is the same registry as the entry on line ${other.place.line}; remove one of them, ${pin}or give them different 'orgs'.`
      )
    } else for (const org of where) holders.set(org, entry)
  }
}
