import fc from 'fast-check'
import { anotherProcess, badAnswer, badAnswers, endpointOf } from '../bad-answers.ts'
import { converge } from '../converge.ts'
import { type Drawn, type Experiment, sampled } from '../experiment.ts'
import type { Stage } from '../play.ts'

// Nobody but the organization knows whether it was carried out, and one look tells.
const lost = badAnswers.filter(
  ({ heals, on, is }) =>
    on.includes('create') && heals.includes('create') && !/refused|slow|large/.test(is ?? '')
)
const names = lost.filter(({ is }) => is !== 'silent').map(({ name }) => name)
const silences = lost.filter(({ is }) => is === 'silent').map(({ name }) => name)
const passing = ['502 with JSON', 'reset', 'total_count too large', '503 with a wait in seconds', 'cut']
const lasting = ['502 with JSON', 'reset', 'total_count too large', '403', '401']
/** After these a second POST is tried again. */
const retried = ['503 with a wait in seconds', '422 for a stale key']

/** What the POSTs for one registry meet; seldom a second thing. */
const one = fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...names) }, fc.constantFrom(...silences))
const losts = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(one) },
  { weight: 1, arbitrary: fc.tuple(one, one) },
  { weight: 1, arbitrary: fc.tuple(one, fc.constantFrom('422', '409', ...retried)) }
)
const meets = (names: string[], forEver: boolean) =>
  fc.record({ name: fc.constantFrom(...names), forEver: fc.constant(forEver) })

/** An `apply` of creates whose answers are lost. */
const lostCreate = fc.record({
  creates: fc
    .tuple(losts, fc.array(fc.oneof(losts, fc.constant<string[]>([])), { maxLength: 3 }))
    .map(([first, others]) => [first, ...others]),
  // What the list after the first one meets, and perhaps all further ones.
  list: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: meets(passing, false) },
    { weight: 1, arbitrary: meets(lasting, true) }
  ),
  lag: fc.constantFrom(0, 0, 400, 1900, 2000),
  // Whether another process creates one of the same type just before each POST.
  crowded: fc.boolean()
})
type LostCreate = Drawn<typeof lostCreate>

/** Creates whose answer is lost in every way, of one registry or several: none is made twice, none is lost. */
export const lostCreates: Experiment<LostCreate> = {
  title: 'Creates whose answer was lost',
  reach: 'at least 1,000: no duplicate, none lost, unknown only where the outcome cannot be known',
  of: 'runs with lost creates',
  share: 8,
  cases: sampled(lostCreate, 1280),
  async play(one, open) {
    const stage = await open()
    const entry = { registry_type: 'npm_registry', visibility: 'all', secret_env: 'TOKEN' }
    const roles = one.creates.map((_, at) => ({ entry: { ...entry, url: urlOf(at) } }))
    const isSilent = one.creates.flat().some(name => silences.includes(name))
    const silence = stage.how === 'built' ? '1500ms' : '250ms'
    const { wrong, told } = await converge(stage, { acme: { roles, prune: false, rewrite: 'never' } }, [
      { decide: aimAt(one), lag: one.lag, with: { 'request-timeout': isSilent ? silence : '20s' } }
    ])
    const left = told.filter(({ status }, at) => status !== 'done' && !isExcused(one, at))
    return { wrong: [...wrong, ...left.map(change => `it could have been found: ${JSON.stringify(change)}`)] }
  }
}

const urlOf = (at: number) => `https://h${at}.example/a`

/** What the requests of a case meet. */
function aimAt({ creates, list, crowded }: LostCreate): Stage['decide'] {
  const posts = creates.map(lost => [...lost])
  let lists = 0
  return request => {
    const endpoint = endpointOf(request)
    if (endpoint === 'list') lists += 1
    const isListHit = endpoint === 'list' && (lists === 2 || (lists > 2 && list?.forEver === true))
    if (isListHit && list) return badAnswer(list.name)
    if (endpoint !== 'create') return undefined
    const at = creates.findIndex((_, at) => Object(request.body).url === urlOf(at))
    const name = posts[at]?.shift()
    const kind = name === undefined ? undefined : badAnswer(name)
    const answer: typeof anotherProcess.answer = moment => {
      if (crowded) anotherProcess.answer(moment)
      return kind?.answer(moment)
    }
    return { ...anotherProcess, ...kind, answer }
  }
}

/** Whether it truly cannot be found out what became of one of the creates, or it was refused in the end. */
function isExcused({ creates, list }: LostCreate, at: number): boolean {
  const [first, second] = creates[at] ?? []
  // A token that is refused ends the work of all.
  if (list?.forEver) return first !== undefined || list.name === '401'
  return second !== undefined && !retried.includes(second)
}
