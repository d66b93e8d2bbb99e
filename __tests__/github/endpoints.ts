import { createRegistry, updateRegistry } from './changes.ts'
import type { Organization } from './organization.ts'
import { pageOf } from './pages.ts'
import { notFound } from './refusal.ts'
import { type RegistryBody, shownNewRegistry, shownRegistry } from './registry.ts'
import { listRepositories, showRepository } from './repository-endpoints.ts'
import { shownOrganization } from './shown-organization.ts'
import type { Need, TokenRights } from './tokens.ts'
import type { World } from './world.ts'

/** A request that was let through: it keeps to the description, and the token may make it. */
export interface Asked {
  readonly world: World
  readonly organization: Organization
  readonly rights: TokenRights
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
}

/** An answer before it is sent; a string as body goes out as it is, anything else as JSON. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** One thing that can be asked of this server. */
export interface Offer {
  readonly needs: Need
  answer(asked: Asked): Reply
}

const reading: Need = 'organization_private_registries=read'
const writing: Need = 'organization_private_registries=write'

/** Everything that can be asked of this server, by the route that the description gives it. */
export const endpoints: Readonly<Record<string, Offer>> = {
  'GET /orgs/{org}': {
    needs: '',
    answer: ({ world, organization }) => ({ status: 200, body: shownOrganization(organization, world.api) })
  },

  'GET /orgs/{org}/repos': { needs: 'metadata=read', answer: listRepositories },

  'GET /repos/{owner}/{repo}': { needs: 'metadata=read', answer: showRepository },

  'GET /orgs/{org}/private-registries': {
    needs: reading,
    answer({ world, organization, query }) {
      const address = `${world.api}/organizations/${organization.id}/private-registries`
      const { entries, headers } = pageOf(organization.registries, query, address)
      const configurations = entries.map(registry => shownRegistry(registry, world.habits))
      return { status: 200, headers, body: { total_count: organization.registries.length, configurations } }
    }
  },

  'GET /orgs/{org}/private-registries/public-key': {
    needs: reading,
    answer: ({ organization: { key } }) => ({ status: 200, body: { key_id: key.id, key: key.publicKey } })
  },

  'GET /orgs/{org}/private-registries/{secret_name}': {
    needs: reading,
    answer: asked => ({ status: 200, body: shownRegistry(registryOf(asked), asked.world.habits) })
  },

  'POST /orgs/{org}/private-registries': {
    needs: writing,
    answer({ world, organization, body }) {
      const registry = createRegistry(organization, body as RegistryBody, world.habits)
      return { status: 201, body: shownNewRegistry(registry) }
    }
  },

  'PATCH /orgs/{org}/private-registries/{secret_name}': {
    needs: writing,
    answer(asked) {
      const { organization, world } = asked
      const change = { body: asked.body as RegistryBody, habits: world.habits, now: world.now() }
      updateRegistry(organization, registryOf(asked), change)
      return { status: 204 }
    }
  },

  'DELETE /orgs/{org}/private-registries/{secret_name}': {
    needs: writing,
    answer(asked) {
      asked.organization.removeRegistry(registryOf(asked))
      return { status: 204 }
    }
  }
}

function registryOf({ organization, params }: Asked): Organization['registries'][number] {
  const registry = organization.registry(params['secret_name'] ?? '')
  if (!registry) throw notFound()
  return registry
}
