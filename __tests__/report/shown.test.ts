import { redactIn, shownResult } from '../../src/report/shown.ts'
import type { Result } from '../../src/request.ts'
import { exported, list, outcome, publicKey, registry, updated } from './results.ts'

const redact = (text: string) => text.replaceAll('hunter2', '***')
const echo = { ...registry, url: 'https://hunter2.example', new: { hunter2: ['hunter2', 7, null, true] } }
const problems = ['It said hunter2.', { text: 'hunter2', place: { file: 'hunter2.yml', line: 7, column: 1 } }]
const details = [
  { field: 'username', from: 'hunter2', to: 'hunter2' },
  { field: 'selected_repository_ids', to: [1, 'hunter2', { deep: 'hunter2' }] },
  { field: 'replaces_base', from: null, to: true }
]

const outcomes = [
  { ...outcome, name: 'hunter2', registry_type: 'hunter2', url: 'hunter2', reason: 'hunter2' },
  { ...outcome, details, updated_at: 'hunter2' },
  { ...outcome, url: null }
]
const found = { org: 'acme', registry: echo }
const manifest = 'url: https://hunter2.example\nname: hunter2\n'
const file = { path: 'hunter2.yml', workspace: '/checkout' }

test.each<Result>([
  { operation: 'none', problems },
  list({ acme: [echo] }, problems),
  { operation: 'get', problems, found },
  { operation: 'get', problems },
  { operation: 'get-public-key', org: 'acme', problems, key: { key_id: 'hunter2', key: 'hunter2' } },
  publicKey(undefined, problems),
  ...(['create', 'update', 'delete', 'apply', 'plan', 'rotate'] as const).map(operation => {
    return { ...updated, operation, problems, found, outcomes }
  }),
  exported({ org: 'hunter2', problems, manifest, count: 1, file }),
  exported({ problems, file: undefined })
])('the result of $operation is shown without the secret, and otherwise as it is', given => {
  expect(shownResult(given, redact)).toEqual(JSON.parse(redact(JSON.stringify(given))))
})

test('a number that is a secret is shown as a text without it', () => {
  const hide = (text: string) => text.replace('90210', '***')
  expect(redactIn({ ids: [90210, 7], deep: { at: 190210.5 } }, hide)).toEqual({
    ids: ['***', 7],
    deep: { at: '1***.5' }
  })
})

test("this action's own words stay, even if a secret is one of them", () => {
  const given = { ...updated, outcomes: [{ ...outcome, details: [{ field: 'secret' }] }] }
  const shown = shownResult(given, text => text.replaceAll(/update|done|secret|acme/g, '***'))
  const own = { org: 'acme', action: 'update', status: 'done', details: [{ field: 'secret' }] }
  const outcomes = [{ ...own, fields: ['username', 'secret'] }]
  expect(shown).toMatchObject({ operation: 'update', outcomes })
})
