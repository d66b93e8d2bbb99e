import fc from 'fast-check'
import { badAnswer, badAnswers, endpointOf, otherHost } from '../bad-answers.ts'
import type { Experiment, Played } from '../experiment.ts'
import { errorsIn, type Scene, watch } from '../oracle.ts'
import { onStage, type Stage } from '../play.ts'
import { applyOf, settle, variables } from '../situations.ts'

/** A run of creates whose answers are lost. */
interface LostCreate {
  readonly operation: 'create' | 'apply'
  /** What is to be created, in this order, and what each POST for it meets. */
  readonly creates: readonly { readonly type: string; readonly lost: readonly string[] }[]
  /** What the list after the first one meets, and perhaps all further ones. */
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
/** What a second POST may meet, and whether it is carried out in the end. */
const seconds = {
  '422': false,
  '409': false,
  '503 with a wait in seconds': true,
  '422 for a stale key': true
}

/** What the POSTs for one registry meet; seldom a second thing. */
const one = fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...names) }, fc.constantFrom(...silences))
const losts = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(one) },
  { weight: 1, arbitrary: fc.tuple(one, one) },
  { weight: 1, arbitrary: fc.tuple(one, fc.constantFrom(...Object.keys(seconds))) }
)
const meets = (names: string[], forEver: boolean) => {
  return fc.record({ name: fc.constantFrom(...names), forEver: fc.constant(forEver) })
}

const lostCreate: fc.Arbitrary<LostCreate> = fc
  .record({
    operation: fc.constantFrom('create' as const, 'apply' as const),
    first: losts,
    others: fc.array(fc.oneof(losts, fc.constant<string[]>([])), { maxLength: 3 }),
    list: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 3, arbitrary: meets(passing, false) },
      { weight: 1, arbitrary: meets(lasting, true) }
    ),
    lag: fc.constantFrom(0, 0, 400, 1900, 2000),
    meanwhile: fc.constantFrom(...(['nothing', 'nothing', 'neighbour', 'neighbour', 'rival'] as const)),
    older: fc.constantFrom(false, false, false, true)
  })
  .map(({ first, others, ...rest }) => {
    const all: string[][] = [first, ...(rest.operation === 'apply' ? others : [])]
    // An older server takes no second one of a type, for nobody could tell which is which.
    return {
      ...rest,
      creates: all.map((lost, at) => ({ type: types[rest.older ? at : at % 2] ?? '', lost }))
    }
  })

/** Creates whose answer is lost in every way, of one registry or several: none is made twice, none is lost. */
export const lostCreates: Experiment<LostCreate> = {
  title: 'Creates whose answer was lost',
  reach: 'at least 1,000: no duplicate, none lost, unknown only where the outcome cannot be known',
  of: 'runs with lost creates',
  share: 6,
  cases: (seed, most) => fc.sample(lostCreate, { seed, numRuns: Math.min(most, 1280) }),
  play: (one, how) => onStage(how, { showsUrl: !one.older }, stage => play(one, stage))
}

const secret = variables.TOKEN
const urlOf = (at: number) => `https://h${at}.example/a`

async function play(one: LostCreate, stage: Stage): Promise<Played> {
  const { older, creates, meanwhile } = one
  const roles = creates.map(({ type }, at) => ({
    entry: { registry_type: type, url: urlOf(at), visibility: 'all', secret_env: 'TOKEN' }
  }))
  const situation = { roles, prune: false, rewrite: 'never' as const }
  const scene = settle(stage, 'acme', situation)
  const isSilent = creates.some(({ lost }) => lost.some(name => silences.includes(name)))
  const silence = stage.how === 'built' ? '1500ms' : '250ms'
  const { with: apply, ...step } = applyOf({ acme: situation })
  const run = (inputs: Record<string, string>) => {
    const all = { ...step, with: { 'request-timeout': isSilent ? silence : '20s', ...inputs } }
    return watch(stage, [scene], all, { secrets: [secret] })
  }
  const place = { 'registry-type': types[0] ?? '', url: urlOf(0) }
  const create = { operation: 'create', ...place, visibility: 'all', secret }

  stage.lag = one.lag
  stage.decide = aimAt(one, scene)
  const { told, wrong } = await run(one.operation === 'create' ? create : apply)
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
  const again = await run(apply)
  const missing = scene.wants.filter(({ url }) => !own().includes(url))
  wrong.push(...twins(), ...errorsIn(again.result).map(error => `another run failed: ${error}`))
  return { wrong: [...wrong, ...missing.map(({ url }) => `another run did not make ${url}`)] }
}

/** What the requests of a case meet. */
function aimAt(one: LostCreate, scene: Scene): Stage['decide'] {
  const posts = one.creates.map(({ lost }) => [...lost])
  let lists = 0
  return request => {
    const endpoint = endpointOf(request)
    if (endpoint === 'list') lists += 1
    const isListHit = lists === 2 || (lists > 2 && one.list?.forEver === true)
    if (endpoint === 'list' && isListHit && one.list) return badAnswer(one.list.name)
    if (endpoint !== 'create') return undefined
    createMeanwhile(one, scene, request.body)
    const name = posts[one.creates.findIndex((_, at) => Object(request.body).url === urlOf(at))]?.shift()
    return name === undefined ? undefined : badAnswer(name)
  }
}

/** Another process creates something just before this POST is carried out. */
function createMeanwhile({ meanwhile, older }: LostCreate, { organization }: Scene, body: unknown): void {
  const { url, registry_type } = Object(body)
  const { registries } = organization
  // On an older server one of the same type could not be told from one's own.
  const neighbour = {
    registry_type: older ? 'helm_registry' : registry_type,
    url: `${otherHost}/${registries.length}`
  }
  if (meanwhile === 'neighbour') organization.addRegistry({ ...neighbour, secret: 'of others' })
  if (meanwhile === 'rival' && !registries.some(one => one.url === url))
    organization.addRegistry({ registry_type, url, secret: 'of others' })
}

/** Whether it truly cannot be found out what became of one of the creates, or it was refused in the end. */
function isExcused({ creates, list, older }: LostCreate, at: number): boolean {
  const [first, second] = creates[at]?.lost ?? []
  // What an older server shows without an address may be anybody's.
  if (older && first !== undefined) return true
  // A token that is refused ends the work of all.
  if (list?.forEver) return first !== undefined || list.name === '401'
  return second !== undefined && seconds[second as keyof typeof seconds] !== true
}
