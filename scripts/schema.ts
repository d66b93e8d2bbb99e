// Writes the JSON Schema of the manifest from the tables in src; with --check only checks whether it is current.
import { readFileSync, writeFileSync } from 'node:fs'
import { entryKeys, perRegistryKeys } from '../src/registries/manifest-keys.ts'
import { notBlank } from '../src/registries/registry.ts'

type Schema = { [key: string]: Json }
type Json = null | boolean | number | string | Json[] | Schema

const file = 'manifest.schema.json'

/** The title and description of each key of an entry. */
export const keyTexts: Record<string, [title: string, description: string]> = {
  name: ['Name', 'The name of an existing registry, if several have the same type and address.'],
  registry_type: ['Type', 'The type of the registry.'],
  url: ['Address', 'The full address of the registry, with https:// and without user name or password.'],
  username: ['User name', 'The user name to log in with. null clears it.'],
  replaces_base: [
    'Replaces the public registry',
    'Whether Dependabot uses this registry instead of the public one.'
  ],
  visibility: ['Visibility', 'Which repositories of the organization can use the registry.'],
  auth_type: ['Authentication', 'How to log in to the registry. The default for a new registry is token.'],
  tenant_id: ['Azure tenant', 'The id of the Azure tenant. For oidc_azure.'],
  client_id: ['Azure client', 'The id of the Azure application. For oidc_azure.'],
  aws_region: ['AWS region', 'The AWS region of CodeArtifact. For oidc_aws.'],
  account_id: ['AWS account', 'The id of the AWS account, in quotes. For oidc_aws.'],
  role_name: ['AWS role', 'The name of the IAM role. For oidc_aws.'],
  domain: ['CodeArtifact domain', 'The CodeArtifact domain. For oidc_aws.'],
  domain_owner: ['CodeArtifact domain owner', 'The account that owns the domain, in quotes. For oidc_aws.'],
  jfrog_oidc_provider_name: ['JFrog provider', 'The name of the OIDC provider in JFrog. For oidc_jfrog.'],
  identity_mapping_name: ['JFrog identity mapping', 'The name of the identity mapping. For oidc_jfrog.'],
  audience: [
    'Audience',
    'The audience of the OIDC token. For oidc_aws, oidc_jfrog, oidc_cloudsmith and oidc_gcp.'
  ],
  namespace: ['Cloudsmith organization', 'The namespace in Cloudsmith. For oidc_cloudsmith.'],
  service_slug: ['Cloudsmith service account', 'The slug of the service account. For oidc_cloudsmith.'],
  api_host: ['Cloudsmith API host', 'The host of the Cloudsmith API. For oidc_cloudsmith.'],
  workload_identity_provider: [
    'Google identity provider',
    'The full resource name of the workload identity provider. For oidc_gcp.'
  ],
  service_account: [
    'Google service account',
    'The email of the service account to impersonate. For oidc_gcp.'
  ],
  secret_env: [
    'Variable with the secret',
    'The name of the variable that holds the secret, never the secret itself.'
  ],
  selected_repository_ids: [
    'Selected repositories by id',
    'The ids of the repositories that can use the registry. Only with visibility: selected.'
  ],
  selected_repositories: [
    'Selected repositories',
    'The repositories that can use the registry: names, patterns with * or ids. Only with visibility: selected.'
  ],
  orgs: [
    'Organizations',
    'The organizations that the registry is for. By default, every organization of the step.'
  ],
  ignore_advice: [
    'Ignored advice',
    'Names of advice that is not given about this registry, such as npm-replaces-base.'
  ]
}

/** The allowed values of a key. */
export type KeyShape = NonNullable<ReturnType<typeof entryKeys.get>>

/** The schema that ships with the action, for editors. The action rejects everything that the schema rejects. */
export function manifestSchema(): string {
  const names = [...entryKeys.keys()]
  const schema: Schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Private registries',
    description: 'The private registries of a GitHub organization.',
    type: 'object',
    properties: {
      defaults: {
        title: 'Defaults',
        description:
          'Keys for every registry that lacks them, where its auth_type and visibility allow them.',
        ...mappingOf(names.filter(name => !perRegistryKeys.includes(name)))
      },
      registries: {
        title: 'Registries',
        description: 'The registries you want. [] for none.',
        type: 'array',
        items: { title: 'Registry', ...mappingOf(names) }
      }
    },
    required: ['registries'],
    additionalProperties: false,
    // The type of a registry may come from the defaults.
    if: { properties: { defaults: given('registry_type') }, required: ['defaults'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema uses this name.
    then: entries({ anyOf: [given('name'), given('url')] }),
    else: entries({ anyOf: [given('name'), { allOf: [given('url'), given('registry_type')] }] }),
    definitions: Object.fromEntries([...entryKeys].map(([name, shape]) => [name, definition(name, shape)]))
  }
  return `${formatted(JSON.stringify(schema, null, 2))}\n`
}

/** Puts short lists on one line, as the formatter does. */
function formatted(json: string): string {
  return json.replace(/^( *"\w+": \[)\s+("[^[\]{}]*?")\s+(\],?)$/gm, (list, before, words, after) => {
    const line = before + words.replace(/\n */g, ' ') + after
    return line.length > 110 ? list : line
  })
}

/** Editors complete the properties; the patterns also accept hyphens. */
function mappingOf(names: readonly string[]): Schema {
  const underscored = names.filter(name => name.includes('_'))
  return {
    type: 'object',
    properties: Object.fromEntries(names.map(name => [name, reference(name)])),
    patternProperties: Object.fromEntries(
      underscored.map(name => [`^(?!${name}$)${name.replaceAll('_', '[_-]')}$`, reference(name)])
    ),
    additionalProperties: false
  }
}

function reference(name: string): Schema {
  return { $ref: `#/definitions/${name}` }
}

function entries(items: Schema): Schema {
  return { properties: { registries: { items } } }
}

function given(name: string): Schema {
  const spellings = [...new Set([name, name.replaceAll('_', '-')])]
  const schemas = spellings.map((spelling): Schema => ({ required: [spelling] }))
  return schemas.length === 1 ? { required: [name] } : { anyOf: schemas }
}

function definition(name: string, shape: KeyShape): Schema {
  const [title, description] = keyTexts[name] ?? []
  if (!title || !description) throw new Error(`scripts/schema.ts has no title and description for '${name}'.`)
  return { title, description, ...shapeOf(shape) }
}

function shapeOf(shape: KeyShape): Schema {
  switch (shape.kind) {
    case 'choice':
      return { type: 'string', ...choicesOf(shape.choices) }
    case 'boolean':
      return { type: 'boolean' }
    case 'text':
      return {
        type: shape.clearable ? ['string', 'null'] : 'string',
        pattern: (shape.pattern ?? notBlank).source,
        patternErrorMessage: `It must be ${shape.mustBe ?? 'text other than white space'}.`
      }
    case 'list':
      return {
        type: 'array',
        items: itemOf(shape),
        uniqueItems: true,
        ...(shape.mayBeEmpty ? {} : { minItems: 1 })
      }
  }
}

/** Editors complete the words; the pattern also accepts hyphens. */
function choicesOf(choices: readonly string[]): Schema {
  const underscored = choices.filter(choice => choice.includes('_'))
  if (underscored.length === 0) return { enum: [...choices] }
  return {
    anyOf: [{ enum: [...choices] }, { pattern: `^(${underscored.join('|').replaceAll('_', '[_-]')})$` }]
  }
}

function itemOf({ pattern, ids, mustBe }: Extract<KeyShape, { kind: 'list' }>): Schema {
  const text: Schema[] = pattern
    ? [{ type: 'string', pattern: pattern.source, patternErrorMessage: `It must be ${mustBe}.` }]
    : []
  const id: Schema[] = ids ? [{ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }] : []
  const [first = {}, ...more] = [...text, ...id]
  return more.length > 0 ? { anyOf: [first, ...more] } : first
}

if (import.meta.main) {
  const current = manifestSchema()
  if (!process.argv.includes('--check')) {
    writeFileSync(file, current)
  } else if (current !== readFileSync(file, 'utf8')) {
    console.error(`${file} does not match the tables in src. Run: npm run schema`)
    process.exitCode = 1
  } else {
    console.log(`${file} is current.`)
  }
}
