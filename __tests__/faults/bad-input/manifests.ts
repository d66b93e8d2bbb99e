import { type Case, good } from './case.ts'

/** A good manifest: every kind of key once, one registry to an entry, one key to a line. */
export const manifestText = `# What acme has
defaults:
  replaces_base: false
registries:
  - registry_type: npm_registry
    url: https://npm.acme.example/
    username: ci
    secret_env: NPM_TOKEN
    visibility: private
  - registry_type: maven_repository
    url: "https://maven.acme.example"
    secret_env: NPM_TOKEN
    visibility: selected
    selected_repositories: [web, api-*]
  - registry_type: docker_registry
    url: https://acme.azurecr.io
    auth_type: oidc_azure
    tenant_id: 12345678-1234-1234-1234-123456789012
    client_id: abcdef01-2345-6789-abcd-ef0123456789
    visibility: all
    orgs: [acme]
  - registry_type: python_index
    url: https://pypi.acme.example/simple
    auth_type: oidc_aws
    aws_region: eu-west-1
    account_id: '012345678901'
    role_name: reader
    domain: acme
    domain_owner: '098765432109'
    visibility: selected
    selected_repository_ids: [1001001]
`

/** A line with a key: what stands before it, the key, its value. */
export interface Line {
  /** Counted from 0. */
  readonly index: number
  readonly start: string
  readonly key: string
  readonly value: string
}

/** The lines of the good manifest. */
export const manifestLines: readonly string[] = manifestText.split('\n')

/** Its lines with a key and a value. */
export const keyLines: readonly Line[] = manifestLines.flatMap((line, index) => {
  const [, start, key, value] = /^( +(?:- )?)(\w+): (.+)$/.exec(line) ?? []
  return start === undefined || key === undefined || value === undefined ? [] : [{ index, start, key, value }]
})

/** The manifest with other lines in the place of one. */
export function withLines(index: number, ...lines: readonly string[]): string {
  return manifestLines.toSpliced(index, 1, ...lines).join('\n')
}

/** The case of a manifest that is certainly bad. */
export function manifestCase(
  name: string,
  manifest: string | Uint8Array,
  place: string | RegExp,
  number = 0
): Case {
  const operations = [good['manifest'], good['planned'], good['rotate']]
  return { name, inputs: operations[number % 3] ?? {}, manifest, outcome: 'refused', named: [place] }
}
