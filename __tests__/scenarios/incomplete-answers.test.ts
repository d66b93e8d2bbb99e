import type { Answer } from '../github/script.ts'
import { messages, start, theError, writes } from './scenario.ts'

const path = '/orgs/acme/private-registries'
const git = { registry_type: 'git_source', url: 'https://git.acme.example' }
const create = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  ...{ visibility: 'all', secret: 'a secret value', 'request-timeout': '1s' }
}
const json = { 'content-type': 'application/json; charset=utf-8' }
const page = '<html>Sign in</html>'

test.each<[name: string, answer: Answer, message: RegExp]>([
  ['cut short', 'cut', /connection to 127\.0\.0\.1:\d+ ended before the answer was complete/],
  ['no answer', 'reset', /connection to 127\.0\.0\.1:\d+ ended before the answer was complete/],
  ['empty', { status: 200, body: '' }, /answered 200, but not with JSON.*'github-api-url'/],
  ['HTML that is called JSON', { status: 200, headers: json, body: page }, /answered 200, but not with JSON/],
  ['a 304', { status: 304 }, /\(304\)/],
  ['a redirect nowhere', { status: 302 }, /redirects it; .*'github-api-url'/],
  ['an array', { status: 200, body: [] }, /not what GitHub's API describes.*total_count/],
  [
    'with fewer than total_count',
    { status: 200, body: { total_count: 2, configurations: [{ name: 'A', ...git }] } },
    /total_count is 2, but its pages hold 1 registries/
  ]
])(
  'a list that is %s is an error, never no registries, and nothing is written',
  async (_, answer, message) => {
    const scenario = await start()
    scenario.acme.addRegistry(git)
    scenario.github.answer({ path }, answer, 99)
    const listed = await scenario.quickly({ operation: 'list', 'request-timeout': '1s' })
    for (const result of [await scenario.quickly(create), listed]) {
      expect(theError(result)).toMatch(/^(GitHub refused to|Could not) list the private registries of acme/)
      expect(theError(result)).toMatch(message)
    }
    expect(listed.outputs['total-count'] ?? '').toBe('')
    expect(listed.outputs['registries'] ?? '').toBe('')
    expect(listed.summary).not.toMatch(/none/i)
    expect(writes(scenario)).toEqual([])
  }
)

test('a list that grows while it is read is read whole', async () => {
  const { github, acme, quickly } = await start()
  for (let number = 0; number < 101; number++) acme.addRegistry(git)
  github.answer({ path: /page=2/ }, () => void acme.addRegistry(git))
  expect((await quickly({ operation: 'list' })).outputs['total-count']).toBe('102')
})

test.each(['c2hvcnQ=', 'k3RGMstofvzLuBONvLgMH6TH1kvX6LsTGMoGPBKtHAY', '', undefined])(
  'the key %j seals nothing, and is not shown to those who only ask for it',
  async key => {
    const scenario = await start()
    scenario.github.answer({ path: /public-key/ }, { status: 200, body: { key_id: '1', key } }, 99)
    expect(theError(await scenario.quickly(create))).toMatch(/public key/)
    expect(writes(scenario)).toEqual([])
    const asked = await scenario.quickly({ operation: 'get-public-key' })
    expect(messages(asked, 'error')).toEqual([expect.stringMatching(/no public key of 32 bytes in base64/)])
    expect(asked.outputs).toEqual({})
  }
)

test.each([{ name: 'A' }, [], 'hello'])('the registry %j is an error', async body => {
  const { github, quickly } = await start()
  github.answer({}, { status: 200, body }, 99)
  const result = await quickly({ operation: 'get', name: 'A' })
  expect(theError(result)).toMatch(/read A of acme/)
  expect(result.outputs).toEqual({})
})
