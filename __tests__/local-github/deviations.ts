import type { Habits } from './changes.ts'
import type { Schema } from './description.ts'

/** One place where the real GitHub is known to differ from its description. */
export interface Deviation {
  readonly name: string
  readonly what: string
  readonly source: string
  /** What members of described schemas may be too: by schema, then by member. */
  readonly members?: Readonly<Record<string, Readonly<Record<string, Schema>>>>
  /** What answers may be too: those of one path, or all. */
  readonly answers?: { readonly to?: string; readonly statuses: readonly number[]; readonly body: Schema }
  /** The habit without which no server differs so. */
  readonly habit?: keyof Habits
}

const text: Schema = { type: 'string' }
const error: Schema = {
  type: 'object',
  properties: { message: text, documentation_url: text, status: text },
  required: ['message', 'documentation_url']
}
const registry = 'org-private-registry-configuration'
const newRegistry = `${registry}-with-selected-repositories`
const troubleshooting = 'https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api'

/** Answers of these statuses come from every endpoint. */
const everywhere = (statuses: readonly number[], body: Schema = error) => ({ answers: { statuses, body } })

const byName: Readonly<Record<string, Omit<Deviation, 'name'>>> = {
  'status-in-validation-errors': {
    what: 'A 422 repeats its status as a string, "422".',
    source: 'https://github.com/rollthecloudinc/hedge/issues/256',
    members: { 'validation-error': { status: text } }
  },
  'errors-as-strings': {
    what: 'The `errors` of a 422 may be strings instead of objects.',
    source: 'validation-error-simple in the same description, for other endpoints',
    members: { 'validation-error': { errors: { type: 'array', items: text } } }
  },
  'refused-token': {
    what: '401 and 403 come from every endpoint, also from those that list neither.',
    source: troubleshooting,
    ...everywhere([401, 403])
  },
  'user-agent-required': {
    what: 'A request without User-Agent is refused with plain text.',
    source: 'https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent',
    ...everywhere([403], text)
  },
  'bad-request': {
    what: 'A body that is not JSON and an unknown X-GitHub-Api-Version are a 400 everywhere.',
    source: 'https://github.com/expipiplus1/update-nix-fetchgit/issues/79',
    ...everywhere([400])
  },
  'not-found': {
    what: 'A 404 comes also from the list of repositories, which lists only 200.',
    source: `${troubleshooting}#404-not-found-for-an-existing-resource`,
    ...everywhere([404])
  },
  conflict: {
    what: 'A write may meet another one: 409.',
    source: 'https://docs.github.com/rest/actions/secrets, which lists 409 for the like writes',
    ...everywhere([409])
  },
  'retired-version': {
    what: 'An X-GitHub-Api-Version that is no longer supported is a 410.',
    source: 'https://docs.github.com/rest/about-the-rest-api/api-versions',
    ...everywhere([410])
  },
  'rate-limit': {
    what: 'Too many requests are refused with 429 (or 403).',
    source: 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api',
    ...everywhere([429])
  },
  'server-error': {
    what: 'GitHub may be out of order: 500, 502, 503, 504, with JSON or a page of HTML.',
    source: troubleshooting,
    ...everywhere([500, 502, 503, 504], { anyOf: [error, text] })
  },
  'selected-ids': {
    what: 'GET and the list may show the ids of the selected repositories, as the 201 does.',
    source: 'nobody has shown it; a server that learns to do so must find this action ready',
    members: { [registry]: { selected_repository_ids: { type: 'array', items: { type: 'integer' } } } },
    habit: 'showsSelectedIds'
  },
  'stored-address': {
    what: 'An address may be stored without its scheme, so that it is no URI any more.',
    source: 'nobody has shown it; a server that does so must find this action ready',
    members: { [registry]: { url: text }, [newRegistry]: { url: text } },
    habit: 'drops'
  },
  'numeric-paths': {
    what: 'Link headers and redirects name /organizations/{id}/… and /repositories/{id}, which are not described.',
    source:
      'https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api#using-link-headers'
  },
  'permission-key': {
    what: 'The permissions of an App, of its installations and of their tokens may hold organization_private_registries.',
    source:
      'https://docs.github.com/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens',
    members: { 'app-permissions': { organization_private_registries: { enum: ['read', 'write'] } } }
  },
  'installation-account': {
    what: 'In the list of installations, the account is said to be a person and an enterprise at once; it is one of them.',
    source: 'installation in the same description, for other endpoints',
    answers: {
      to: '/app/installations',
      statuses: [200],
      body: { type: 'array', items: { $ref: '#/components/schemas/installation' } }
    }
  }
}

/** Everything in which this server and the real GitHub differ from the description. */
export const deviations: readonly Deviation[] = Object.entries(byName).map(([name, one]) => ({
  name,
  ...one
}))

/** The deviations that a server with these habits may show. */
export function deviationsWith(habits: Habits): readonly Deviation[] {
  return deviations.filter(({ habit }) => habit === undefined || habits[habit])
}
