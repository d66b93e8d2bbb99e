import { readFileSync } from 'node:fs'

/** The variables of the process, read here and nowhere else. */
export type Variables = Readonly<Record<string, string | undefined>>

/** Events that anybody who sees a public repository can cause. */
const openToAll = ['issues', 'issue_comment', 'discussion', 'discussion_comment', 'fork', 'watch']

const instead = `Use push, schedule or workflow_dispatch, or set 'dry-run': true.`

/** What an operation that writes has to say of the event: why it must not, or what it may not have thought of. */
export function writingOn(variables: Variables): { problems: string[]; warnings: string[] } {
  const { name, cause, isForeign } = readEvent(variables)
  const called = cause === name ? name : `${name} (${cause})`
  const refused = (why: string) => ({
    problems: [`Nothing is written on ${called}: ${why} ${instead}`],
    warnings: []
  })
  const warned = (text: string) => ({ problems: [], warnings: [`${text} ${instead}`] })
  if (cause === undefined)
    return {
      problems: [
        `Nothing is written on ${name}: its payload cannot be read, or does not say which event began it. ${instead}`
      ],
      warnings: []
    }
  if (cause === 'pull_request_target')
    return refused('the workflow runs with secrets for code that anyone can propose.')
  if (isPullRequest(cause)) {
    if (name === 'workflow_run' && isForeign)
      return refused('a pull request from another repository caused it, and the workflow runs with secrets.')
    return warned(`This run writes on ${called}: what is not merged yet takes effect.`)
  }
  if (openToAll.includes(cause)) return warned(`This run writes on ${called}, which anyone can cause.`)
  return { problems: [], warnings: [] }
}

/** Why the token may be empty, and what to do. */
export function reasonForNoToken(variables: Variables): string {
  const never = `never the workflow's own GITHUB_TOKEN, which cannot`
  const usual = `'token' is missing; give it a token that may manage the organization's private registries (${never}). A secret that is not set arrives empty.`
  return reasonForEvent('token', variables) ?? usual
}

/** Why an input that holds a secret is empty in this event, if it is for that. */
export function reasonForEvent(input: 'token' | 'app-private-key', variables: Variables): string | undefined {
  const { name, isForeign } = readEvent(variables)
  const runs = isPullRequest(name) ? 'pull requests' : 'runs'
  if (variables['GITHUB_ACTOR'] === 'dependabot[bot]')
    return `'${input}' is empty: Dependabot's ${runs} get no Actions secrets, only Dependabot secrets. Store the ${input === 'token' ? 'token' : 'key'} as one, or skip this step for them.`
  return isPullRequest(name) && name !== 'pull_request_target' && isForeign
    ? `'${input}' is empty: pull requests from forks get no secrets. Skip this step for them.`
    : undefined
}

function isPullRequest(event: string): boolean {
  return /^pull_request(_|$)/.test(event)
}

/** The event, the one that caused it (undefined if nothing tells), and whether code of another repository did. */
interface Event {
  name: string
  cause: string | undefined
  isForeign: boolean
}

function readEvent(variables: Variables): Event {
  const name = variables['GITHUB_EVENT_NAME'] ?? ''
  const event = payloadOf(variables['GITHUB_EVENT_PATH'])
  if (name !== 'workflow_run') {
    const { head, base } = Object(event['pull_request'])
    return { name, cause: name, isForeign: head !== undefined && !isSame(head?.repo, base?.repo) }
  }
  const run = Object(event['workflow_run'])
  // What caused a run that another run caused is in no payload.
  const cause = typeof run.event === 'string' && run.event !== name ? run.event : undefined
  return { name, cause, isForeign: !isSame(run.head_repository, run.repository ?? event['repository']) }
}

/** A fork that is gone is null. */
function isSame(head: unknown, base: unknown): boolean {
  const [one, other] = [Object(head).full_name, Object(base).full_name]
  return typeof one === 'string' && one === other
}

function payloadOf(path: string | undefined): Record<string, unknown> {
  try {
    return Object(JSON.parse(readFileSync(path ?? '', 'utf8')))
  } catch {
    return {}
  }
}
