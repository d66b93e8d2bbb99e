import { orgName, registryName } from './names.ts'
import { type FieldName, fieldNames, fields } from './registry.ts'
import { selectionPattern } from './selection.ts'
import { tokenPattern } from './token.ts'

/** What the value of a key may be; `mustBe` says it in words. */
export type Shape =
  | { kind: 'text'; clearable?: true; pattern?: RegExp; mustBe?: string }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'boolean' }
  | { kind: 'list'; items: Items; mayBeEmpty: boolean }

/** What a list may hold: texts of a pattern, ids, or both. */
export interface Items {
  pattern?: RegExp
  ids: boolean
  mustBe: string
}

/** A key of an entry: what its value may be, and what it means. */
export interface ManifestKey {
  shape: Shape
  title: string
  description: string
}

/** Text that is more than white space. */
export const notBlank = /\S/

const reservedPrefixes = ['GITHUB', 'INPUT', 'ACTIONS', 'RUNNER', 'NODE']
const reservedNames = ['PATH', 'HOME']
/** What setup-node gives npm to log in with. */
const allowedName = 'NODE_AUTH_TOKEN'

const secretEnv: ManifestKey = {
  shape: {
    kind: 'text',
    pattern: new RegExp(
      `^(?!(?!${allowedName}$)(${anyCase(reservedPrefixes)})_)(?!(${anyCase(reservedNames)})$)(?!${tokenPattern})[A-Za-z_][A-Za-z0-9_]*$`
    ),
    mustBe: `the name of a variable, and not one of ${reservedPrefixes.map(prefix => `${prefix}_*`).join(', ')} (but ${allowedName}), ${reservedNames.join(', ')}`
  },
  title: 'Variable with the secret',
  description: 'The name of the variable that holds the secret. Never the secret itself.'
}

const fieldTexts: Record<FieldName, [title: string, description: string]> = {
  registry_type: ['Type', 'The type of the registry.'],
  url: [
    'Address',
    'The complete address of the registry, with https://. It holds no user name and no password.'
  ],
  username: ['User name', 'The name to log in with. null clears it.'],
  replaces_base: [
    'Replaces the public registry',
    'Whether Dependabot uses this registry in place of the public one of its kind.'
  ],
  visibility: ['Visibility', 'Which repositories of the organization may use the registry.'],
  auth_type: ['Authentication', 'How to log in to the registry. For a new registry the default is token.'],
  tenant_id: ['Azure tenant', 'The id of the Azure tenant. For oidc_azure.'],
  client_id: ['Azure client', 'The id of the Azure application. For oidc_azure.'],
  aws_region: ['AWS region', 'The region of the AWS registry. For oidc_aws.'],
  account_id: ['AWS account', 'The id of the AWS account, in quotes. For oidc_aws.'],
  role_name: ['AWS role', 'The name of the AWS role. For oidc_aws.'],
  domain: ['CodeArtifact domain', 'The CodeArtifact domain. For oidc_aws.'],
  domain_owner: ['CodeArtifact domain owner', 'The account that owns the domain, in quotes. For oidc_aws.'],
  jfrog_oidc_provider_name: ['JFrog provider', 'The name of the OIDC provider in JFrog. For oidc_jfrog.'],
  identity_mapping_name: ['JFrog identity mapping', 'The name of the identity mapping. For oidc_jfrog.'],
  audience: [
    'Audience',
    'Whom the OIDC token is for. For oidc_aws, oidc_jfrog, oidc_cloudsmith and oidc_gcp.'
  ],
  namespace: ['Cloudsmith organization', 'The namespace in Cloudsmith. For oidc_cloudsmith.'],
  service_slug: ['Cloudsmith service account', 'The slug of the service account. For oidc_cloudsmith.'],
  api_host: ['Cloudsmith API host', 'The host of the Cloudsmith API. For oidc_cloudsmith.'],
  workload_identity_provider: [
    'Google identity provider',
    'The full name of the workload identity provider. For oidc_gcp.'
  ],
  service_account: ['Google service account', 'The service account to act as. For oidc_gcp.']
}

const fieldKeys = fieldNames.map((field): [string, ManifestKey] => {
  const [title, description] = fieldTexts[field]
  return [field, { shape: fields[field], title, description }]
})

/** Every key that an entry of the manifest may have, in the order in which they are told of. */
export const entryKeys: ReadonlyMap<string, ManifestKey> = new Map([
  [
    'name',
    {
      shape: {
        kind: 'text',
        pattern: registryName,
        mustBe: 'the name of a registry: letters, digits, _, - and ., and not public-key'
      },
      title: 'Name',
      description: 'Pins one of several registries of the same type and address. It must exist.'
    }
  ],
  ...fieldKeys,
  ['secret_env', secretEnv],
  [
    'selected_repository_ids',
    {
      shape: {
        kind: 'list',
        items: { ids: true, mustBe: `a repository's id, which is a whole number such as 1296269` },
        mayBeEmpty: true
      },
      title: 'Selected repositories by id',
      description: 'The ids of the repositories that may use the registry. Goes with visibility: selected.'
    }
  ],
  [
    'selected_repositories',
    {
      shape: {
        kind: 'list',
        items: {
          pattern: selectionPattern,
          ids: true,
          mustBe: `a repository's name, a pattern with * or an id`
        },
        mayBeEmpty: true
      },
      title: 'Selected repositories',
      description:
        'The repositories that may use the registry: names, patterns with * or ids. Goes with visibility: selected.'
    }
  ],
  [
    'orgs',
    {
      shape: {
        kind: 'list',
        items: { pattern: orgName, ids: false, mustBe: `an organization's name` },
        mayBeEmpty: false
      },
      title: 'Organizations',
      description: 'The only organizations in which the registry is wanted. Without it, in all of the step.'
    }
  ]
])

/** Keys that belong to one registry, so that `defaults` cannot have them. */
export const keysOfOne: readonly string[] = ['name', 'url']

/** JSON Schema knows no pattern without regard to case. */
function anyCase(words: readonly string[]): string {
  const letters = (word: string) =>
    word.replace(/[a-z]/gi, letter => `[${letter.toUpperCase()}${letter.toLowerCase()}]`)
  return words.map(letters).join('|')
}
