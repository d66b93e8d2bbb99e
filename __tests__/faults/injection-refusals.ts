import type { Reply } from './hostile-server.ts'
import { all, type Try, textOf } from './injection-try.ts'

/** What a refusal says, organization by organization. */
export function refusals(): Try[] {
  const headers: [name: string, status: number, before: string][] = [
    ['x-github-request-id', 422, ''],
    ['x-accepted-github-permissions', 403, ''],
    ['x-oauth-scopes', 403, ''],
    ['x-accepted-oauth-scopes', 403, ''],
    ['x-github-sso', 403, 'required; url=https://github.example/'],
    ['location', 302, 'https://'],
    ['location', 302, ''],
    ['content-type', 200, ''],
    ['retry-after', 429, ''],
    ['x-ratelimit-reset', 403, ''],
    ['github-authentication-token-expiration', 422, ''],
    ['link', 200, '<https://api.github.example/>; rel="next"; ']
  ]
  const replies: [field: string, reply: (text: string) => Reply][] = [
    ['the message of a refusal', text => ({ status: 422, body: { message: text } })],
    ['the errors of a refusal', text => ({ status: 422, body: { message: 'No', errors: [text, text] } })],
    ['errors that is a text', text => ({ status: 404, body: { message: 'No', errors: text } })],
    ...['resource', 'field', 'code', 'message'].map((member): [string, (text: string) => Reply] => [
      `${member} in the errors of a refusal`,
      text => ({ status: 422, body: { message: 'No', errors: [{ [member]: text }] } })
    ]),
    ['the reason phrase', text => ({ status: 422, reason: text, body: { message: text } })],
    ['a body that is no JSON', text => ({ status: 403, body: text })],
    [
      'a member of the list',
      text => ({ status: 200, body: { [text]: text, total_count: text, configurations: text } })
    ],
    ...headers.map(([header, status, before]): [string, (text: string) => Reply] => [
      `the header ${header} (${status})`,
      text => ({
        status,
        headers: {
          'x-oauth-scopes': 'repo',
          'x-accepted-oauth-scopes': 'admin:org',
          [header]: before + text
        },
        body: { message: status === 429 ? text : 'No', total_count: 0, configurations: [] }
      })
    ])
  ]
  const org = all.map(number => `o${number}`).join()
  return replies.map(([field, reply]) => ({
    field,
    numbers: all,
    with: { operation: 'list', org, 'request-timeout': '9s', timeout: '20s' },
    answer: ({ path }) => reply(textOf(Number(/^\/orgs\/o(\d+)\//.exec(path)?.[1])))
  }))
}
