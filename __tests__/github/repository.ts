/** A repository of an organization. */
export interface Repository {
  readonly id: number
  name: string
  readonly formerNames: string[]
  readonly archived: boolean
  readonly private: boolean
}

/** How a test describes a repository. */
export interface GivenRepository {
  name: string
  id?: number
  archived?: boolean
  private?: boolean
}

/** Who owns a repository, and where the server is that shows it. */
export interface Place {
  readonly owner: { readonly login: string; readonly id: number }
  /** The address of the REST API. */
  readonly api: string
}

// The addresses below a repository's own one.
const addresses = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}'
}

const nothing = {
  description: null,
  homepage: null,
  language: null,
  license: null,
  mirror_url: null,
  fork: false,
  disabled: false,
  has_issues: true,
  has_projects: true,
  has_wiki: true,
  has_pages: false,
  has_discussions: false,
  forks: 0,
  forks_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  stargazers_count: 0,
  watchers: 0,
  watchers_count: 0,
  size: 0,
  default_branch: 'main',
  pushed_at: '2026-01-01T00:00:00Z',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z'
}

/** A repository as lists show it. */
export function shownRepository(repository: Repository, { owner, api }: Place): Record<string, unknown> {
  const { id, name, archived } = repository
  const full_name = `${owner.login}/${name}`
  const url = `${api}/repos/${full_name}`
  const html_url = `https://github.com/${full_name}`
  const below = Object.entries(addresses).map(([field, suffix]) => [field, url + suffix])
  return {
    id,
    node_id: `R_${id}`,
    name,
    full_name,
    owner: shownOwner(owner, api),
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    archived,
    url,
    html_url,
    svn_url: html_url,
    clone_url: `${html_url}.git`,
    git_url: `git://github.com/${full_name}.git`,
    ssh_url: `git@github.com:${full_name}.git`,
    ...Object.fromEntries(below),
    ...nothing
  }
}

/** A repository as its own address shows it. */
export function shownFullRepository(repository: Repository, place: Place): Record<string, unknown> {
  return { ...shownRepository(repository, place), network_count: 0, subscribers_count: 0 }
}

/** The owner of a repository or an App, an organization. */
export function shownOwner({ login, id }: Place['owner'], api: string): Record<string, unknown> {
  const url = `${api}/users/${login}`
  return {
    login,
    id,
    node_id: `O_${id}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: 'Organization',
    site_admin: false
  }
}
