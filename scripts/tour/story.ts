import { defaultToken } from '../../__tests__/github/tokens.ts'

/** One step of the tour, written as a workflow would have it. */
export interface Scene {
  title: string
  with: Record<string, string | boolean>
  /** The step is meant to fail. */
  fails?: true
}

/** The Actions secrets of the made-up organization. */
export const secrets: Readonly<Record<string, string>> = {
  REGISTRIES_TOKEN: defaultToken,
  NPM_TOKEN: 'npm-made-up-1',
  NEW_NPM_TOKEN: 'npm-made-up-2',
  MAVEN_PASSWORD: 'maven-made-up',
  HELM_PASSWORD: 'helm-made-up'
}

/** The repositories of the made-up organization. */
export const repositories = ['web', 'api-orders', 'api-users', 'docs']

/** The secret that each registry holds when the tour is over. */
export const secretsInTheEnd: Readonly<Record<string, string>> = {
  NPM_REGISTRY_SECRET: 'npm-made-up-2',
  MAVEN_REPOSITORY_SECRET: 'maven-made-up'
}

const token = '${{ secrets.REGISTRIES_TOKEN }}'

/** All steps, in their order. */
export const scenes: readonly Scene[] = [
  {
    title: 'Create an npm registry with a token',
    with: {
      operation: 'create',
      token,
      'registry-type': 'npm_registry',
      url: 'https://npm.acme.example',
      'replaces-base': true,
      visibility: 'private',
      secret: '${{ secrets.NPM_TOKEN }}'
    }
  },
  {
    title: 'Create a Maven repository with user and password, for selected repositories',
    with: {
      operation: 'create',
      token,
      'registry-type': 'maven_repository',
      url: 'https://maven.acme.example',
      visibility: 'selected',
      'selected-repositories': 'web, api-*',
      'auth-type': 'username_password',
      username: 'ci',
      secret: '${{ secrets.MAVEN_PASSWORD }}'
    }
  },
  {
    title: 'Create a Docker registry with Azure OIDC, which needs no secret',
    with: {
      operation: 'create',
      token,
      'registry-type': 'docker_registry',
      url: 'https://acme.azurecr.io',
      visibility: 'all',
      'auth-type': 'oidc_azure',
      'tenant-id': '12345678-1234-1234-1234-123456789012',
      'client-id': 'abcdef01-2345-6789-abcd-ef0123456789'
    }
  },
  { title: 'List all registries', with: { operation: 'list', token } },
  { title: 'Get one of them', with: { operation: 'get', token, name: 'MAVEN_REPOSITORY_SECRET' } },
  {
    title: 'Update one: a new secret and a user name',
    with: {
      operation: 'update',
      token,
      name: 'NPM_REGISTRY_SECRET',
      username: 'ci',
      secret: '${{ secrets.NEW_NPM_TOKEN }}'
    }
  },
  {
    title: 'Delete one, found by type and address',
    with: {
      operation: 'delete',
      token,
      'registry-type': 'docker_registry',
      url: 'https://acme.azurecr.io'
    }
  },
  {
    title: 'A step that fails: three inputs are wrong, and nothing is sent',
    with: {
      operation: 'create',
      token,
      'registry-type': 'helm_registry',
      url: 'helm.acme.example',
      visibility: 'selected',
      'auth-type': 'username-password',
      username: 'ci',
      secret: '${{ secrets.HELM_PASSWORD }}'
    },
    fails: true
  }
]
