import { readFileSync } from 'node:fs'

/** The variables of the process, read here and nowhere else. */
export type Variables = Readonly<Record<string, string | undefined>>

/** Why nothing may be written in this event; empty if it may. */
export function reasonsNotToWrite(variables: Variables): string[] {
  if (variables['GITHUB_EVENT_NAME'] !== 'pull_request_target') return []
  return [
    `Nothing is written on pull_request_target: the workflow runs with secrets for code that anybody may propose. Use push, schedule or workflow_dispatch, or give 'dry-run': true.`
  ]
}

/** Why the token may be empty, and what to do. */
export function reasonForNoToken(variables: Variables): string {
  const never = `never the workflow's own GITHUB_TOKEN, which cannot`
  const usual = `'token' is missing; give it a token that may manage the organization's private registries (${never}). A secret that is not set arrives empty.`
  return reasonForPullRequest('token', variables) ?? usual
}

/** Why an input that holds a secret is empty in a pull request, if it is for that. */
export function reasonForPullRequest(
  input: 'token' | 'app-private-key',
  variables: Variables
): string | undefined {
  if (!variables['GITHUB_EVENT_NAME']?.startsWith('pull_request')) return undefined
  if (variables['GITHUB_ACTOR'] === 'dependabot[bot]')
    return `'${input}' is empty: Dependabot's pull requests get no Actions secrets, only Dependabot secrets. Store the ${input === 'token' ? 'token' : 'key'} as one, or skip this step for them.`
  return isFromFork(variables['GITHUB_EVENT_PATH'])
    ? `'${input}' is empty: pull requests from forks get no secrets. Skip this step for them.`
    : undefined
}

function isFromFork(eventPath: string | undefined): boolean {
  try {
    const event = JSON.parse(readFileSync(eventPath ?? '', 'utf8'))
    return event.pull_request.head.repo?.full_name !== event.pull_request.base.repo.full_name
  } catch {
    return false
  }
}
