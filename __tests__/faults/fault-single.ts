import type { Organization } from '../github/organization.ts'
import type { LocalGitHub } from '../github/server.ts'
import type { Endpoint } from './fault-endpoints.ts'
import { addOrganization, chosenIn, entryOf, type Scene, secrets, type Turn } from './fault-scene.ts'
import type { Wanted } from './truth.ts'

/** What a run of one operation is asked for; `skip` requests come before the one that is hit. */
interface Asked {
  readonly inputs: Record<string, string>
  readonly wanted?: Wanted
  readonly skip?: number
}

const { address, before } = entryOf('keep', 0)
const target = { 'registry-type': address.registry_type }
const place = { org: 'acme', ...address }
const updated = { ...place, holds: { username: 'bot', secret: secrets.NEW_SECRET } }
const update = { operation: 'update', username: 'bot', secret: secrets.NEW_SECRET }
const fresh = { visibility: 'all', username: 'ci', secret: secrets.NEW_SECRET }
const create = { operation: 'create', 'registry-type': 'git_source', url: address.url, ...fresh }
const created = { ...place, registry_type: 'git_source', holds: fresh }

type Single = (acme: Organization, name: string) => Asked

const firsts: Record<Endpoint, Single> = {
  list: () => ({ inputs: { operation: 'list' } }),
  get: (_, name) => ({ inputs: { operation: 'get', name } }),
  'public-key': () => ({ inputs: { operation: 'get-public-key' } }),
  create: () => ({ inputs: create, wanted: created }),
  update: (_, name) => ({ inputs: { ...update, name }, wanted: updated }),
  delete: () => ({
    inputs: { operation: 'delete', ...target, url: address.url },
    wanted: { ...place, holds: 'gone' }
  }),
  repository: acme => selecting(acme, false),
  repositories: acme => selecting(acme, true)
}

const laters: Partial<Record<Endpoint, Single>> = {
  list(acme) {
    for (let place = 1; place < 120; place++)
      acme.addRegistry({ ...before, ...entryOf('keep', place).address })
    return { inputs: { operation: 'list' }, skip: 1 }
  },
  get: (_, name) => ({ inputs: { ...update, ...target, name }, wanted: updated, skip: 1 }),
  'public-key': () => ({ inputs: create, wanted: created }),
  repository: acme => ({ ...selecting(acme, false), skip: 1 }),
  repositories: acme => ({ ...selecting(acme, true), skip: 1 })
}

/** A create for some repositories. */
function selecting(acme: Organization, byPattern: boolean): Asked {
  const visibility = 'selected'
  return {
    inputs: { ...create, visibility, 'selected-repositories': byPattern ? 'web,api-*' : 'web,api-one' },
    wanted: { ...created, holds: { ...fresh, visibility, ...chosenIn(acme, byPattern) } }
  }
}

/** Whether the operation for an endpoint asks it more than once. */
export function asksAgain(endpoint: Endpoint): boolean {
  return laters[endpoint] !== undefined
}

/** Makes the scene of the operation that is there for an endpoint. */
export function singleScene(
  github: LocalGitHub,
  { endpoint, turn }: { endpoint: Endpoint; turn: Turn }
): Scene {
  const acme = addOrganization(github, 'acme', endpoint === 'repositories')
  const { name } = acme.addRegistry({ ...address, ...before })
  const single = (turn === 'later' && laters[endpoint]) || firsts[endpoint]
  const { inputs, wanted, skip = 0 } = single(acme, name)
  return { organizations: [acme], inputs, wanted: wanted ? [wanted] : [], skip }
}
