import type { App } from './app.ts'
import type { Reply } from './endpoints.ts'
import { installationWith, makeToken } from './installation-tokens.ts'
import { pageOf } from './pages.ts'
import { notFound } from './refusal.ts'
import { shownApp, shownInstallation } from './shown-app.ts'
import { isSameName, type World } from './world.ts'

/** A request of an App that was let through. */
export interface AskedByApp {
  readonly world: World
  readonly app: App
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
}

/** What an App may ask of this server with a token that it has signed, by route. */
export const appEndpoints: Readonly<Record<string, (asked: AskedByApp) => Reply>> = {
  'GET /app': ({ app, world }) => ({ status: 200, body: shownApp(app, world) }),

  'GET /app/installations'({ app, world, query }) {
    const { entries, headers } = pageOf(app.installations, query, `${world.api}/app/installations`)
    return { status: 200, headers, body: entries.map(one => shownInstallation(app, one, world)) }
  },

  'GET /orgs/{org}/installation'({ app, world, params: { org = '' } }) {
    const installation = app.installations.find(
      ({ login, type }) => type === 'Organization' && isSameName(login, org)
    )
    if (!installation) throw notFound()
    return { status: 200, body: shownInstallation(app, installation, world) }
  },

  'POST /app/installations/{installation_id}/access_tokens'({ app, world, params, body }) {
    const installation = installationWith(params['installation_id'], app.installations)
    return { status: 201, body: makeToken(installation, body, world) }
  }
}

/** A request with a token of an installation that was let through. */
export interface AskedByInstallation {
  readonly world: World
  readonly token: string
}

/** What only the token of an installation may ask, by route. */
export const installationEndpoints: Readonly<Record<string, (asked: AskedByInstallation) => Reply>> = {
  'DELETE /installation/token'({ world, token }) {
    world.tokens.delete(token)
    return { status: 204 }
  }
}
