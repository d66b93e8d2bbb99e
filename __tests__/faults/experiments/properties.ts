import fc from 'fast-check'
import type { Exchange } from '../../local-github/exchange.ts'
import type { GitHubOptions } from '../../local-github/server.ts'
import type { Experiment, Played } from '../experiment.ts'
import { manifestOf, type Situation, settle, situation, variables } from '../generate.ts'
import { changesIn, errorsIn, heldBy, type Scene, type Told, unmet, watch, wrongStep } from '../oracle.ts'
import { onStage, type Stage } from '../play.ts'

/** A random situation on one of the servers there are, and what is done with it. */
interface Property {
  readonly options: GitHubOptions
  readonly given: Situation
  readonly about: 'apply' | 'rotate' | 'export'
}

/** GitHub of today, and one that shows more. Older ones show no addresses, or no auth types. */
const today: readonly GitHubOptions[] = [{}, { showsSelectedIds: true }]
const older: readonly GitHubOptions[] = [
  { showsAuthType: false },
  { showsUrl: false },
  { description: 'ghes-3.18', showsUrl: false, showsAuthType: false }
]

const property: fc.Arbitrary<Property> = fc
  .constantFrom('apply' as const, 'apply' as const, 'rotate' as const, 'export' as const)
  .chain(about =>
    fc.record({
      about: fc.constant(about),
      options: fc.constantFrom(...today, ...(about === 'export' ? older : [])),
      given: situation({ sound: false })
    })
  )

/** What holds for any organization and any manifest, as long as GitHub answers. */
export const properties: Experiment<Property> = {
  title: 'Random organizations and manifests',
  reach: 'at least 1,000: sent is what was planned, a second run and a plan of an export change nothing',
  of: 'organizations',
  share: 5,
  builtOf: 30,
  cases: (seed, most) => fc.sample(property, { seed, numRuns: Math.min(most, 1500) }),
  play: (one, how) => onStage(how, one.options, stage => plays[one.about](one, stage))
}

const plays = { apply, rotate, export: exported }
const secrets = Object.values(variables)

function begin({ given }: Property, stage: Stage) {
  const { organization, wants, prune } = settle(stage, 'acme', given)
  const files = { 'm.yml': JSON.stringify(manifestOf({ acme: given })) }
  const inputs = {
    ...{
      manifest: 'm.yml',
      'write-interval': '0s',
      'rewrite-secrets': given.rewrite,
      prune: String(given.prune)
    },
    ...{ 'max-deletions': String(given.maxDeletions), 'allow-recreate': String(given.allowRecreate) }
  }
  const run = async (
    operation: string,
    differences: Record<string, string> = {},
    scene: Partial<Scene> = {}
  ) => {
    const from = stage.github.exchanges.length
    const step = { files, env: variables, with: { ...inputs, operation, ...differences } }
    const seen = await watch(stage, [{ organization, wants, prune, ...scene }], step, { secrets })
    const sent = stage.github.exchanges.slice(from).filter(({ method }) => method !== 'GET')
    return { ...seen, sent, held: heldBy(organization).map(one => ({ ...one, updated_at: '' })) }
  }
  return { scene: { organization, wants, prune }, run }
}

/** What is planned is what is sent and told; all of it is done, or nothing at all; twice is as once. */
async function apply(one: Property, stage: Stage): Promise<Played> {
  const { scene, run } = begin(one, stage)
  const plan = await run('plan')
  const done = await run('apply')
  const isDone = done.result.exitCode === 0
  const left = isDone ? unmet(scene) : []
  const again = await run('apply')
  const rest = await run('plan', { 'rewrite-secrets': 'never' })
  const quiet = rest.told.filter(({ action, fields }) => action !== 'keep' && !isResent(fields))
  return {
    wrong: [
      ...[plan, done, again].flatMap(({ wrong }) => wrong),
      ...differ('what is told is not what was planned', done.told.map(shape), plan.told.map(shape)),
      ...differ(
        'what is sent is not planned',
        done.sent.map(said),
        isDone ? plan.told.flatMap(promised) : []
      ),
      ...differ('a plan wrote', plan.sent.map(said), []),
      ...differ('a second apply ends otherwise', again.result.exitCode, done.result.exitCode),
      ...differ('a second apply changed something', again.held, done.held),
      ...differ('something is not as it is wanted', left, []),
      ...(isDone ? differ('a plan shows drift', rest.result.outputs['drift'], 'false') : []),
      ...(isDone ? differ('a plan shows changes', quiet, []) : [])
    ]
  }
}

/** A rotation sends two fields and nothing else, of those whose secret is due. */
async function rotate(one: Property, stage: Stage): Promise<Played> {
  const rewrite = one.given.rewrite === 'never' ? 'always' : one.given.rewrite
  const { scene, run } = begin(one, stage)
  const before = heldBy(scene.organization)
  const policy = {
    prune: 'false',
    'max-deletions': '1',
    'allow-recreate': 'false',
    'rewrite-secrets': rewrite
  }
  const rotated = { wants: scene.wants.map(want => ({ ...want, given: {} })), prune: false }
  const { told, sent, wrong } = await run('rotate', policy, rotated)
  const updates = told.filter(({ action, status }) => action === 'update' && status === 'done')
  const month = Date.parse('2026-01-30T12:00:00Z')
  const written = (name: string | null) => before.find(one => one.name === name)?.updated_at ?? ''
  const fresh = updates.filter(({ name }) => rewrite !== 'always' && Date.parse(written(name)) >= month)
  const more = sent.filter(({ body }) => Object.keys(Object(body)).sort().join() !== 'encrypted_value,key_id')
  return {
    wrong: [
      ...wrong,
      ...differ('it sends more than secrets', more, []),
      ...differ('it sends what it does not tell', sent.map(said), updates.flatMap(promised)),
      ...differ('it rotates what is not due', fresh, [])
    ]
  }
}

/** What is exported, once its secrets and repositories are filled in, plans to no change. */
async function exported({ given, options }: Property, stage: Stage): Promise<Played> {
  // What is older than OIDC has none.
  const isThere = ({ auth_type = '' }) => options.showsAuthType !== false || !auth_type.startsWith('oidc')
  const registries = given.registries.filter(isThere)
  const scene = settle(stage, 'acme', { ...given, registries, entries: [], prune: false })
  const { result, wrong } = await watch(stage, [scene], { with: { operation: 'export' } })
  const selected = scene.organization.registries.filter(({ visibility }) => visibility === 'selected')
  const lists = selected.map(one => one.selected_repository_ids)
  const missing = /^ {4}# selected_repositories could not be read.*$/gm
  const text = (result.outputs['manifest'] ?? '').replaceAll(
    missing,
    () => `    selected_repositories: [${lists.shift()}]`
  )
  if (registries.length === 0) return { wrong }
  const names = [...text.matchAll(/secret_env: (\w+)/g)].map(([, name]) => [name, 'a secret of export'])
  const secrets = JSON.stringify(Object.fromEntries(names))
  const plan = await stage.run({
    with: { operation: 'plan', manifest: 'm.yml', prune: 'true', secrets },
    files: { 'm.yml': text }
  })
  const changes = changesIn(plan).filter(({ action, fields }) => action !== 'keep' && !isResent(fields))
  return {
    wrong: [
      ...[...wrong, ...wrongStep(plan), ...stage.github.violations],
      ...differ('a plan of an export has errors', errorsIn(plan), []),
      ...differ('a plan of an export shows drift', plan.outputs['drift'], 'false'),
      ...differ('a plan of an export shows changes', changes, []),
      ...differ('a plan of an export forgets some', changesIn(plan).length, registries.length)
    ]
  }
}

function differ(what: string, is: unknown, due: unknown): string[] {
  const [one, other] = [JSON.stringify(is), JSON.stringify(due)]
  return one === other ? [] : [`${what}: ${one} instead of ${other}`]
}

/** Repositories that nobody can see are sent again each time. */
function isResent(fields: readonly string[]): boolean {
  return fields.join() === 'visibility,selected_repository_ids'
}

function shape({ action, name, registry_type, fields }: Told): unknown {
  return [action, action === 'create' || action === 'recreate' ? '' : name, registry_type, fields]
}

/** A request that writes, as its registry and what it carries. */
function said({ method, path, body }: Exchange): string {
  if (method === 'POST') return `POST ${Object(body).registry_type}`
  const fields = Object.keys(Object(body)).filter(field => field !== 'key_id')
  return [method, path.split('/').at(-1), ...fields.sort()].join(' ')
}

/** The requests that a change promises. */
function promised({ action, name, registry_type, fields }: Told): string[] {
  const sent = fields.map(field => (field === 'secret' ? 'encrypted_value' : field)).sort()
  const requests = {
    update: [['PATCH', name, ...sent].join(' ')],
    create: [`POST ${registry_type}`],
    delete: [`DELETE ${name}`]
  }
  if (action === 'recreate') return [`DELETE ${name}`, `POST ${registry_type}`]
  return requests[action as keyof typeof requests] ?? []
}
