import type { App, Installation } from './app.ts'
import { shownOwner } from './repository.ts'
import { findOrganization, type World } from './world.ts'

const made = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' }

const enterprise = {
  ...{
    id: 900,
    node_id: 'E_900',
    name: 'Acme Group',
    slug: 'acme-group',
    description: null,
    website_url: null
  },
  ...{ html_url: 'https://github.com/enterprises/acme-group', ...made },
  avatar_url: 'https://avatars.githubusercontent.com/b/900'
}

/** An App as its own address shows it. */
export function shownApp(
  { id, clientId, slug, owner, installations }: App,
  { api }: World
): Record<string, unknown> {
  return {
    ...{ id, client_id: clientId, slug, node_id: `A_${id}`, name: slug, description: null },
    owner:
      owner === 'enterprise'
        ? enterprise
        : {
            ...shownOwner({ login: 'platform', id: 900 }, api),
            type: owner === 'user' ? 'User' : 'Organization'
          },
    external_url: 'https://github.com',
    html_url: `https://github.com/apps/${slug}`,
    ...made,
    permissions: { organization_private_registries: 'write', metadata: 'read' },
    events: [],
    installations_count: installations.length
  }
}

/** An installation as lists and its own address show it. */
export function shownInstallation(
  app: App,
  installation: Installation,
  world: World
): Record<string, unknown> {
  const { id, login, type, permissions, suspended, selection } = installation
  const owner = { login, id: findOrganization(world, login)?.id ?? 800 }
  const below = `${world.api}/app/installations/${id}`
  return {
    id,
    account: { ...shownOwner(owner, world.api), type },
    repository_selection: selection,
    access_tokens_url: `${below}/access_tokens`,
    repositories_url: `${world.api}/installation/repositories`,
    html_url: pageOf(installation),
    app_id: app.id,
    client_id: app.clientId,
    app_slug: app.slug,
    target_id: owner.id,
    target_type: type,
    permissions,
    events: [],
    ...made,
    single_file_name: null,
    suspended_by: suspended ? shownOwner(owner, world.api) : null,
    suspended_at: suspended ? '2026-02-01T00:00:00Z' : null
  }
}

/** Where the owners of an organization see an installation. */
export function pageOf({ login, id, type }: Installation): string {
  const settings = type === 'Organization' ? `organizations/${login}/settings` : 'settings'
  return `https://github.com/${settings}/installations/${id}`
}
