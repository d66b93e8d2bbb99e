import type { Habits } from './changes.ts'
import type { Schema } from './description.ts'

/** One place where the real GitHub is known to differ from its description. */
export interface Deviation {
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

/**
 * Everything in which this server and the real GitHub differ from the description. Of statuses, all endpoints may answer
 * more than they list: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export const deviations: readonly Deviation[] = [
  // A 422 repeats its status: https://github.com/rollthecloudinc/hedge/issues/256
  { members: { 'validation-error': { status: text } } },
  // As `validation-error-simple` in the same description, for other endpoints.
  { members: { 'validation-error': { errors: { type: 'array', items: text } } } },
  // 400 for no JSON and an unknown version: https://github.com/expipiplus1/update-nix-fetchgit/issues/79
  // 409 as in https://docs.github.com/rest/actions/secrets, 410 for a version that is over:
  // https://docs.github.com/rest/about-the-rest-api/api-versions
  // 429: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
  { answers: { statuses: [400, 401, 403, 404, 409, 410, 429], body: error } },
  // https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent
  { answers: { statuses: [403], body: text } },
  { answers: { statuses: [500, 502, 503, 504], body: { anyOf: [error, text] } } },
  // Nobody has shown it, nor the next one; a server that learns to do so must find this action ready.
  {
    members: { [registry]: { selected_repository_ids: { type: 'array', items: { type: 'integer' } } } },
    habit: 'showsSelectedIds'
  },
  {
    members: { [registry]: { url: text }, [`${registry}-with-selected-repositories`]: { url: text } },
    habit: 'drops'
  },
  // https://docs.github.com/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens
  { members: { 'app-permissions': { organization_private_registries: { enum: ['read', 'write'] } } } },
  // There an account is said to be a person and an enterprise at once; for other endpoints it is one of them.
  {
    answers: {
      ...{ to: '/app/installations', statuses: [200] },
      body: { type: 'array', items: { $ref: '#/components/schemas/installation' } }
    }
  }
]

/** The deviations that a server with these habits may show. */
export function deviationsWith(habits: Habits): readonly Deviation[] {
  return deviations.filter(({ habit }) => habit === undefined || habits[habit])
}
