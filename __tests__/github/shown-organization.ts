import type { Organization } from './organization.ts'

/** An organization as its own address shows it. */
export function shownOrganization(
  { login, id, repositories }: Organization,
  api: string
): Record<string, unknown> {
  const url = `${api}/orgs/${login}`
  return {
    login,
    id,
    node_id: `O_${id}`,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}`,
    html_url: `https://github.com/${login}`,
    description: null,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: repositories.filter(repository => !repository.private).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    archived_at: null
  }
}
