import { setTimeout } from 'node:timers/promises'
import { failureOf, isStaleKey, members } from '../../src/github/failure.ts'
import { addressProblem } from '../../src/registries/address.ts'
import type { Answer } from './api.ts'
import type { App } from './app.ts'
import { madeUp, NoResult, type Organization, statusText } from './organization.ts'

/** What an experiment may use. */
export interface Live extends Organization {
  readonly app: App | undefined
  readonly weakToken: string | undefined
}

/** What nobody has shown of GitHub's API, and the smallest experiment that shows it. */
export interface Unknown {
  readonly id: string
  readonly question: string
  /** The answer of the local GitHub. */
  readonly local: string
  /** Each answer, and what it would change in the code. `other` is any that is not named. */
  readonly answers: Readonly<Record<string, string>>
  experiment(live: Live): Promise<string>
}

/** Says that a question was not asked, and why. */
export class Skipped extends Error {}

/** `word` if a write succeeded, otherwise how it failed. */
export function verdict(answer: Answer, success: 201 | 204, word: string): string {
  if (answer.status === success) return word
  return answer.status === 422 ? 'refused' : statusText(answer)
}

/** What an answer changes that the code is ready for. */
export const nothing = 'nothing.'

/** Whether an address is shown as it was sent. */
export function keepsAddress(id: string, url: string, what: string, local = 'kept'): Unknown {
  return {
    id: `address-${id}`,
    question: `Does GitHub keep an address ${what}?`,
    local,
    answers: {
      kept: nothing,
      refused: addressProblem(url) ? nothing : '`src/registries/address.ts`, `addressProblem`: report it.',
      other: '`src/registries/match.ts`, `canonicalUrl`: treat both as the same address.'
    },
    async experiment({ create, read }) {
      const answer = await create({ url })
      if (answer.status !== 201) return verdict(answer, 201, '')
      const shown = (await read(String(members(answer.body)['name'])))?.url
      if (shown === undefined) return 'not shown'
      return shown === url ? 'kept' : `stored as ${shown}`
    }
  }
}

/** Whether an update clears the user name. */
export function clearsUsername(id: string, cleared: null | '', answers: Unknown['answers']): Unknown {
  return {
    id,
    question: `Does an update with \`username: ${JSON.stringify(cleared)}\` clear the user name?`,
    local: 'cleared',
    answers,
    async experiment({ made, update, read }) {
      const { name } = await made({ username: 'live' })
      const answer = await update(name, { username: cleared })
      if (answer.status !== 204) return verdict(answer, 204, '')
      const now = (await read(name))?.['username']
      if (!now) return 'cleared'
      return now === 'live' ? 'kept' : `becomes ${now}`
    }
  }
}

/** Whether the action would seal a secret again after this refusal. */
export function recognizesRefusal(
  id: string,
  question: string,
  field: (sealed: { key_id: string }) => object
): Unknown {
  return {
    id,
    question,
    local: 'recognized',
    answers: {
      recognized: nothing,
      'not recognized': '`src/github/failure.ts`, `phrases.staleKey`: match its words.',
      accepted: '`src/write.ts`, `resealed`: nothing is sealed again.',
      other: '`src/github/failure.ts`, `isStaleKey`: recognize this status.'
    },
    async experiment({ create, seal }) {
      const answer = await create(field(await seal(madeUp)))
      if (answer.status !== 422) return verdict(answer, 201, 'accepted')
      const response = { status: answer.status, headers: {}, data: answer.body }
      return isStaleKey(failureOf(Object.assign(new Error(), { response }))) ? 'recognized' : 'not recognized'
    }
  }
}

/** Whether a type of the documentation is accepted. */
export function createsType(registryType: 'hex_organization' | 'hex_repository'): Unknown {
  return {
    id: registryType.replace('_', '-'),
    question: `Does GitHub create a registry of type \`${registryType}\`?`,
    local: 'created',
    answers: {
      created: nothing,
      refused: '`src/registries/advice.ts`, `rules`: warn of this type.'
    },
    async experiment({ create, types }) {
      if (!types().includes(registryType)) throw new Skipped('the organization has registries of this type')
      return verdict(await create({ registry_type: registryType }), 201, 'created')
    }
  }
}

/** Whether a field is shown, by GET and in the list. */
export function showsField(name: string, local: 'shown' | 'hidden', answers: Unknown['answers']): Unknown {
  return {
    id: `shows-${name.replaceAll('_', '-')}`,
    question: `Do GET and the list show \`${name}\`?`,
    local,
    answers: {
      ...answers,
      other: '`src/carry-out.ts`, `readByName`: what is shown depends on the endpoint.'
    },
    async experiment({ made, read, listed }) {
      const registry = await made()
      const [byName, inList] = [await read(registry.name), await listed(registry.name)]
      const isShown = [byName, inList].map(one => one?.[name] !== undefined)
      if (isShown[0] === isShown[1]) return isShown[0] ? 'shown' : 'hidden'
      return isShown[0] ? 'only by GET' : 'only in the list'
    }
  }
}

/** Waits until a condition holds, and returns the seconds: 0 if it held at once. */
async function secondsUntil(holds: () => Promise<boolean>, most: number): Promise<number> {
  const begin = Date.now()
  for (let isFirst = true; ; isFirst = false) {
    const isDone = await holds()
    const seconds = Math.ceil((Date.now() - begin) / 1000)
    if (isDone) return isFirst ? 0 : seconds
    if (seconds > most) throw new NoResult(`not within ${most} s`)
    await setTimeout(500)
  }
}

/** How long the list or GET does not show a write. */
export function lagsBehind(id: 'list' | 'read', answers: Unknown['answers']): Unknown {
  return {
    id: `${id}-lag`,
    question: `How long does ${id === 'list' ? 'the list' : 'GET'} lag behind a create, an update and a delete?`,
    local: 'at once',
    answers,
    async experiment(live) {
      const look = id === 'list' ? live.listed : live.read
      const { name } = await live.made()
      const wait = (isAsWritten: (seen: Awaited<ReturnType<typeof look>>) => boolean) =>
        secondsUntil(async () => isAsWritten(await look(name)), 150)
      const waits = [await wait(seen => seen !== undefined)]
      await live.updated(name, { username: 'live' })
      waits.push(await wait(seen => seen?.['username'] === 'live'))
      await live.removeMade()
      waits.push(await wait(seen => seen === undefined))
      const longest = Math.max(...waits)
      return longest === 0 ? 'at once' : `after ${longest} s`
    }
  }
}

/** All that the action needs. */
export const permissions = { organization_private_registries: 'write' }

/** The App, if there is one. */
export function appOf({ app }: Live): App {
  if (!app) throw new Skipped('LIVE_APP_ID and LIVE_APP_KEY are not set')
  return app
}

/** How long a new token of an App is not accepted. */
export function refusesNewToken(id: string, what: string, given?: object): Unknown {
  return {
    id,
    question: `How long does GitHub refuse a new token of an App${what}?`,
    local: 'not at all',
    answers: {
      'not at all': nothing,
      other:
        '`src/github/credential.ts`, `newTokenRetries`: 1, 2 and 2 seconds must cover it, and its status.'
    },
    async experiment(live) {
      const { answer, token } = await appOf(live).createToken(given)
      if (answer.status !== 201) throw new NoResult(`${statusText(answer)} to a new token`)
      let refused: Answer | undefined
      const seconds = await secondsUntil(async () => {
        const listed = await live.listAs(token)
        if (listed.status !== 200) refused = listed
        return listed.status === 200
      }, 30)
      return refused ? `${statusText(refused)} for ${seconds} s` : 'not at all'
    }
  }
}
