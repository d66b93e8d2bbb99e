import type { Failure } from '../../src/github/failure.ts'
import type { FaultReason } from '../../src/github/fault.ts'
import { pauseBefore } from '../../src/github/retry.ts'
import { noAnswer, refusal } from './failures.ts'

const at = { now: 0, random: 0 }
const methods = ['GET', 'PATCH', 'DELETE', 'POST']
const again = (method: string, failure: Failure) => pauseBefore(method, [failure], at) !== undefined

/** Which methods are sent again: those that may be, of GET, PATCH, DELETE and POST. */
const cases: { name: string; given: Failure; expected: string[] }[] = [
  { name: 'refused', given: noAnswer('refused', false), expected: methods },
  { name: 'an unknown name', given: noAnswer('unresolved', false), expected: methods },
  { name: 'lost before anything was sent', given: noAnswer('lost', false), expected: methods },
  { name: 'no secure connection in time', given: noAnswer('timeout', false), expected: methods },
  ...(['lost', 'timeout', 'not-json', 'unexpected'] as FaultReason[]).map(reason => ({
    name: `${reason} after sending`,
    given: noAnswer(reason),
    expected: ['GET', 'PATCH', 'DELETE']
  })),
  ...(['certificate', 'proxy', 'redirect', 'other-address'] as FaultReason[]).map(reason => ({
    name: reason,
    given: noAnswer(reason, false),
    expected: []
  })),
  { name: 'too large', given: noAnswer('too-large'), expected: [] },
  { name: 'not of the API', given: noAnswer('not-api'), expected: [] },
  ...[500, 502, 503, 504, 599].map(status => ({
    name: `${status}`,
    given: refusal(status),
    expected: ['GET', 'PATCH', 'DELETE']
  })),
  ...[400, 401, 403, 404, 409, 410, 422, 499, 600, 999].map(status => ({
    name: `${status}`,
    given: refusal(status, {}, 'Validation Failed'),
    expected: []
  }))
]

test.each(cases)('after $name only $expected are sent again', ({ given, expected }) => {
  expect(methods.filter(method => again(method, given))).toEqual(expected)
})

const five = [1, 2, 3, 4, 5].map(() => noAnswer('refused', false))
const [first = noAnswer('refused')] = five

test.each([
  { name: 'no spread', random: 0, expected: [1000, 2000, 4000, 8000, undefined] },
  { name: 'the most spread', random: 1, expected: [1250, 2500, 5000, 10_000, undefined] }
])('there are four more attempts, from 1 to 8 seconds apart, with $name', ({ random, expected }) => {
  const pauses = five.map((_, index) =>
    pauseBefore('GET', [first, ...five.slice(0, index)], { now: 0, random })
  )
  expect(pauses.map(pause => pause?.milliseconds)).toEqual(expected)
})

test('a reason is given, and other requests go on', () => {
  expect(pauseBefore('GET', [first], at)).toEqual({
    milliseconds: 1000,
    reason: 'no answer from GitHub',
    forToken: false
  })
  expect(pauseBefore('GET', [refusal(502)], at)?.reason).toBe('GitHub answered 502')
  expect(pauseBefore('GET', [noAnswer('unexpected')], at)?.reason).toBe('its answer cannot be right')
})
