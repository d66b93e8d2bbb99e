import { type Case, good } from './case.ts'
import { manifestText } from './manifests.ts'

type Env = Record<string, string>

/** A case of a job or a machine that is turned against the step; it needs a process of its own. */
export function surroundingCase(
  name: string,
  outcome: Case['outcome'],
  { inputs = {}, env = {}, ...rest }: Partial<Omit<Case, 'name' | 'outcome'>> & { env?: Env }
): Case {
  const common = { named: [], manifest: manifestText, process: 'own' } as const
  return { ...common, ...rest, name, outcome, inputs, step: { env, ...rest.step } }
}

const create = good['create'] ?? {}
const list = good['list'] ?? {}
const manifest = good['manifest'] ?? {}
const paths = ['', '/nowhere/at/all', '/', '/dev/full', '/proc/version']

/** Files through which the step answers that cannot be written: an output that is lost is no silent success. */
const files = [create, list, manifest].flatMap(inputs =>
  paths.flatMap(path => [
    surroundingCase(`outputs of ${inputs['operation']} to '${path}'`, 'fails', {
      ...{ inputs, env: { GITHUB_OUTPUT: path }, named: ['outputs could not be written'] }
    }),
    surroundingCase(`summary of ${inputs['operation']} to '${path}'`, 'truthful', {
      ...{ inputs, env: { GITHUB_STEP_SUMMARY: path } }
    })
  ])
)

const events = [
  ...['/nowhere/event.json', '/', [], { pull_request: null }, { pull_request: { head: 7 } }],
  { pull_request: { head: { repo: null }, base: {} } }
]

/** Events that are not there, not as they should be, or of anybody. */
const eventful = [
  ...events.map(event =>
    surroundingCase(`the event ${JSON.stringify(event)}`, 'refused', {
      inputs: { ...create, token: '' },
      step: { github: { event, event_name: 'pull_request' } },
      named: [`'token'`]
    })
  ),
  ...['create', 'update', 'delete', 'manifest', 'rotate'].map(what =>
    surroundingCase(`${what} for anybody`, 'refused', {
      inputs: good[what] ?? {},
      step: { github: { event_name: 'pull_request_target' } },
      named: ['pull_request_target']
    })
  )
]

const places = [
  ...['.', '.github', '..', '/etc/passwd', '.github/../..', '.github/private-registries.yml/x'],
  `\u202e${'a/'.repeat(3000)}`
]

/** A checkout that is not there, and a manifest that is elsewhere. */
const checkouts = [
  ...['/nowhere', '/dev/null', 'relative/path', '/proc'].map(folder =>
    surroundingCase(`the checkout ${folder}`, 'refused', {
      ...{ inputs: manifest, env: { GITHUB_WORKSPACE: folder }, named: [`'manifest'`] }
    })
  ),
  ...places.map(path =>
    surroundingCase(`the manifest ${path.slice(0, 40)}`, 'refused', {
      ...{ inputs: { ...manifest, manifest: path }, named: [`'manifest'`] }
    })
  ),
  ...['.github', '.github/private-registries.yml/x/y', '/etc/registries.yml'].map(path =>
    surroundingCase(`an export to ${path}`, 'fails', {
      ...{ inputs: { ...good['export'], manifest: path }, named: [path] }
    })
  )
]

const jobs: Env[] = [
  { TZ: 'Nowhere/Land' },
  { LANG: 'tr_TR', LC_ALL: 'tr_TR' },
  { HOME: '', PATH: '' },
  { RUNNER_DEBUG: '1' },
  { GITHUB_REPOSITORY_OWNER: '' }
]

/** Variables that are strange or missing. */
const variables = [
  ...jobs.map(env =>
    surroundingCase(`the job's ${JSON.stringify(env)}`, 'truthful', { inputs: create, env })
  ),
  surroundingCase('a secret of one letter', 'truthful', { inputs: manifest, env: { NPM_TOKEN: 'x' } }),
  surroundingCase('a secret that is not set', 'refused', {
    ...{ inputs: manifest, env: { NPM_TOKEN: '' }, named: ['NPM_TOKEN'] }
  })
]

/** Nobody reads what is printed: the work is done, or refused, all the same. */
const unheard = ['create', 'list', 'manifest', 'rotate', 'export'].map(what =>
  surroundingCase(`${what} that nobody hears`, 'truthful', { inputs: good[what] ?? {}, process: 'unheard' })
)

/** Jobs where something is missing or turned against the step. */
export const surroundingCases: readonly Case[] = [
  ...[...files, ...eventful, ...checkouts, ...variables, ...unheard]
]
