import type { Answer } from '../github/script.ts'
import { type Dice, diceFor } from './dice.ts'
import { echoOf, formNames } from './echoes.ts'
import type { Endpoint, Moment } from './fault-endpoints.ts'
import { kinds } from './fault-kinds.ts'

/** What is secret in a run. */
export interface Secrets {
  readonly secret: string
  readonly token: string
}

/** What may come instead of an answer. */
export interface SameFault {
  readonly name: string
  readonly on?: readonly Endpoint[] | undefined
  readonly silent?: boolean | undefined
  readonly byBytes?: boolean
  answer(moment: Moment, secrets: Secrets): Answer | undefined
}

const none: SameFault = { name: 'no fault', answer: () => undefined }

/** All faults of the network and of GitHub, but those that last as long as the clock says. */
function plainFaults(): SameFault[] {
  return kinds
    .filter(({ front, lags }) => front !== 'closed' && !lags)
    .map(kind => ({
      name: kind.name,
      on: kind.on,
      silent: kind.silent,
      byBytes: kind.front === 'bytes',
      answer: moment => kind.answer(moment)
    }))
}

/** A server that sends the secret, the sealed value or the token back, in one form. */
function echoes(): SameFault[] {
  return formNames.flatMap((form, number) => [
    {
      name: `a refusal with ${form}`,
      answer: ({ request }, secrets) => {
        const say = sayer(diceFor(number, 0), request.body, secrets)
        const errors = [say(form), { resource: say(form), field: say(form), code: say(form) }]
        return {
          status: 422,
          headers: { 'x-github-request-id': say('hex') },
          body: { message: say(form), errors }
        }
      }
    },
    {
      name: `an answer with ${form}`,
      on: ['list', 'get', 'create', 'public-key'],
      answer: ({ request }, secrets) => {
        const say = sayer(diceFor(number, 1), request.body, secrets)
        const shown = { registry_type: say(form), url: say(form), username: say(form), visibility: say(form) }
        const one = { ...shown, name: say(form), others: [say(form)], key_id: say(form) }
        const key = 'k3RGMstofvzLuBONvLgMH6TH1kvX6LsTGMoGPBKtHAY='
        const body = request.path.includes('?') ? { total_count: 1, configurations: [one] } : { ...one, key }
        return { status: request.method === 'POST' ? 201 : 200, body }
      }
    }
  ])
}

function sayer(dice: Dice, body: unknown, { secret, token }: Secrets): (form: string) => string {
  const { encrypted_value: sealed } = Object(body)
  const values = [secret, token, ...(typeof sealed === 'string' ? [sealed] : [])]
  return form => `<${echoOf(dice, dice.oneOf(values), form).text}>`
}

/** Every fault, and none. */
export const sameFaults: readonly SameFault[] = [none, ...echoes(), ...plainFaults()]
