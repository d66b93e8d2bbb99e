import type { Answer } from '../github/script.ts'
import { beforeAndAfter } from './fault-connections.ts'
import { endpoints, type Kind, type Moment } from './fault-endpoints.ts'

type Headers = Readonly<Record<string, string>>

/** Kinds of fault in which the server answers, and says no. */
export function refusalKinds(): Kind[] {
  return [...serverErrors(), ...waits(), ...refusals(), ...redirects()]
}

const page =
  '<html><head><title>Unicorn!</title></head><body>at Object.<anonymous> (/srv/app.js:1:1)</body></html>'
const html = { 'content-type': 'text/html; charset=utf-8' }

function serverErrors(): Kind[] {
  const bodies: [name: string, headers: Headers, body: unknown][] = [
    ['with JSON', {}, { message: 'Server Error' }],
    ['with HTML', html, page],
    ['without a body', {}, '']
  ]
  const all = [500, 502, 503, 504].flatMap(status => bodies.map(body => ({ status, body })))
  // Each status and each body, not every pair of them.
  const chosen = all.filter((_, index) => index % 4 === 0 || index === 2 || index === 9)
  return [
    ...chosen.flatMap(({ status, body: [name, headers, body] }) =>
      beforeAndAfter(`${status} ${name}`, after => () => ({ status, headers, body, after }))
    ),
    ...beforeAndAfter('503 with retry-after: soon', after => () => ({
      ...{ status: 503, headers: { 'retry-after': 'soon' }, body: {}, after }
    })),
    ...beforeAndAfter('500 that echoes the request', after => ({ request }) => ({
      ...{ status: 500, body: echo(request), after }
    }))
  ]
}

function echo({ headers, body }: Moment['request']): object {
  const { encrypted_value } = Object(body)
  const words = `You sent ${headers.authorization} ${encrypted_value ?? ''}`
  return { message: words, errors: [words, { resource: words, field: words, code: words }], headers, body }
}

function waits(): Kind[] {
  const seconds = ({ wait }: Moment) => ({ 'retry-after': String(wait) })
  const date = ({ now, wait }: Moment) => ({ 'retry-after': dateOf(now() + 1000 * wait) })
  const reset = ({ now, wait }: Moment) => ({
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(now() / 1000) + wait)
  })
  const ahead = (moment: Moment) => {
    const now = () => moment.now() + 3_600_000
    return { ...reset({ ...moment, now }), date: dateOf(now()) }
  }
  const limited = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  return [
    wait('503 with retry-after in seconds', 503, seconds),
    wait('503 with retry-after as a date', 503, date),
    wait('503 with retry-after: 0', 503, () => ({ 'retry-after': '0' })),
    wait('503 with a retry-after that is over', 503, ({ now }) => ({
      'retry-after': dateOf(now() - 60_000)
    })),
    wait('429 with retry-after in seconds', 429, seconds),
    wait('429 with retry-after as a date', 429, date),
    wait('429 with x-ratelimit-reset', 429, reset),
    wait('429 of a server an hour ahead', 429, ahead),
    { ...wait('429 without headers', 429, () => ({})), waits: 60 },
    wait('403 secondary rate limit, with retry-after', 403, seconds, limited),
    { ...wait('403 secondary rate limit, in words', 403, () => ({}), limited), waits: 60 },
    wait('403 primary rate limit', 403, reset, 'API rate limit exceeded for user ID 1.'),
    { ...wait('503 with retry-after of ten days', 503, () => ({ 'retry-after': '864000' })), heals: [] },
    {
      ...wait('429 with retry-after of 20 digits', 429, () => ({ 'retry-after': '9'.repeat(20) })),
      heals: []
    }
  ]
}

function wait(
  name: string,
  status: number,
  headers: (moment: Moment) => Headers,
  message = 'Slow down'
): Kind {
  const answer = (moment: Moment): Answer => ({
    status,
    headers: { date: dateOf(moment.now()), ...headers(moment) },
    body: { message }
  })
  return { name, heals: endpoints, waits: 1, answer }
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toUTCString()
}

function refusals(): Kind[] {
  const sso = { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' }
  return [
    refusal(400, 'Problems parsing JSON'),
    refusal(401, 'Bad credentials'),
    refusal(403, 'Resource not accessible by personal access token'),
    {
      ...refusal(403, 'Resource protected by organization SAML enforcement.', sso),
      name: '403 for single sign-on'
    },
    refusal(404, 'Not Found'),
    { ...refusal(409, 'Conflict'), heals: ['update', 'delete'] },
    refusal(410, 'Gone'),
    refusal(422, 'Validation Failed'),
    refusal(451, 'Repository access blocked'),
    {
      ...refusal(403, ''),
      name: '403 with HTML',
      answer: () => ({ status: 403, headers: html, body: page })
    },
    {
      ...{ name: '422 that echoes the request', heals: [] },
      answer: ({ request }) => ({ status: 422, body: echo(request) })
    },
    {
      ...{ name: '422 for a stale key', on: ['create', 'update'], heals: ['create', 'update'] },
      answer: ({ rotateKey }) => void rotateKey()
    }
  ]
}

function refusal(status: number, message: string, headers: Headers = {}): Kind {
  return { name: `${status}`, heals: [], answer: () => ({ status, headers, body: { message } }) }
}

function redirects(): Kind[] {
  const elsewhere = [301, 302, 303, 307, 308].map(status => ({
    ...{ name: `${status} to another host`, heals: [] },
    answer: ({ request, elsewhere }: Moment) => redirect(status, elsewhere + request.path)
  }))
  const here = [301, 302, 307].map(status => ({
    ...{
      name: `${status} to the same host`,
      heals: endpoints.filter(name => !['create', 'update', 'delete'].includes(name))
    },
    answer: ({ request, here }: Moment) => redirect(status, here + request.path)
  }))
  const nowhere = { name: '302 without a location', heals: [], answer: () => ({ status: 302, body: {} }) }
  return [...elsewhere, ...here, nowhere]
}

function redirect(status: number, location: string): Answer {
  return { status, headers: { location }, body: { message: 'Moved', url: location } }
}
