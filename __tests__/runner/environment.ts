import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** The part of an action.yml that the runner needs to start the action. */
export interface Action {
  main: string
  defaults: Map<string, string>
}

interface ActionFile {
  inputs?: Record<string, { default?: unknown } | null>
  runs: { using: string; main: string }
}

const known = new Map<string, ActionFile>()

/** Reads a folder's action.yml, each text once; it must ask for the Node that runs here. */
export function readAction(folder: string): Action {
  const text = readFileSync(join(folder, 'action.yml'), 'utf8')
  const file: ActionFile = known.get(text) ?? parse(text)
  known.set(text, file)
  const { inputs = {}, runs } = file
  const node = `node${process.versions.node.split('.')[0]}`
  if (runs.using !== node) throw new Error(`action.yml asks for ${runs.using}, and this is ${node}.`)
  const defaults = Object.entries(inputs).map(([key, input]) => [key, String(input?.default ?? '')] as const)
  return { main: join(folder, runs.main), defaults: new Map(defaults) }
}

/**
 * The inputs as the action gets them: what the step gives, an empty text too, else the default.
 * A `with:` name that action.yml does not declare is passed on all the same.
 */
export function completeInputs(
  { defaults }: Action,
  given: Record<string, string>,
  github: Record<string, string>
): { inputs: Record<string, string>; unexpected: string[] } {
  const namesOf = (names: Iterable<string>) => new Set([...names].map(name => name.toLowerCase()))
  const [givenNames, declared] = [namesOf(Object.keys(given)), namesOf(defaults.keys())]
  const missing = [...defaults].filter(([name]) => !givenNames.has(name.toLowerCase()))
  const preset = missing.map(([name, value]) => [name, evaluate(value, github)])
  return {
    inputs: { ...given, ...Object.fromEntries(preset) },
    unexpected: Object.keys(given).filter(name => !declared.has(name.toLowerCase()))
  }
}

function evaluate(text: string, github: Record<string, string>): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const name = /^github\.(\w+)$/.exec(expression)?.[1]
    if (name === undefined) throw new Error(`The default '${text}' has an expression beyond github.NAME.`)
    return github[name] ?? ''
  })
}

/** The `github` context of a job in a repository `widgets`, where the given values do not say otherwise. */
export function githubContext(given: Record<string, string>): Record<string, string> {
  const owner = given['repository_owner'] ?? 'acme'
  const actor = given['actor'] ?? 'octocat'
  return {
    ...{ action: '__run', actor, actor_id: '583231', triggering_actor: actor },
    event_name: 'workflow_dispatch',
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
  const named = (name: string) => prefix + name.replaceAll(' ', '_').toUpperCase()
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [named(name), value]))
}
