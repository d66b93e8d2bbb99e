import { beforeAndAfter, onlyRead } from './fault-connections.ts'
import { endpoints, isWrite, type Kind, type Moment, reading } from './fault-endpoints.ts'

/** Kinds of fault in which the server says yes, and does not say what it should. */
export function answerKinds(): Kind[] {
  return [
    ...beforeAndAfter('200 with HTML', after => () => ({
      ...{
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<html>Sign in to the Wi-Fi</html>',
        after
      }
    })),
    ...beforeAndAfter('200 with HTML that is called JSON', after => () => ({
      ...{ status: 200, body: '<html>Sign in to the Wi-Fi</html>', after }
    })),
    ...beforeAndAfter('200 without a body', after => () => ({ status: 200, body: '', after })),
    ...beforeAndAfter('half of a JSON text', after => () => ({ status: 200, body: '{"name": "A', after })),
    ...beforeAndAfter('JSON that is called text', after => () => ({
      ...{ status: 200, headers: { 'content-type': 'text/plain' }, body: '{"a": 1}', after }
    })),
    yes('a body of 50 MB', large, { heals: [] }),
    yes('null', () => 'null'),
    yes('a text', () => '"hello"'),
    yes('a number', () => '1e999'),
    yes('an empty array', () => '[]', { on: endpoints.filter(name => name !== 'repositories') }),
    yes(
      'the wrong shape',
      () => '{"total_count": "1", "configurations": {}, "name": 7, "key": [], "id": "x"}'
    ),
    yes('__proto__ twice', () => inherited),
    yes('an array of nothing', () => '[null]'),
    { ...yes('204 where a body is due', () => ''), on: [...reading, 'create'], answer: noContent },
    onlyRead('304', () => ({ status: 304 }), { heals: [] }),
    { ...yes('201 without a name', () => '{"registry_type": "npm_registry"}'), on: ['create'] },
    list('total_count that is too large', { total_count: 7000, configurations: [] }),
    list('total_count that is too small', { total_count: 0, configurations: [one] }),
    list('total_count that is missing', { configurations: [] }),
    list('a registry twice', { total_count: 2, configurations: [one, one] }),
    list('a registry without a name', { total_count: 1, configurations: [{ registry_type: 'git_source' }] }),
    list('a page that repeats', { total_count: 300, configurations: [one] }),
    {
      ...list('a next page on another host', {}),
      answer: ({ elsewhere }) => ({
        status: 200,
        headers: { link: `<${elsewhere}/orgs/acme/private-registries?page=2>; rel="next"` },
        body: { total_count: 300, configurations: [one] }
      })
    },
    {
      ...{ name: 'a list that lags two seconds', on: ['list'], heals: ['list'], lags: true },
      answer: ({ listed }) => ({ status: 200, body: listed(2000) })
    }
  ]
}

const one = { name: 'GIT_SOURCE_SECRET', registry_type: 'git_source', url: 'https://never.acme.example' }
const large = () => `"${'x'.repeat(50_000_000)}"`

// What is only inherited is not there, whichever of the two counts.
const members = `{"polluted": true, "total_count": 0, "configurations": [], "name": "A", "registry_type": "git_source",
  "key_id": "1", "key": "${Buffer.alloc(32, 7).toString('base64')}", "id": 1, "owner": {"login": "acme"}}`
const inherited = `{"__proto__": ${members}, "__proto__": ${members}}`

/** A body of JSON that is not what is due; a write that gets it is carried out, for it is a yes. */
function yes(name: string, body: () => string, differences: Partial<Kind> = {}): Kind {
  const answer = ({ request }: Moment) => ({
    ...{ status: request.method === 'POST' ? 201 : 200, body: body(), after: isWrite(request) }
  })
  return { name, heals: endpoints, answer, ...differences }
}

function noContent({ request }: Moment): { status: number; after: boolean } {
  return { status: 204, after: isWrite(request) }
}

function list(name: string, body: unknown): Kind {
  return { name, on: ['list'], heals: ['list'], answer: () => ({ status: 200, body }) }
}
