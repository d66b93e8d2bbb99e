import type { App } from './github/app.ts'
import { Problem, sentenceAt } from './registries/problem.ts'
import { orgName } from './registries/registry.ts'
import { isWantedIn, placeOf, type Wanted } from './registries/wanted.ts'
import { everywhere, type ManyRequest, type Request } from './request.ts'

/** The request with the names of the organizations that `*` covers; `leaveOut` gets a sentence about the others. */
export async function withNames(
  request: Request,
  app: App | undefined,
  leaveOut: (sentence: string) => void
): Promise<Request> {
  if (!app || !('orgs' in request) || !request.orgs.includes(everywhere)) return request
  // An enterprise's App cannot be installed outside of it; any other one may have been, by anybody.
  const entries = 'wanted' in request && !(await app.isEnterprises()) ? limited(request) : undefined
  const found = await app.organizations()
  const [named, nameless] = parted(found, ({ org }) => orgName.test(org))
  const [active, suspended] = parted(named, one => !one.suspended)
  const [meant, others] = parted(active, ({ org }) => entries?.some(one => isWantedIn(one, org)) ?? true)
  if (nameless.length > 0)
    leaveOut(
      `The App is installed in what no organization can be called, so nothing is done there: ${listed(nameless)}.`
    )
  if (suspended.length > 0)
    leaveOut(`The App is suspended in ${listed(suspended)}, so nothing is done there.`)
  if (others.length > 0)
    leaveOut(
      `The App is no enterprise's, so strangers may have installed it. Nothing is done in organizations that no entry of the manifest names in 'orgs': ${listed(others)}.`
    )
  if (active.length === 0)
    throw new Problem(
      `There is no organization in which the App is installed and not suspended, so 'org' * stands for none. Install it first.`
    )
  if (meant.length === 0)
    throw new Problem(
      `No entry of the manifest names in 'orgs' an organization in which the App is installed. Correct 'orgs', or install the App there.`
    )
  return { ...request, orgs: meant.map(({ org }) => org) }
}

/** The entries, if each says where it is wanted: any other would go to strangers too. */
function limited({ wanted, fromManifest }: ManyRequest): readonly Wanted[] {
  const [first, ...rest] = wanted.filter(({ orgs }) => orgs === undefined)
  if (!first) return wanted
  const why = `'org' is *, but the App is no enterprise's, so strangers may have installed it and would get `
  if (!fromManifest) throw new Problem(`${why}this registry. Name the organizations in 'org'.`)
  const these =
    rest.length > 0 ? `the ${rest.length + 1} registries without 'orgs'` : `this registry without 'orgs'`
  throw new Problem(
    sentenceAt(placeOf(first), `${why}${these}. Give each entry 'orgs', or name the organizations in 'org'.`)
  )
}

function parted<T>(all: readonly T[], fits: (one: T) => boolean): [T[], T[]] {
  return [all.filter(fits), all.filter(one => !fits(one))]
}

const mostListed = 100

function listed(installations: readonly { org: string }[]): string {
  const names = installations.slice(0, mostListed).map(({ org }) => org)
  const more = installations.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
