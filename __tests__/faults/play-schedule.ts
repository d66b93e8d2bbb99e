import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../src/github/clock.ts'
import type { Organization } from '../github/organization.ts'
import type { Lane } from './lane.ts'
import { addressOf, type Held, heldBy, newSecret, untruths, wantedOf } from './model.ts'
import { playInside, type Run, type Telling } from './players.ts'
import type { BadRun, Schedule } from './schedule.ts'
import { requestTimeoutFor } from './troubles.ts'
import { repositories, type Situation } from './wishes.ts'

/** How a run in which something goes wrong is carried out; undefined if it was killed. */
export type Player = (run: Run, clock: Clock, bad: BadRun) => Promise<Telling | undefined>

interface Scene {
  readonly lane: Lane
  readonly places: readonly Scenery[]
}

interface Scenery {
  readonly organization: Organization
  readonly situation: Situation
}

/** Plays a schedule to its end, and throws what was not true, or did not converge. */
export async function playSchedule({ situations, runs }: Schedule, lane: Lane, play: Player): Promise<void> {
  const prune = situations.every(situation => situation.prune)
  const rewrite = situations[0]?.rewrite ?? 'never'
  const places = situations.map(given => {
    const situation = { ...given, prune, rewrite }
    const organization = lane.github.addOrganization(lane.newName(), { repositories })
    const [first] = organization.repositories
    for (const given of situation.registries) {
      const ids = given.visibility === 'selected' && first ? [first.id] : []
      organization.addRegistry({ ...given, selected_repository_ids: ids })
    }
    return { organization, situation }
  })
  const scene = { lane, places }
  const violations = lane.github.violations.length
  for (const [index, bad] of runs.entries())
    await playRun(scene, `run ${index + 1}`, run => {
      lane.weather.begin(
        bad.forecast,
        places.map(({ organization }) => organization)
      )
      const clock = lane.nextClock()
      const requestTimeout = requestTimeoutFor(Object.values(bad.forecast.troubles))
      return play({ ...run, timeout: bad.timeout, requestTimeout }, clock, bad)
    })
  const last = await playRun(scene, 'the undisturbed run', run => playInside(run, lane.nextClock()))
  if (last?.problems !== 0) throw new Error(`The undisturbed run had problems: ${JSON.stringify(last?.told)}`)
  for (const place of places) expectHeld(place)
  const plan = await playInside({ ...runOf(scene), operation: 'plan' }, lane.nextClock())
  if (plan.drift !== false || plan.problems > 0)
    throw new Error(`A plan shows drift after the undisturbed run: ${JSON.stringify(plan.told)}`)
  const wrong = lane.github.violations.slice(violations)
  if (wrong.length > 0) throw new Error(`GitHub's description was not kept to: ${wrong.join(' ')}`)
}

async function playRun(
  { lane, places }: Scene,
  called: string,
  play: (run: Run) => Promise<Telling | undefined>
): Promise<Telling | undefined> {
  const before = places.map(({ organization }) => heldBy(organization))
  const telling = await play(runOf({ lane, places })).finally(lane.weather.clear)
  const after = places.map(({ organization }) => heldBy(organization))
  const wrong = places.flatMap(({ organization, situation }, index) => {
    const told = telling?.told.filter(({ org }) => org === organization.login)
    const held = { before: before[index] ?? new Map(), after: after[index] ?? new Map() }
    return untruths({ organization, situation, told, ...held })
  })
  if (telling && !telling.changed && !isDeepStrictEqual(before.map(ownIn), after.map(ownIn)))
    wrong.push("'changed' is false, and something was written.")
  if (wrong.length > 0) throw new Error(`In ${called}: ${wrong.join(' ')}`)
  return telling
}

/** What an organization holds, without what another process may have made meanwhile. */
function ownIn(held: Held): Held {
  return new Map([...held].filter(([address]) => !address.includes('other-process')))
}

function runOf({ lane, places }: Scene): Run {
  const [first] = places
  return {
    operation: 'apply',
    apiUrl: lane.github.url,
    orgs: places.map(({ organization }) => organization.login),
    entries: places.flatMap(({ organization, situation }) =>
      situation.wishes.map(wish => ({ ...wish, orgs: [organization.login] }))
    ),
    prune: first?.situation.prune ?? false,
    rewrite: first?.situation.rewrite ?? 'never',
    timeout: 1_200_000,
    requestTimeout: 20_000
  }
}

/** Every wish has come true: what can be seen, and the secret if it had to be written. */
function expectHeld({ organization, situation: { wishes, rewrite, registries } }: Scenery): void {
  const held = heldBy(organization)
  for (const wish of wishes) {
    const address = addressOf(wish)
    const { secret, ...wanted } = wantedOf(wish, organization)
    const is = held.get(address) ?? {}
    const apart = Object.entries(wanted).filter(([field, value]) => !isDeepStrictEqual(is[field], value))
    if (apart.length > 0)
      throw new Error(`${address} is ${JSON.stringify(is)} in the end, not ${JSON.stringify(wish)}.`)
    const mayBeOld = rewrite === 'never' && registries.some(one => addressOf(one) === address)
    if (secret && is['secret'] !== newSecret && !(mayBeOld && is['secret'] === 'the first'))
      throw new Error(`${address} has not got its secret.`)
  }
}
