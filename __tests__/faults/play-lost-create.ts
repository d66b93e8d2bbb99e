import type { Clock } from '../../src/github/clock.ts'
import type { Exchange } from '../github/exchange.ts'
import type { Organization } from '../github/organization.ts'
import { startStep } from '../runner/step.ts'
import type { Lane } from './lane.ts'
import { type LostCreate, wishesOf } from './lost-create.ts'
import { addressOf, heldBy, newSecret, otherHost, type Told, untruths } from './model.ts'
import { operateQuietly, playInside, type Run, reachOf, tellingOf, withStep } from './players.ts'
import { requestTimeoutFor } from './troubles.ts'
import { isList } from './weather.ts'

/** How a run of creates is carried out. */
export type Creator = (one: LostCreate, run: Run, clock: Clock) => Promise<readonly Told[]>

/** Plays one case, and a run after it that nothing disturbs; throws what was wrong. */
export async function playLostCreate(one: LostCreate, lane: Lane, create: Creator): Promise<void> {
  const { older, existing, lag, meanwhile } = one
  const organization = lane.github.addOrganization(lane.newName())
  const [first] = one.creates
  for (let number = 0; number < (older ? 0 : existing); number += 1)
    organization.addRegistry({
      registry_type: `${first?.type}`,
      url: `https://old-${number}.example`,
      secret: 'x'
    })
  const situation = { registries: [], wishes: wishesOf(one), prune: false, rewrite: 'never' } as const
  const run: Run = {
    ...{ operation: 'apply', apiUrl: lane.github.url, orgs: [organization.login], entries: situation.wishes },
    ...{ prune: false, rewrite: 'never', timeout: 1_200_000 },
    requestTimeout: requestTimeoutFor(one.creates.flatMap(({ lost }) => lost))
  }
  const before = heldBy(organization)
  lane.weather.begin({ troubles: {}, lag, aim: aimAt(one, organization) }, [organization])
  const told = await create(one, run, lane.nextClock()).finally(lane.weather.clear)
  expectSingle(organization)
  // Nobody can tell the very same of another process from one's own.
  if (meanwhile === 'rival') return
  const wrong = untruths({ organization, situation, before, after: heldBy(organization), told })
  const left = told.filter(({ status }, index) => status !== 'done' && !isExcused(one, index))
  wrong.push(...left.map(change => `${addressOf(change)} could have been found: ${JSON.stringify(change)}.`))
  if (wrong.length > 0) throw new Error(wrong.join(' '))
  // What an older server has without an address stops an apply.
  if (older) return
  const { problems } = await playInside({ ...run, requestTimeout: 20_000 }, lane.nextClock())
  const held = heldBy(organization)
  const missing = situation.wishes
    .map(addressOf)
    .filter(address => held.get(address)?.['secret'] !== newSecret)
  expectSingle(organization)
  if (problems > 0 || missing.length > 0)
    throw new Error(`Another run did not put it right: ${missing.join(', ')}.`)
}

/** What the requests of a case meet. */
function aimAt(one: LostCreate, organization: Organization): (exchange: Exchange) => string | undefined {
  const { creates, list } = one
  const posts = new Map<string, number>()
  let lists = 0
  return exchange => {
    if (isList(exchange)) {
      lists += 1
      return lists === 2 || (lists > 2 && list?.forEver) ? list?.name : undefined
    }
    if (exchange.method !== 'POST') return undefined
    const { url } = Object(exchange.body)
    const number = posts.get(url) ?? 0
    posts.set(url, number + 1)
    if (one.meanwhile !== 'nothing') createMeanwhile(one, organization, exchange.body)
    return creates.find((_, index) => url === `https://h${index}.example/a`)?.lost[number]
  }
}

/** Another process creates something just before the body of this POST arrives. */
function createMeanwhile({ meanwhile, older }: LostCreate, organization: Organization, body: unknown): void {
  const { url, registry_type } = Object(body)
  const { length } = organization.registries
  if (meanwhile === 'rival') {
    if (!organization.registries.some(one => one.url === url))
      organization.addRegistry({ registry_type, url, secret: 'of others' })
    return
  }
  // On an older server one of the same type could not be told from one's own.
  const type = older ? 'helm_registry' : registry_type
  organization.addRegistry({ registry_type: type, url: `${otherHost}/${length}`, secret: 'of others' })
}

/** Whether it truly cannot be found out what became of one of the creates, or it was refused in the end. */
function isExcused({ creates, list, older }: LostCreate, index: number): boolean {
  const { lost = [] } = creates[index] ?? {}
  // What an older server shows without an address may be anybody's.
  if (older && lost.length > 0) return true
  const passes = ['rest a while', 'new key']
  // A token that is refused ends the work of all.
  if (list?.forEver) return lost.length > 0 || list.name === 'bad token'
  return lost.length > 1 && !passes.includes(lost[1] ?? '')
}

/** No registry was created twice. */
function expectSingle({ registries }: Organization): void {
  const own = registries.filter(({ secret }) => secret === newSecret).map(addressOf)
  const twins = own.filter((address, index) => own.indexOf(address) !== index)
  if (twins.length > 0) throw new Error(`There are twins of ${twins.join(' and ')}.`)
}

/** Creates in this process. */
export const createInside: Creator = async (one, run, clock) => {
  if (one.operation === 'apply') return (await playInside(run, clock)).told
  const [wish] = wishesOf(one)
  const { url = '' } = wish ?? {}
  const spec = { registry_type: 'npm_registry', url, visibility: 'all', secret: newSecret } as const
  const request = {
    operation: 'create',
    reach: reachOf(run),
    org: run.orgs[0] ?? '',
    spec,
    dryRun: false
  } as const
  return (await operateQuietly(request, clock)).outcomes
}

/** Creates with the built action. */
export const createBuilt: Creator = (one, run) =>
  withStep(run, async step => {
    const [{ registry_type = '', url = '', visibility = '' } = {}] = wishesOf(one)
    const { manifest, prune, operation, ...inputs } = step.with
    for (const name of ['rewrite-secrets', 'max-deletions', 'allow-recreate']) delete inputs[name]
    const asked = { 'registry-type': registry_type, url, visibility, secret: newSecret }
    const create = { ...inputs, ...asked, operation: 'create' }
    const result = await startStep(one.operation === 'create' ? { ...step, with: create } : step).done
    return tellingOf(result).told
  })
