import fc from 'fast-check'
import { badAnswer, badAnswers, otherHost } from '../bad-answers.ts'
import type { Experiment, Played } from '../experiment.ts'
import { errorsIn, type Scene, watch } from '../oracle.ts'
import { isList, onStage, type Stage } from '../play.ts'
import { applyOf, settle, variables } from '../situations.ts'

/** A run of creates whose answers are lost. */
interface LostCreate {
  readonly operation: 'create' | 'apply'
  /** What is to be created, in this order, and what each POST for it meets. */
  readonly creates: readonly { readonly type: string; readonly lost: readonly string[] }[]
  /** Registries of the first type that are there already. */
  readonly existing: number
  /** What the lists after the first meet: nothing, one thing that passes, or the same for ever. */
  readonly list: { readonly name: string; readonly forEver: boolean } | undefined
  readonly lag: number
  /** What another process creates just before each POST: nothing, something of the same type, or the very same. */
  readonly meanwhile: 'nothing' | 'neighbour' | 'rival'
  /** An older server, which shows no addresses. */
  readonly older: boolean
}

const types = ['npm_registry', 'maven_repository', 'docker_registry', 'python_index']
// Nobody but the organization knows whether it was carried out, and one look tells.
const lost = badAnswers.filter(
  ({ heals, on, refuses, slow, large }) =>
    on.includes('create') && heals.includes('create') && !refuses && !slow && !large
)
const names = lost.filter(({ silent }) => !silent).map(({ name }) => name)
const silences = lost.filter(({ silent }) => silent).map(({ name }) => name)
const passing = ['502 with JSON', 'reset', 'total_count too large', '503 with a wait in seconds', 'cut']
const lasting = ['502 with JSON', 'reset', 'total_count too large', '403', '401']
const ends = ['422', '409', '503 with a wait in seconds', '422 for a stale key']

/** What each POST for one registry meets; seldom a second thing. */
function losts(least: number): fc.Arbitrary<string[]> {
  const one = fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...names) }, fc.constantFrom(...silences))
  return fc.oneof(
    { weight: 8, arbitrary: fc.array(one, { minLength: least, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(one, { minLength: 2, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.tuple(one, fc.constantFrom(...ends)) }
  )
}

const on = (names: readonly string[], forEver: boolean) =>
  fc.record({ name: fc.constantFrom(...names), forEver: fc.constant(forEver) })

const lostCreate: fc.Arbitrary<LostCreate> = fc
  .record({
    operation: fc.constantFrom('create' as const, 'apply' as const),
    others: fc.array(fc.record({ type: fc.nat(1), lost: losts(0) }), { maxLength: 3 }),
    first: losts(1),
    existing: fc.nat(2),
    list: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 3, arbitrary: on(passing, false) },
      { weight: 1, arbitrary: on(lasting, true) }
    ),
    lag: fc.constantFrom(0, 0, 400, 1900, 2000),
    meanwhile: fc.constantFrom(...(['nothing', 'nothing', 'neighbour', 'neighbour', 'rival'] as const)),
    older: fc.constantFrom(false, false, false, true)
  })
  .map(({ first, others, ...rest }) => {
    const all = [{ type: 0, lost: first }, ...(rest.operation === 'apply' ? others : [])]
    // An older server takes no second one of a type, for nobody could tell which is which.
    const creates = all.map(({ type, lost }, at) => ({ type: types[rest.older ? at : type] ?? '', lost }))
    return { ...rest, creates }
  })

/** Creates whose answer is lost in every way, of one registry or several: none is made twice, none is lost. */
export const lostCreates: Experiment<LostCreate> = {
  title: 'Creates whose answer was lost',
  reach: 'at least 1,000: no duplicate, none lost, unknown only where the outcome cannot be known',
  of: 'runs with lost creates',
  share: 12,
  cases: (seed, most) => fc.sample(lostCreate, { seed, numRuns: Math.min(most, 1280) }),
  play: (one, how) => onStage(how, { showsUrl: !one.older }, stage => play(one, stage))
}

const secret = variables.TOKEN
const urlOf = (at: number) => `https://h${at}.example/a`

async function play(one: LostCreate, stage: Stage): Promise<Played> {
  const { older, creates, meanwhile } = one
  const [registry_type = ''] = types
  const existing = Array.from({ length: older ? 0 : one.existing }, (_, at) => ({
    before: { registry_type, url: `https://old-${at}.example`, secret: 'x' }
  }))
  const wanted = creates.map(({ type }, at) => ({
    entry: { registry_type: type, url: urlOf(at), visibility: 'all', secret_env: 'TOKEN' }
  }))
  const situation = { roles: [...existing, ...wanted], prune: false, rewrite: 'never' as const }
  const scene = settle(stage, 'acme', situation)
  const isSilent = creates.some(({ lost }) => lost.some(name => silences.includes(name)))
  const silence = stage.how === 'built' ? '1500ms' : '250ms'
  const { with: inputs, ...files } = applyOf({ acme: situation })
  const run = (inputs: Record<string, string>) => {
    const times = { 'request-timeout': isSilent ? silence : '20s' }
    return watch(stage, [scene], { ...files, with: { ...times, ...inputs } }, { secrets: [secret] })
  }
  const create = {
    operation: 'create',
    'registry-type': registry_type,
    url: urlOf(0),
    visibility: 'all',
    secret
  }

  stage.lag = one.lag
  stage.decide = aimAt(one, scene)
  const { told, wrong } = await run(one.operation === 'create' ? create : inputs)
  stage.lag = 0
  stage.decide = () => undefined
  const own = () => scene.organization.registries.filter(one => one.secret === secret).map(({ url }) => url)
  const twins = () => own().flatMap((url, at, all) => (all.indexOf(url) === at ? [] : `twins of ${url}`))
  // Nobody can tell the very same of another process from one's own.
  if (meanwhile === 'rival') return { wrong: twins() }
  const left = told.filter(({ status }, at) => status !== 'done' && !isExcused(one, at))
  wrong.push(...twins(), ...left.map(change => `it could have been found: ${JSON.stringify(change)}`))
  // What an older server has without an address stops an apply.
  if (older) return { wrong }
  const again = await run(inputs)
  const missing = scene.wants.filter(({ url }) => !own().includes(url))
  wrong.push(...twins(), ...errorsIn(again.result).map(error => `another run failed: ${error}`))
  return { wrong: [...wrong, ...missing.map(({ url }) => `another run did not make ${url}`)] }
}

/** What the requests of a case meet. */
function aimAt(one: LostCreate, scene: Scene): Stage['decide'] {
  const { creates, list } = one
  const posts = new Map<string, number>()
  let lists = 0
  return exchange => {
    if (isList(exchange)) {
      lists += 1
      return list && (lists === 2 || (lists > 2 && list.forEver)) ? badAnswer(list.name) : undefined
    }
    if (exchange.method !== 'POST') return undefined
    const { url } = Object(exchange.body)
    const number = posts.get(url) ?? 0
    posts.set(url, number + 1)
    createMeanwhile(one, scene, exchange.body)
    const name = creates.find((_, at) => url === urlOf(at))?.lost[number]
    return name === undefined ? undefined : badAnswer(name)
  }
}

/** Another process creates something just before this POST is carried out. */
function createMeanwhile({ meanwhile, older }: LostCreate, { organization }: Scene, body: unknown): void {
  const { url, registry_type } = Object(body)
  const { registries } = organization
  const [others, secret] = [`${otherHost}/${registries.length}`, 'of others']
  if (meanwhile === 'rival' && !registries.some(one => one.url === url))
    organization.addRegistry({ registry_type, url, secret })
  // On an older server one of the same type could not be told from one's own.
  const type = older ? 'helm_registry' : registry_type
  if (meanwhile === 'neighbour') organization.addRegistry({ registry_type: type, url: others, secret })
}

/** Whether it truly cannot be found out what became of one of the creates, or it was refused in the end. */
function isExcused({ creates, list, older }: LostCreate, at: number): boolean {
  const { lost = [] } = creates[at] ?? {}
  // What an older server shows without an address may be anybody's.
  if (older && lost.length > 0) return true
  // A token that is refused ends the work of all.
  if (list?.forEver) return lost.length > 0 || list.name === '401'
  return lost.length > 1 && !['503 with a wait in seconds', '422 for a stale key'].includes(lost[1] ?? '')
}
