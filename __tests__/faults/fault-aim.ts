import { usualHabits } from '../github/changes.ts'
import type { Exchange } from '../github/exchange.ts'
import type { Organization } from '../github/organization.ts'
import { shownRegistry } from '../github/registry.ts'
import type { Answer } from '../github/script.ts'
import type { LocalGitHub } from '../github/server.ts'
import type { Cell } from './fault-cells.ts'
import { endpointOf, type Moment } from './fault-endpoints.ts'
import type { Scene } from './fault-scene.ts'

/** Lets the fault of a cell happen to the requests that it is for. */
export interface Aim {
  /** How many requests the fault has met. */
  hits(): number
  /** From now on all is well. */
  end(): void
}

/** What a fault needs beside the request. */
export type Place = Pick<Moment, 'now' | 'here' | 'elsewhere' | 'wait'> & {
  /** Accepts no connection for a while, or for good. */
  close(): void
}

/** Aims the fault of a cell at a scene. */
export function takeAim(github: LocalGitHub, cell: Cell, scene: Scene, place: Place): Aim {
  const { kind, endpoint } = cell
  const past = pastOf(scene.organizations, place.now)
  let asked = 0
  let hits = 0
  let target: string | undefined
  let ended = false
  const helper = helperFor(cell, scene)

  function isHit(request: Exchange): boolean {
    if (endpointOf(request) !== endpoint) return false
    if (target !== undefined) return cell.lasts && hits < mostHits && targetOf(request) === target
    // Other organizations are asked at the same time, and as often.
    const isOther =
      askedPerOrganization.includes(endpoint) && loginIn(request) !== scene.organizations[0]?.login
    if (isOther) return false
    asked += 1
    if (asked <= scene.skip) return false
    target = targetOf(request)
    return true
  }

  function decide(request: Exchange): Answer | undefined {
    if (kind.lags) past.keep()
    if (ended) return undefined
    if (!isHit(request)) return helper(request)
    hits += 1
    if (kind.front === 'closed') place.close()
    const organization = scene.organizations.find(({ login }) => login === loginIn(request))
    return kind.answer({
      ...{ ...place, request, listed: ago => past.listed(loginIn(request), ago) },
      rotateKey: () => organization?.rotateKey()
    })
  }

  github.answer({}, decide, Number.POSITIVE_INFINITY)
  return {
    hits: () => hits,
    end() {
      ended = true
    }
  }
}

// One that asks to wait is waited for, each time twice as long, until the time is over.
const mostHits = 8

const askedPerOrganization = ['list', 'public-key', 'repositories']

function loginIn({ path }: Exchange): string {
  return path.split(/[/?]/)[2] ?? ''
}

/** What a request is sent to: a create by what it makes, a list without its page. */
function targetOf({ method, path, body }: Exchange): string {
  const [name] = path.split('?')
  return [method, name, Object(body).url ?? ''].join(' ')
}

/** What has to happen so that a run sends a request that it seldom needs: a conflict, or another key. */
function helperFor({ endpoint, size, turn }: Cell, scene: Scene): (request: Exchange) => Answer | undefined {
  let helped = false
  return request => {
    const at = endpointOf(request)
    if (helped || size === 'one registry') return undefined
    if (endpoint === 'get' && at === (turn === 'first' ? 'update' : 'delete')) {
      helped = true
      return { status: 409, body: { message: 'Conflict' } }
    }
    const [first] = scene.organizations
    const isSealed = Object(request.body).key_id !== undefined && loginIn(request) === first?.login
    if (endpoint !== 'public-key' || turn === 'first' || !isSealed) return undefined
    helped = true
    first?.rotateKey()
    return undefined
  }
}

/** What the organizations showed at every request, as it was before the request. */
function pastOf(organizations: readonly Organization[], now: () => number) {
  const moments: { time: number; shown: Map<string, unknown[]> }[] = []
  const shownNow = () =>
    new Map(
      organizations.map(({ login, registries }) => [
        login,
        registries.map(registry => structuredClone(shownRegistry(registry, usualHabits)))
      ])
    )
  return {
    keep() {
      moments.push({ time: now(), shown: shownNow() })
    },
    listed(login: string, ago: number) {
      const then = moments.find(({ time }) => time >= now() - ago)
      const configurations = (then?.shown ?? shownNow()).get(login) ?? []
      return { total_count: configurations.length, configurations }
    }
  }
}
