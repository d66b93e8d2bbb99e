import { oidcFields } from './auth-types.ts'
import type { Habits } from './changes.ts'
import { descriptionId, type Schema } from './schemas.ts'

/** One place where the real GitHub is known to differ from its description. */
export interface Deviation {
  readonly name: string
  readonly what: string
  readonly source: string
  /** The answers that it allows although the description does not. */
  readonly answers?: { readonly statuses: readonly number[]; readonly body: Schema }
  /** The bodies that it allows although the description does not. */
  readonly bodies?: Schema
  /** The habit without which no server differs so. */
  readonly habit?: keyof Habits
}

const error: Schema = {
  type: 'object',
  properties: {
    message: { type: 'string' },
    documentation_url: { type: 'string' },
    status: { type: 'string' }
  },
  required: ['message', 'documentation_url'],
  additionalProperties: false
}

function errorWith(items: Schema): Schema {
  return {
    ...error,
    properties: { ...(error['properties'] as Schema), errors: { type: 'array', items } },
    required: ['message', 'documentation_url', 'status']
  }
}

const fieldError: Schema = {
  type: 'object',
  properties: {
    resource: { type: 'string' },
    field: { type: 'string' },
    code: { type: 'string' },
    message: { type: 'string' }
  },
  required: ['code'],
  additionalProperties: false
}

const shownFields = [
  ...['name', 'registry_type', 'auth_type', 'url', 'username', 'replaces_base', 'visibility'],
  ...[...oidcFields, 'created_at', 'updated_at']
]

// In the description of the 201, unlike in those of GET and the list, the user name cannot be null.
const registryWithIds: Schema = {
  type: 'object',
  properties: {
    ...Object.fromEntries(
      shownFields.map(field => [
        field,
        {
          $ref: `${descriptionId}#/components/schemas/org-private-registry-configuration/properties/${field}`
        }
      ])
    ),
    selected_repository_ids: { type: 'array', items: { type: 'integer' } }
  },
  required: ['name', 'registry_type', 'visibility', 'created_at', 'updated_at'],
  additionalProperties: false
}

const registryAnywhere: Schema = {
  ...registryWithIds,
  properties: { ...(registryWithIds['properties'] as Schema), url: { type: 'string' } }
}

function listOf(items: Schema): Schema {
  return {
    type: 'object',
    properties: { total_count: { type: 'integer' }, configurations: { type: 'array', items } },
    required: ['total_count', 'configurations'],
    additionalProperties: false
  }
}

function described(schema: string, property: string): Schema {
  return { $ref: `${descriptionId}#/components/schemas/${schema}/properties/${property}` }
}

const permissionsWithKey: Schema = {
  type: 'object',
  properties: {
    organization_private_registries: { enum: ['read', 'write'] },
    metadata: described('app-permissions', 'metadata')
  },
  required: ['organization_private_registries'],
  additionalProperties: false
}

const installationFields = [
  ...['id', 'account', 'repository_selection', 'access_tokens_url', 'repositories_url', 'html_url', 'app_id'],
  ...[
    'client_id',
    'target_id',
    'target_type',
    'permissions',
    'events',
    'created_at',
    'updated_at',
    'app_slug'
  ],
  ...['single_file_name', 'suspended_by', 'suspended_at']
]

function installationWith(permissions: Schema): Schema {
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(installationFields.map(field => [field, described('installation', field)])),
      permissions
    },
    required: installationFields,
    additionalProperties: false
  }
}

const anyPermissions: Schema = { anyOf: [permissionsWithKey, described('installation', 'permissions')] }

const tokenWithKey: Schema = {
  type: 'object',
  properties: {
    token: { type: 'string' },
    expires_at: { type: 'string', format: 'date-time' },
    permissions: permissionsWithKey,
    repository_selection: { enum: ['all', 'selected'] }
  },
  required: ['token', 'expires_at', 'permissions', 'repository_selection'],
  additionalProperties: false
}

const troubleshooting = 'https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api'
const rateLimits = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api'

/** Everything in which this server and the real GitHub differ from the description. */
export const deviations: readonly Deviation[] = [
  {
    name: 'status-in-validation-errors',
    what: 'A 422 repeats its status as a string, "422".',
    source: 'https://github.com/rollthecloudinc/hedge/issues/256',
    answers: { statuses: [422], body: errorWith(fieldError) }
  },
  {
    name: 'errors-as-strings',
    what: 'The `errors` of a 422 may be strings instead of objects.',
    source: 'validation-error-simple in the same description, for other endpoints',
    answers: { statuses: [422], body: errorWith({ type: 'string' }) }
  },
  {
    name: 'refused-token',
    what: '401 and 403 come from every endpoint, also from those that list neither.',
    source: troubleshooting,
    answers: { statuses: [401, 403], body: error }
  },
  {
    name: 'user-agent-required',
    what: 'A request without User-Agent is refused with plain text.',
    source: 'https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent',
    answers: { statuses: [403], body: { type: 'string' } }
  },
  {
    name: 'bad-request',
    what: 'A body that is not JSON and an unknown X-GitHub-Api-Version are a 400 everywhere.',
    source: 'https://github.com/expipiplus1/update-nix-fetchgit/issues/79',
    answers: { statuses: [400], body: error }
  },
  {
    name: 'not-found',
    what: 'A 404 comes also from the list of repositories, which lists only 200.',
    source: `${troubleshooting}#404-not-found-for-an-existing-resource`,
    answers: { statuses: [404], body: error }
  },
  {
    name: 'conflict',
    what: 'A write may meet another one: 409.',
    source: 'https://docs.github.com/rest/actions/secrets, which lists 409 for the like writes',
    answers: { statuses: [409], body: error }
  },
  {
    name: 'retired-version',
    what: 'An X-GitHub-Api-Version that is no longer supported is a 410.',
    source: 'https://docs.github.com/rest/about-the-rest-api/api-versions',
    answers: { statuses: [410], body: error }
  },
  {
    name: 'rate-limit',
    what: 'Too many requests are refused with 429 (or 403).',
    source: rateLimits,
    answers: { statuses: [429], body: error }
  },
  {
    name: 'server-error',
    what: 'GitHub may be out of order: 500, 502, 503, 504, with JSON or a page of HTML.',
    source: troubleshooting,
    answers: { statuses: [500, 502, 503, 504], body: { anyOf: [error, { type: 'string' }] } }
  },
  {
    name: 'selected-ids',
    what: 'GET and the list may show the ids of the selected repositories, as the 201 does.',
    source: 'nobody has shown it; a server that learns to do so must find this action ready',
    answers: { statuses: [200], body: { anyOf: [registryWithIds, listOf(registryWithIds)] } },
    habit: 'showsSelectedIds'
  },
  {
    name: 'stored-address',
    what: 'An address may be stored without its scheme, so that it is no URI any more.',
    source: 'nobody has shown it; a server that does so must find this action ready',
    answers: { statuses: [200, 201], body: { anyOf: [registryAnywhere, listOf(registryAnywhere)] } },
    habit: 'drops'
  },
  {
    name: 'numeric-paths',
    what: 'Link headers and redirects name /organizations/{id}/… and /repositories/{id}, which are not described.',
    source:
      'https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api#using-link-headers'
  },
  {
    name: 'permission-key',
    what: 'The permissions of an App, of its installations and of their tokens may hold organization_private_registries.',
    source:
      'https://docs.github.com/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens',
    answers: {
      statuses: [200, 201],
      body: { anyOf: [tokenWithKey, installationWith(permissionsWithKey)] }
    },
    bodies: {
      type: 'object',
      properties: { permissions: permissionsWithKey },
      required: ['permissions'],
      additionalProperties: false
    }
  },
  {
    name: 'installation-account',
    what: 'In the list of installations, the account is said to be a person and an enterprise at once; it is one of them.',
    source: 'installation in the same description, for other endpoints',
    answers: { statuses: [200], body: { type: 'array', items: installationWith(anyPermissions) } }
  }
]

/** The deviations that a server with these habits may show. */
export function deviationsWith(habits: Habits): readonly Deviation[] {
  return deviations.filter(({ habit }) => habit === undefined || habits[habit])
}
