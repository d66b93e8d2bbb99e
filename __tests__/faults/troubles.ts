import type { Organization } from '../github/organization.ts'
import type { Answer } from '../github/script.ts'
import { otherHost } from './model.ts'

/** What a trouble may do to the organization before it answers. */
export interface Place {
  readonly organization: Organization
  readonly now: number
}

/** Something that goes wrong with one request; without an answer it only changes what the request finds. */
export interface Trouble {
  /** The methods that it can meet; all if not given. */
  readonly methods?: string
  answer(place: Place): Answer | undefined
}

const always = (answer: Answer, methods?: string): Trouble => ({
  ...(methods && { methods }),
  answer: () => answer
})
const refusal = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { message, documentation_url: 'https://docs.github.com/rest' }
})

/** Those after which nobody but the organization knows whether a write was carried out. */
export const losses: Readonly<Record<string, Trouble>> = {
  reset: always('reset'),
  'reset after': always({ fault: 'reset', after: true }),
  cut: always('cut'),
  stall: always('stall'),
  hang: always('hang'),
  'hang after': always({ fault: 'hang', after: true }),
  '500': always({ status: 500, body: { message: 'Oops' } }),
  '500 after': always({ status: 500, body: { message: 'Oops' }, after: true }),
  '502': always({ status: 502, body: '<html>Unicorn</html>' }),
  '502 after': always({ status: 502, body: '<html>Unicorn</html>', after: true }),
  '503': always({ status: 503, body: '' }),
  '504 after': always({ status: 504, body: '', after: true }),
  'page after': always({ status: 200, body: '<html>', after: true }, 'GET POST'),
  'empty after': always({ status: 201, body: '', after: true }, 'GET POST'),
  'nameless after': always({ status: 201, body: { registry_type: 'npm_registry' }, after: true }, 'GET POST')
}

/** Those that refuse, wait, or change what is there. */
export const others: Readonly<Record<string, Trouble>> = {
  'rest a while': always(refusal(503, 'Wait', { 'retry-after': '3' })),
  'too many': always(refusal(429, 'Slow down', { 'retry-after': '7' })),
  'too many, silent': always(refusal(429, 'Slow down')),
  abuse: always(refusal(403, 'You have exceeded a secondary rate limit.')),
  'used up': {
    answer: ({ now }) => {
      const reset = `${Math.ceil(now / 1000) + 20}`
      return refusal(403, 'API rate limit exceeded', {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': reset
      })
    }
  },
  'bad token': always(refusal(401, 'Bad credentials')),
  forbidden: always(refusal(403, 'Resource not accessible by personal access token')),
  'not found': always(refusal(404, 'Not Found'), 'PATCH POST'),
  conflict: always(refusal(409, 'Conflict'), 'PATCH POST DELETE'),
  invalid: always(refusal(422, 'Validation Failed'), 'PATCH POST DELETE'),
  'half a list': always({ status: 200, body: { total_count: 99, configurations: [] } }, 'GET'),
  'new key': {
    methods: 'POST PATCH',
    answer: ({ organization }) => {
      organization.rotateKey()
      return undefined
    }
  },
  'other process': {
    answer: ({ organization }) => {
      const url = `${otherHost}/${organization.registries.length}-${Math.random()}`
      organization.addRegistry({ registry_type: 'npm_registry', url, secret: 'of others' })
      return undefined
    }
  }
}

/** Everything that can go wrong, by name. */
export const troubles: Readonly<Record<string, Trouble>> = { ...losses, ...others }

/** The names of those that are waited for in real time, until `request-timeout`. */
export const silences: readonly string[] = ['stall', 'hang', 'hang after']

/** What `request-timeout` is for requests that meet these, in milliseconds: a busy machine is no trouble. */
export function requestTimeoutFor(names: readonly string[]): number {
  return names.some(name => silences.includes(name)) ? 1500 : 20_000
}
