import { join } from 'node:path'

/** The `github` context of a job in a repository `widgets`, where the given values do not say otherwise. */
export function githubContext(given: Record<string, string>): Record<string, string> {
  const owner = given['repository_owner'] ?? 'acme'
  const actor = given['actor'] ?? 'octocat'
  return {
    ...{
      action: '__run',
      actor,
      actor_id: '583231',
      triggering_actor: actor,
      event_name: 'workflow_dispatch'
    },
    ...{ api_url: 'https://api.github.com', graphql_url: 'https://api.github.com/graphql' },
    ...{ job: 'registries', workflow: 'Registries', retention_days: '90', server_url: 'https://github.com' },
    ...{ ref: 'refs/heads/main', ref_name: 'main', ref_protected: 'true', ref_type: 'branch' },
    ...{ repository: `${owner}/widgets`, repository_id: '1296269' },
    ...{ repository_owner: owner, repository_owner_id: '9919' },
    ...{ run_attempt: '1', run_id: '1658821493', run_number: '3' },
    sha: 'ffac537e6cbbf934b08745a378932722df287a53',
    ...given
  }
}

/** All variables of the action's process; those of the job win, so that a test can break any of them. */
export function stepEnvironment(
  inputs: Record<string, string>,
  github: Record<string, string>,
  temporary: string,
  job: Record<string, string>
): Record<string, string> {
  return {
    ...prefixed('INPUT_', inputs),
    ...prefixed('GITHUB_', github),
    ...{ CI: 'true', GITHUB_ACTIONS: 'true', HOME: temporary, PATH: process.env['PATH'] ?? '' },
    ...{ RUNNER_ARCH: 'X64', RUNNER_ENVIRONMENT: 'github-hosted', RUNNER_NAME: 'GitHub Actions 1' },
    ...{ RUNNER_OS: 'Linux', RUNNER_TEMP: temporary, RUNNER_TOOL_CACHE: join(temporary, 'tools') },
    TMPDIR: temporary,
    ...job
  }
}

// Only spaces are replaced: a hyphen stays, as in INPUT_DRY-RUN.
function prefixed(prefix: string, values: Record<string, string>): Record<string, string> {
  const entries = Object.entries(values)
  return Object.fromEntries(
    entries.map(([name, value]) => [prefix + name.replaceAll(' ', '_').toUpperCase(), value])
  )
}
