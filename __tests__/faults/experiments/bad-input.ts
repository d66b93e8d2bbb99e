import { posix } from 'node:path'
import fc from 'fast-check'
import { inputs as table } from '../../../src/inputs/table.ts'
import { authTypeNames, registryTypes, visibilities } from '../../../src/registries/registry.ts'
import { operations } from '../../../src/request.ts'
import type { StepResult } from '../../runner/result.ts'
import { type Experiment, type Played, shuffled } from '../experiment.ts'
import { badManifests, hidden, manifestPath, manifestText, scribbles, valueFor } from '../mistakes.ts'
import { changesIn, errorsIn, wrongStep } from '../oracle.ts'
import { onStage, type Play, type Stage } from '../play.ts'

/** A step that something is wrong with, or may be. */
interface Case extends Omit<Play, 'files' | 'with'> {
  readonly name: string
  readonly inputs: Readonly<Record<string, string>>
  readonly manifest?: string | Uint8Array
  /** What becomes of it: refused before anything is written, or a failure; else only the truth has to be told. */
  readonly outcome?: 'refused' | 'fails'
  /** What the log must name, each of them: an input, a variable, a line of the manifest. */
  readonly named?: readonly string[]
  /** Only a process of its own can be in this trouble. */
  readonly own?: boolean
}

const secret = 's3cret-Lm49vTrYb'
const here = { 'registry-type': 'npm_registry', url: 'https://npm.acme.example' }
const fresh = { 'registry-type': 'docker_registry', url: 'https://new.acme.example', visibility: 'all' }
const file = { manifest: manifestPath, 'write-interval': '0s' }
const gcp = { 'auth-type': 'oidc_gcp', 'workload-identity-provider': 'p', audience: 'a' }

/** Inputs that are good, by what they are for; one registry at npm.acme.example exists. */
const good = {
  list: { operation: 'list' },
  key: { operation: 'get-public-key' },
  get: { operation: 'get', ...here },
  create: { operation: 'create', ...fresh, secret, username: 'ci' },
  selected: {
    operation: 'create',
    ...fresh,
    visibility: 'selected',
    'selected-repositories': 'web, api-*',
    secret
  },
  azure: { operation: 'create', ...fresh, 'auth-type': 'oidc_azure', 'tenant-id': 't', 'client-id': 'c' },
  gcp: { operation: 'create', ...fresh, ...gcp },
  update: { operation: 'update', name: 'NPM_REGISTRY_SECRET', username: 'bot', secret },
  delete: { operation: 'delete', ...here },
  apply: { operation: 'apply', ...fresh, secret, 'allowed-hosts': '*.acme.example' },
  rotateOne: { operation: 'rotate', ...here, secret, 'rewrite-secrets': 'always' },
  plan: { operation: 'plan', ...fresh, secret },
  manifest: { operation: 'apply', ...file, prune: 'true', 'max-deletions': '2', 'rewrite-secrets': '30d' },
  planned: { operation: 'plan', ...file, 'allowed-hosts': '*.acme.example, acme.azurecr.io' },
  rotate: { operation: 'rotate', ...file, secrets: JSON.stringify({ NPM_TOKEN: secret }) },
  export: { operation: 'export', manifest: manifestPath }
} satisfies Record<string, Record<string, string>>

type Test = (text: string) => boolean
const among =
  (choices: readonly string[]): Test =>
  text =>
    choices.includes(text)
const like =
  (pattern: RegExp): Test =>
  text =>
    pattern.test(text)
const every =
  (pattern: RegExp): Test =>
  text =>
    entriesOf(text)?.every(like(pattern)) === true
const [boolean, duration] = [
  like(/^([tT]rue|TRUE|[fF]alse|FALSE)$/),
  (text: string) => milliseconds(text) > 0
]

/** INTERFACE.md, read a second time: what an input may be. One that is not here may be any text. */
const rules: Readonly<Record<string, Test>> = {
  operation: among(operations),
  token: like(/^[!-~]+$/),
  org: every(/^[a-z0-9][\w-]*$/i),
  'github-api-url': text => isAddress(text) && !/[?#]|^https:\/\/github\.com\/?$/.test(text),
  ...{ timeout: duration, 'request-timeout': duration, 'write-interval': text => milliseconds(text) >= 0 },
  'rewrite-secrets': text => text === 'never' || text === 'always' || duration(text),
  ...{ prune: boolean, 'allow-recreate': boolean, 'dry-run': boolean, 'replaces-base': boolean },
  'max-deletions': text => /^\d+$/.test(text) && Number.isSafeInteger(Number(text)),
  'allowed-hosts': every(/^(\*\.)?[\w.-]+(:\d+)?$/),
  ...{
    'registry-type': among(registryTypes),
    visibility: among(visibilities),
    'auth-type': among(authTypeNames)
  },
  ...{ url: isAddress, name: like(/^[\w.-]+$/) },
  'selected-repository-ids': text =>
    entriesOf(text)?.every(id => /^[1-9]\d*$/.test(id) && Number.isSafeInteger(Number(id))) === true,
  'selected-repositories': every(/^([\w-]+\/)?[\w.*-]+$/),
  manifest: text => posix.normalize(text) === manifestPath,
  secrets: text => {
    const value = jsonOf(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject && Object.values(value).every(one => typeof one === 'string')
  }
}

/** Whether a text is certainly no value of an input; what it may be besides depends on the others. */
function isWrong(name: string, text: string): boolean {
  const given = text.trim()
  if (given === '') return ['operation', 'token', 'org'].includes(name)
  if (/\$\{\{.*\}\}/.test(given)) return true
  // The list of nothing is one, but an organization is needed.
  if (/^\[\s*\]$/.test(given) && /^(selected-|allowed-hosts$)/.test(name)) return false
  return rules[name]?.(given) === false
}

function milliseconds(text: string): number {
  const [, number, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? []
  const length = Number(number) * ({ ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[unit] ?? Number.NaN)
  return Number.isSafeInteger(length) ? length : Number.NaN
}

function isAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username + url.password === ''
}

function entriesOf(text: string): string[] | undefined {
  const entries = text.startsWith('[') ? jsonOf(text) : text.split(/[,\n]/)
  const isList = Array.isArray(entries) && entries.every(one => ['string', 'number'].includes(typeof one))
  const plain = isList ? entries.map(one => String(one).trim()).filter(one => one !== '') : []
  return plain.length > 0 ? plain : undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const inputsOf = (operation: string) =>
  Object.keys(table).filter(name => table[name]?.operations.some(one => one === operation))

/** Some inputs of an operation replaced: each of them, and several at once. */
function inputCases(seed: number): Case[] {
  const uses = Object.entries(good)
  const single = uses.flatMap(([what, inputs]) =>
    inputsOf(inputs.operation).flatMap((name, at) =>
      fc
        .sample(valueFor(name, (inputs as Record<string, string>)[name]), { seed: seed + at, numRuns: 3 })
        .map(value => caseOf(what, inputs, { [name]: value }))
    )
  )
  const several = fc.constantFrom(...uses).chain(([what, inputs]) =>
    fc
      .subarray(inputsOf(inputs.operation), { minLength: 2, maxLength: 4 })
      .chain(names => fc.record(Object.fromEntries(names.map(name => [name, valueFor(name)]))))
      .map(given => caseOf(what, inputs, given))
  )
  return [...single, ...fc.sample(several, { seed, numRuns: 300 })]
}

function caseOf(what: string, inputs: Record<string, string>, given: Record<string, string>): Case {
  // The variables of a process are bytes that end with NUL, and half a character is none.
  const whole = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value.toWellFormed().replaceAll('\0', '')])
  )
  const all = { ...inputs, ...whole }
  const wrong = Object.keys(whole).filter(name => isWrong(name, whole[name] ?? ''))
  // Of an operation that is none, and a manifest that is not read, nothing else is certain.
  const [certain] = ['operation', 'manifest'].filter(name => wrong.includes(name))
  const readable = all['manifest']?.trim() ? wrong : wrong.filter(name => name !== 'secrets')
  // An export may write its manifest to another place.
  const isExport = inputs['operation'] === 'export' && certain === 'manifest'
  const named = isExport ? wrong.filter(name => name !== 'manifest') : certain ? [certain] : readable
  return {
    name: `${what} with ${JSON.stringify(given).slice(0, 200)}`,
    inputs: all,
    ...(inputs['manifest'] && { manifest: manifestText }),
    ...(named.length > 0 && { outcome: 'refused' }),
    named: named.map(name => `'${name}'`)
  }
}

const byManifest = [good.manifest, good.planned, good.rotate]

function manifestCases(seed: number): Case[] {
  return [
    ...badManifests.map(
      ({ name, text, line }, at): Case => ({
        ...{ name, manifest: text, inputs: byManifest[at % 3] ?? {}, outcome: 'refused' },
        named: [line ? `${manifestPath}:${line}: ` : manifestPath]
      })
    ),
    ...fc.sample(scribbles, { seed, numRuns: 500 }).map((manifest, at) => ({
      ...{
        name: `scribble ${JSON.stringify(manifest.slice(0, 80))}`,
        manifest,
        inputs: byManifest[at % 3] ?? {}
      }
    }))
  ]
}

const { create } = good
const soon = { ...create, timeout: '2s', 'request-timeout': '500ms' }

/** Jobs, machines and networks that are turned against the step: with these inputs and variables it comes to this. */
function surroundings(): Case[] {
  type Row = [
    inputs: Record<string, string>,
    env: Record<string, string>,
    outcome?: Case['outcome'],
    named?: string
  ]
  const nowhere = ['', '/nowhere/at/all', '/', '/dev/full', '/proc/version']
  const proxies = [
    'not a proxy',
    'ftp://proxy.acme.example',
    `socks5://ci:${hidden}@proxy.acme.example`,
    'http://'
  ]
  const addresses = [
    'https://github.com',
    'http://github.acme.example',
    `https://ci:${hidden}@127.0.0.1`,
    'https://a?x',
    'x'
  ]
  const closed = ['http://127.0.0.1:1', `http://ci:${hidden}@127.0.0.1:1`]
  const outside = [
    '.',
    '.github',
    '..',
    '/etc/passwd',
    '.github/../..',
    `${manifestPath}/x`,
    `\u202e${'a/'.repeat(3000)}`
  ]
  const jobs = [
    { TZ: 'Nowhere/Land' },
    { LANG: 'tr_TR' },
    { HOME: '', PATH: '' },
    { RUNNER_DEBUG: '1' },
    { GITHUB_REPOSITORY_OWNER: '' }
  ]
  const api = (address: string) => ({ 'github-api-url': address })
  const rows: Row[] = [
    ...nowhere.flatMap((GITHUB_OUTPUT): Row[] =>
      [create, good.list, good.manifest].map(inputs => [
        inputs,
        { GITHUB_OUTPUT },
        'fails',
        'outputs could not be written'
      ])
    ),
    ...nowhere.map((GITHUB_STEP_SUMMARY): Row => [good.manifest, { GITHUB_STEP_SUMMARY }]),
    ...['/nowhere', '/dev/null', 'relative/path', '/proc'].map(
      (GITHUB_WORKSPACE): Row => [good.manifest, { GITHUB_WORKSPACE }, 'refused', "'manifest'"]
    ),
    ...outside.map((manifest): Row => [{ ...good.manifest, manifest }, {}, 'refused', "'manifest'"]),
    ...['.github', `${manifestPath}/x/y`, '/etc/registries.yml'].map(
      (manifest): Row => [{ ...good.export, manifest }, {}, 'fails', manifest]
    ),
    ...jobs.map((env): Row => [create, env as unknown as Record<string, string>]),
    [good.manifest, { NPM_TOKEN: 'x' }],
    [good.manifest, { NPM_TOKEN: '' }, 'refused', 'NPM_TOKEN'],
    ...['http://127.0.0.1:1', 'https://127.0.0.1:1', 'https://github.invalid'].map(
      (address): Row => [{ ...soon, ...api(address) }, {}, 'fails', 'it']
    ),
    ...addresses.map((address): Row => [{ ...create, ...api(address) }, {}, 'refused', "'github-api-url'"]),
    [{ ...create, ...api('') }, { GITHUB_API_URL: `nonsense ${hidden}` }, 'refused', "'github-api-url'"],
    ...proxies.map((HTTPS_PROXY): Row => [create, { HTTPS_PROXY }, 'refused', 'HTTPS_PROXY']),
    ...closed.map(
      (https_proxy): Row => [{ ...soon, ...api('https://github.invalid') }, { https_proxy }, 'fails', 'proxy']
    ),
    [
      { ...create, ...api('https://api.github.com') },
      { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      'refused',
      'NODE_TLS_REJECT_UNAUTHORIZED'
    ],
    [create, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }]
  ]
  const events = ['/nowhere/event.json', '/', [], { pull_request: null }, { pull_request: { head: 7 } }]
  const common = { manifest: manifestText, own: true }
  return [
    ...rows.map(
      ([inputs, env, outcome, named]): Case => ({
        ...{
          ...common,
          name: `${inputs['operation']} with ${JSON.stringify([inputs['manifest'], env]).slice(0, 90)}`,
          inputs,
          env
        },
        ...(outcome && { outcome, named: [named ?? ''] })
      })
    ),
    ...events.map(
      (event): Case => ({
        ...{ ...common, name: `the event ${JSON.stringify(event)}`, inputs: { ...create, token: '' } },
        ...{ github: { event, event_name: 'pull_request' }, outcome: 'refused', named: ["'token'"] }
      })
    ),
    ...[create, good.update, good.delete, good.manifest, good.rotate].map(
      (inputs): Case => ({
        ...{
          ...common,
          name: `${inputs.operation} for anybody`,
          inputs,
          github: { event_name: 'pull_request_target' }
        },
        ...{ outcome: 'refused', named: ['pull_request_target'] }
      })
    )
  ]
}

/** Bad inputs, bad manifests and hostile surroundings: no crash, no stack trace, no leak, and an error that says where. */
export const badInput: Experiment<Case> = {
  title: 'Bad inputs and manifests',
  reach: '2,000 bad inputs and manifests, no crash, no stack trace, each names input or line',
  of: 'bad inputs and manifests',
  share: 12,
  builtOf: 40,
  cases: seed => shuffled([...inputCases(seed), ...manifestCases(seed), ...surroundings()], seed),
  needsBuilt: ({ own }) => own === true,
  play: (one, how) => onStage(how, {}, stage => play(one, stage))
}

async function play(one: Case, stage: Stage): Promise<Played> {
  const acme = stage.add('acme', { repositories: ['web', 'api-one', 'Tools'] })
  acme.addRegistry({ ...{ registry_type: 'npm_registry', url: 'https://npm.acme.example', secret: 'old' } })
  const { name, inputs, manifest, outcome, named = [], own, ...step } = one
  const files = manifest === undefined ? {} : { [manifestPath]: manifest }
  const result = await stage.run({
    ...step,
    with: inputs,
    files,
    env: { NPM_TOKEN: secret, ...step.env }
  })
  return {
    wrong: [...wrongIn(one, result, stage), ...untold(result, stage)].map(fault => `${name}: ${fault}`)
  }
}

/** What an error may name if it is not about a line of the manifest. */
const variables = ['HTTPS_PROXY', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NPM_TOKEN', 'pull_request_target']

function wrongIn({ inputs, outcome, named = [] }: Case, result: StepResult, { github }: Stage): string[] {
  const token = inputs['token']?.includes(hidden) ? [inputs['token'].trim()] : []
  const writes = github.exchanges.filter(({ method }) => method !== 'GET').length
  const isPlaced = (text: string) =>
    text.startsWith(`${manifestPath}:`) ||
    /'[a-z][\w-]*'/.test(text) ||
    variables.some(name => text.includes(name))
  // A secret of a character or three, which the runner masks, makes every sentence unreadable.
  const isReadable = result.masks.every(mask => mask.length > 3)
  const stray =
    github.exchanges.length === 0 && isReadable && outcome
      ? errorsIn(result).filter(text => !isPlaced(text))
      : []
  const isSilent = result.exitCode === 0 && writes > 0 && changesIn(result).length === 0
  return [
    ...wrongStep(result, [hidden, secret, ...token]),
    ...(outcome && result.exitCode === 0 ? ['it succeeded'] : []),
    ...(isSilent ? ['it kept to itself what it did'] : []),
    ...(outcome === 'refused' && writes > 0 ? ['it was refused, and yet wrote'] : []),
    ...(outcome
      ? named.filter(name => !result.log.includes(name)).map(name => `it does not name ${name}`)
      : []),
    ...stray.map(text => `it names neither input nor line: ${text.slice(0, 200)}`),
    ...github.violations
  ]
}

/** What the outputs say was done must be what GitHub has done, no more and no less. */
function untold(result: StepResult, { github }: Stage): string[] {
  const changes = changesIn(result)
  if (!result.outputs['changes'] || changes.some(({ status }) => status === 'failed' || status === 'unknown'))
    return []
  const count = (...actions: string[]) =>
    changes.filter(({ status, action }) => status === 'done' && actions.includes(action)).length
  const told = [count('create', 'recreate'), count('update'), count('delete', 'recreate')]
  const done = ['POST', 'PATCH', 'DELETE'].map(
    method =>
      github.exchanges.filter(one => one.method === method && one.status >= 200 && one.status < 300).length
  )
  return String(told) === String(done)
    ? []
    : [`it tells of ${told} creates, updates and deletes, and GitHub saw ${done}`]
}
