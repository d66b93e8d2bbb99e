import type { Subject } from './advice.ts'
import { isWantedIn, type Wanted } from './wanted.ts'

/** More entries at one address are not compared. */
const mostAlike = 100

/** The entries whose requests an earlier entry with another credential may answer, because one path begins with the other. */
export function prefixTwins(subjects: readonly Subject[]): Map<Wanted, Subject> {
  const positions = new Map(subjects.map((subject, index) => [subject, index]))
  const found = new Map<Wanted, Subject>()
  for (const sameHost of Map.groupBy(subjects.filter(mayHaveTwins), hostOf).values()) {
    const paths = Map.groupBy(sameHost, pathOf)
    const lengths = new Set([...paths.keys()].map(path => path.length))
    for (const one of sameHost)
      for (const other of prefixesOf(one, paths, lengths).filter(another => areRivals(one, another))) {
        const isLater = Number(positions.get(one)) > Number(positions.get(other))
        const [later, earlier] = isLater ? [one, other] : [other, one]
        if (!found.has(later.wanted)) found.set(later.wanted, earlier)
      }
  }
  return found
}

/** NuGet and Terraform take the longest address that fits. */
function mayHaveTwins({ seen: { type, url, spec } }: Subject): boolean {
  const isExact = type === 'nuget_feed' || type === 'terraform_registry'
  return spec.secret_env !== undefined && url !== undefined && !isExact
}

/** The proxy compares the host of a git_source and nothing else. */
function hostOf({ seen: { type, url } }: Subject): string {
  return `${type} ${type === 'git_source' ? url?.hostname : url?.host}`
}

function pathOf({ seen: { type, path } }: Subject): string {
  if (type === 'git_source') return ''
  return type === 'python_index' ? path.replace(/\/\+?simple$/, '') : path
}

/** The entries with whose path the path of one begins; npm compares whole segments. */
function prefixesOf(
  one: Subject,
  paths: ReadonlyMap<string, readonly Subject[]>,
  lengths: ReadonlySet<number>
): Subject[] {
  const path = pathOf(one)
  const found: Subject[] = []
  for (const length of lengths) {
    if (length > path.length || (one.seen.type === 'npm_registry' && !'/'.startsWith(path[length] ?? '')))
      continue
    const alike = paths.get(path.slice(0, length)) ?? []
    for (let index = 0; index < Math.min(alike.length, mostAlike); index++)
      found.push(alike[index] as Subject)
  }
  return found
}

function areRivals(one: Subject, other: Subject): boolean {
  const { orgs } = one.wanted
  const overlap = orgs?.some(org => isWantedIn(other.wanted, org)) ?? true
  return overlap && credentialOf(one) !== credentialOf(other)
}

/** A user name beside a token is not sent. */
function credentialOf({ seen: { auth, spec } }: Subject): string {
  return `${spec.secret_env} ${auth === 'token' ? '' : spec.username}`
}
