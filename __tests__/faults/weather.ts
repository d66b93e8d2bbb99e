import { usualHabits } from '../github/changes.ts'
import type { Exchange } from '../github/exchange.ts'
import type { Organization } from '../github/organization.ts'
import { type StoredRegistry, shownRegistry } from '../github/registry.ts'
import type { Answer } from '../github/script.ts'
import { troubles } from './troubles.ts'

/** What goes wrong in a run. */
export interface Forecast {
  /** The names of the troubles, by the number of the request that they meet. */
  readonly troubles: Readonly<Record<number, string>>
  /** The name of the trouble that a request meets, where its number does not tell. */
  aim?(exchange: Exchange): string | undefined
  /** How many milliseconds a list is late. */
  readonly lag: number
  /** From this request on nothing is answered; `mid`: this one is carried out. */
  readonly end?: { readonly at: number; readonly mid: boolean }
}

/** The weather of one server: as forecast from `begin` until `clear`. */
export interface Weather {
  begin(forecast: Forecast, organizations: readonly Organization[]): void
  clear(): void
  /** What the server is to answer instead of the ordinary. */
  answer(exchange: Exchange): Answer | undefined
  /** How many requests there were since it began. */
  readonly requests: number
}

/** Makes the weather of a server, fine at first. Its clock may only move while no request is under way. */
export function makeWeather(now: () => number, showsUrl = true): Weather {
  let forecast: Forecast = { troubles: {}, lag: 0 }
  let organizations: readonly Organization[] = []
  let requests = 0
  let pasts = new Map<Organization, Past>()

  function answer(exchange: Exchange): Answer | undefined {
    const number = requests
    requests += 1
    for (const past of pasts.values()) past.look(now())
    const { end } = forecast
    if (end && number >= end.at) return { fault: 'reset', after: end.mid && number === end.at }
    const organization = organizations.find(({ login }) => exchange.path.split(/[/?]/)[2] === login)
    if (!organization) return undefined
    const name = forecast.troubles[number] ?? forecast.aim?.(exchange)
    return met(name, exchange, organization) ?? (isList(exchange) ? lateList(organization) : undefined)
  }

  function met(name = '', { method }: Exchange, organization: Organization): Answer | undefined {
    const trouble = troubles[name]
    const isMet = trouble && (trouble.methods ?? method).includes(method)
    return isMet ? trouble.answer({ organization, now: now() }) : undefined
  }

  function lateList(organization: Organization): Answer | undefined {
    if (forecast.lag === 0) return undefined
    const registries = pasts.get(organization)?.at(now() - forecast.lag) ?? []
    const configurations = registries.map(registry => shownRegistry(registry, { ...usualHabits, showsUrl }))
    return { status: 200, body: { total_count: configurations.length, configurations } }
  }

  return {
    answer,
    begin(given, orgs) {
      forecast = given
      organizations = orgs
      requests = 0
      pasts = new Map(orgs.map(organization => [organization, makePast(organization)]))
    },
    clear() {
      forecast = { troubles: {}, lag: 0 }
    },
    get requests() {
      return requests
    }
  }
}

/** Whether a request lists the registries of an organization. */
export function isList({ method, path }: Exchange): boolean {
  return method === 'GET' && /^\/orgs\/[^/]+\/private-registries(\?|$)/.test(path)
}

/** What an organization held, so that a list can tell of it later. */
interface Past {
  /** Writes down what is there; what has changed did so at the look before. */
  look(now: number): void
  at(time: number): readonly StoredRegistry[]
}

function makePast(organization: Organization): Past {
  const states = [{ since: Number.NEGATIVE_INFINITY, registries: structuredClone(organization.registries) }]
  let before = Number.NEGATIVE_INFINITY
  return {
    look(now) {
      states.push({ since: before, registries: structuredClone(organization.registries) })
      before = now
    },
    at: time => states.findLast(({ since }) => since <= time)?.registries ?? []
  }
}
