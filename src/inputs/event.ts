import { readFileSync } from 'node:fs'
import type { Form, Variables } from './form.ts'

/** Events that anyone who can see a public repository can cause. */
const openToAll = ['issues', 'issue_comment', 'discussion', 'discussion_comment', 'fork', 'watch']

const instead = `Use push, schedule or workflow_dispatch, or set 'dry-run': true.`

/** Adds a problem if this event must not write, or a warning if writing on it may be unintended. */
export function checkEvent({ variables, problems, warnings }: Form): void {
  const { name, cause, isForeign } = readEvent(variables)
  const called = cause === undefined || cause === name ? name : `${name} (${cause})`
  const refuse = (why: string) => problems.push(`Nothing is written on ${called}: ${why} ${instead}`)
  const warn = (what: string) => warnings.push(`This run writes on ${called}${what} ${instead}`)
  if (cause === undefined) refuse('its payload cannot be read, or does not say which event began it.')
  else if (cause === 'pull_request_target')
    refuse('the workflow runs with secrets for code that anyone can propose.')
  else if (name === 'workflow_run' && isPullRequest(cause) && isForeign)
    refuse('a pull request from another repository caused it, and the workflow runs with secrets.')
  else if (isPullRequest(cause)) warn(': what is not merged yet takes effect.')
  else if (openToAll.includes(cause)) warn(', which anyone can cause.')
}

/** Why the token may be empty, and what to do. */
export function reasonForNoToken(variables: Variables): string {
  const never = `never the workflow's own GITHUB_TOKEN, which cannot`
  const usual = `'token' is missing; give it a token that may manage the organization's private registries (${never}). A secret that is not set arrives empty.`
  return reasonForEvent('token', variables) ?? usual
}

/** Why an input that holds a secret is empty, if the event is the reason. */
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

/** The event, the one that caused it (undefined if unknown), and whether it runs on code of another repository. */
function readEvent(variables: Variables): { name: string; cause: string | undefined; isForeign: boolean } {
  const name = variables['GITHUB_EVENT_NAME'] ?? ''
  const event = payloadOf(variables['GITHUB_EVENT_PATH'])
  if (name !== 'workflow_run') {
    const { head, base } = Object(event['pull_request'])
    return { name, cause: name, isForeign: head !== undefined && !isSame(head?.repo, base?.repo) }
  }
  const run = Object(event['workflow_run'])
  // No payload says what caused a run that another run caused.
  const cause = typeof run.event === 'string' && run.event !== name ? run.event : undefined
  return { name, cause, isForeign: !isSame(run.head_repository, run.repository ?? event['repository']) }
}

/** A deleted fork is null. */
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
