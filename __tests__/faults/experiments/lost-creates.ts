import fc from 'fast-check'
import type { Exchange } from '../../local-github/exchange.ts'
import { badAnswer, badAnswers, otherHost } from '../bad-answers.ts'
import type { Experiment, Played } from '../experiment.ts'
import { errorsIn, type Scene, type Want, watch } from '../oracle.ts'
import { type How, isList, onStage, type Stage } from '../play.ts'

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

const secret = 'the secret of creates'
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

const lostCreate: fc.Arbitrary<LostCreate> = fc
  .record({
    operation: fc.constantFrom('create' as const, 'apply' as const),
    others: fc.array(fc.record({ type: fc.nat(1), lost: losts(0) }), { maxLength: 3 }),
    first: losts(1),
    existing: fc.nat(2),
    list: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 3, arbitrary: fc.record({ name: fc.constantFrom(...passing), forEver: fc.constant(false) }) },
      { weight: 1, arbitrary: fc.record({ name: fc.constantFrom(...lasting), forEver: fc.constant(true) }) }
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
  share: 3,
  builtOf: 20,
  cases: (seed, most) => fc.sample(lostCreate, { seed, numRuns: Math.min(most, 1280) }),
  play: (one, how) => onStage(how, { showsUrl: !one.older }, stage => play(one, how, stage))
}

const urlOf = (at: number) => `https://h${at}.example/a`

async function play(one: LostCreate, how: How, stage: Stage): Promise<Played> {
  const { older, creates, meanwhile } = one
  const organization = stage.add('acme')
  for (let at = 0; at < (older ? 0 : one.existing); at += 1)
    organization.addRegistry({ registry_type: types[0] ?? '', url: `https://old-${at}.example`, secret: 'x' })
  const wants = creates.map(({ type }, at): Want => {
    return { registry_type: type, url: urlOf(at), given: { visibility: 'all' }, secret }
  })
  const scene: Scene = { organization, wants, prune: false }
  stage.lag = one.lag
  stage.decide = aimAt(one, scene)
  const { told, wrong } = await watch(stage, [scene], stepFor(one.operation, one, how), { secrets: [secret] })
  stage.lag = 0
  stage.decide = () => undefined
  const own = () => organization.registries.filter(one => one.secret === secret).map(({ url }) => url)
  const twins = () => own().flatMap((url, at, all) => (all.indexOf(url) === at ? [] : `twins of ${url}`))
  // Nobody can tell the very same of another process from one's own.
  if (meanwhile === 'rival') return { wrong: twins() }
  const left = told.filter(({ status }, at) => status !== 'done' && !isExcused(one, at))
  wrong.push(...twins(), ...left.map(change => `it could have been found: ${JSON.stringify(change)}`))
  // What an older server has without an address stops an apply.
  if (older) return { wrong }
  const again = await watch(stage, [scene], stepFor('apply', one, how))
  const missing = wants.filter(({ url }) => !own().includes(url))
  wrong.push(...twins(), ...errorsIn(again.result).map(error => `another run failed: ${error}`))
  return { wrong: [...wrong, ...missing.map(({ url }) => `another run did not make ${url}`)] }
}

function stepFor(operation: 'create' | 'apply', { creates }: LostCreate, how: How) {
  const isSilent = creates.some(({ lost }) => lost.some(name => silences.includes(name)))
  const silence = how === 'built' ? '1500ms' : '500ms'
  const times = { 'write-interval': '0s', 'request-timeout': isSilent ? silence : '20s' }
  const [first] = creates
  const one = { 'registry-type': first?.type ?? '', url: urlOf(0), visibility: 'all', secret }
  const entries = creates.map(({ type }, at) => ({
    ...{ registry_type: type, url: urlOf(at), visibility: 'all', secret_env: 'TOKEN' }
  }))
  return {
    with: { ...times, operation, ...(operation === 'create' ? one : { manifest: 'm.yml' }) },
    env: { TOKEN: secret },
    files: { 'm.yml': JSON.stringify({ registries: entries }) }
  }
}

/** What the requests of a case meet. */
function aimAt(one: LostCreate, scene: Scene): Stage['decide'] {
  const { creates, list } = one
  const posts = new Map<string, number>()
  let lists = 0
  return (exchange: Exchange) => {
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
