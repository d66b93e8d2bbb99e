import {
  type Failure,
  type Failures,
  isRateLimit,
  isStaleKey,
  mayHaveSucceeded,
  type NoAnswer,
  pauseBefore
} from '../../src/github/failure.ts'
import { noAnswer, refusal } from './failures.ts'

const now = Date.parse('2026-01-01T12:00:00Z')
const methods = ['GET', 'PATCH', 'DELETE', 'POST']
const dated = { date: 'Thu, 01 Jan 2026 11:00:00 GMT' }
const after = (value: string, more = {}) => ({ 'retry-after': value, ...more })
const until = (reset: string, more = {}) => ({
  ...{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
  ...more
})
const in90 = String(now / 1000 + 90)
/** The pause before the next attempt after so many failures of one kind. */
const pause = (failure: Failure, { method = 'POST', count = 1, random = 1 } = {}) =>
  pauseBefore(method, Array.from({ length: count }, () => failure) as unknown as Failures, { now, random })
const waits = (failure: Failure, random = 1, method = 'POST') =>
  [1, 2, 3, 4, 5].map(count => pause(failure, { method, count, random })?.milliseconds)

const noon = (time: string) => `Thu, 01 Jan 2026 ${time} GMT`
test.each<[name: string, given: Failure, seconds: number | undefined]>([
  ['429 and seconds', refusal(429, after('30')), 30],
  ['403 and seconds', refusal(403, after('30')), 30],
  ['503 and seconds', refusal(503, after('30')), 30],
  ['a date, by the own clock', refusal(429, after(noon('12:00:45'))), 45],
  ['a date that begins with a digit', refusal(429, after('2026-01-01T12:00:45Z')), 45],
  ['a date that ends with a digit', refusal(429, after('Thu, 01 Jan 2026 12:00:45 +0000')), 45],
  ["a date, by the server's clock", refusal(429, after(noon('11:00:45'), dated)), 45],
  ["seconds, whatever the server's clock", refusal(429, after('30', dated)), 30],
  ['a date of the server that is none', refusal(429, after(noon('12:00:45'), { date: 'soon' })), 45],
  ['no seconds at all', refusal(429, after('0')), 1],
  ['a date that is over', refusal(503, after(noon('10:00:00'))), 1],
  ['a limit used up, 429', refusal(429, until(in90)), 90],
  ['a limit used up, 403', refusal(403, until(in90)), 90],
  ["a limit used up, by the server's clock", refusal(403, until(in90, dated)), 3690],
  ['retry-after before the reset', refusal(403, until(in90, after('5'))), 5],
  ['a retry-after that is nonsense beside a reset', refusal(403, until(in90, after('soon'))), 90],
  ['a reset long ago', refusal(403, until('0')), undefined],
  ['a reset without a number', refusal(403, until('soon')), undefined],
  ['a reset of ordinary answers', refusal(403, until(in90, { 'x-ratelimit-remaining': '49' })), undefined],
  ['a limit used up on 404', refusal(404, until(in90)), undefined],
  ['retry-after on 422', refusal(422, after('5')), undefined],
  ['429 without anything', refusal(429), 60],
  ['words of a rate limit', refusal(403, {}, 'Sorry', 'You have exceeded a secondary Rate Limit.'), 60],
  ['words of abuse', refusal(403, {}, 'You have triggered an abuse detection mechanism.'), 60],
  ['words of something else', refusal(403, {}, 'Forbidden'), undefined],
  ['422 that speaks of a rate limit', refusal(422, {}, 'rate limit'), undefined]
])('%s', (name, given, seconds) => {
  const reason = name.startsWith('503') || name === 'a date that is over' ? 'GitHub asks to wait' : undefined
  const expected = { reason: reason ?? "GitHub's rate limit", appliesToAll: true }
  // It was refused, so even a POST may be sent again.
  for (const method of methods)
    expect(pause(given, { method })).toEqual(seconds && { milliseconds: seconds * 1000, ...expected })
})

test('attempts become rarer, and end', () => {
  expect(waits(refusal(429))).toEqual([60_000, 120_000, 240_000, undefined, undefined])
  expect(waits(refusal(429, after('0')))).toEqual([1000, 2000, 4000, 8000, 16_000])
  expect(waits(noAnswer('refused', false), 0)).toEqual([1000, 2000, 4000, 8000, undefined])
  expect(waits(noAnswer('refused', false))).toEqual([1250, 2500, 5000, 10_000, undefined])
  expect(waits(refusal(502), 0, 'GET')).toEqual([1000, 2000, 4000, 8000, undefined])
})

test('503 and the limit reset are no limit on POST unless a wait is asked for', () => {
  expect(pause(refusal(503, until(in90)))).toBeUndefined()
})

test.each<[expected: boolean, given: ReturnType<typeof refusal>[]]>([
  [true, [refusal(429), refusal(429, after('1')), refusal(403, until(in90))]],
  [true, [refusal(403, {}, 'API rate limit exceeded for user')]],
  [false, [refusal(503, after('1')), refusal(403), refusal(401)]]
])('a rate limit: %s', (expected, given) => {
  for (const one of given) expect([one, isRateLimit(one)]).toEqual([one, expected])
})

const passing: NoAnswer['reason'][] = ['lost', 'timeout', 'not-json', 'unexpected']
const lasting: NoAnswer['reason'][] = ['certificate', 'proxy', 'redirect', 'other-address']
/** Which methods are sent again: those that may be, of GET, PATCH, DELETE and POST. */
test.each<[name: string, given: Failure[], expected: string[]]>([
  ['nothing was sent', [noAnswer('refused', false), noAnswer('unresolved', false)], methods],
  ['nothing was sent in time', [noAnswer('lost', false), noAnswer('timeout', false)], methods],
  ['an answer is lost', passing.map(reason => noAnswer(reason)), methods.slice(0, 3)],
  ['the way is barred', lasting.map(reason => noAnswer(reason, false)), []],
  ['the answer is none of the API', [noAnswer('too-large'), noAnswer('not-api')], []],
  ['the server failed', [500, 502, 503, 504, 599].map(status => refusal(status)), methods.slice(0, 3)],
  [
    'it is refused',
    [400, 401, 403, 404, 409, 410, 422, 499, 600, 999].map(status => refusal(status, {}, 'Failed')),
    []
  ]
])('where %s, only some are sent again', (_, given, expected) => {
  for (const failure of given) {
    const again = methods.filter(method => pause(failure, { method }))
    expect([failure, again]).toEqual([failure, expected])
  }
})

test('a reason is given, and other requests go on', () => {
  const reason = (failure: Failure) => pause(failure, { method: 'GET', random: 0 })
  const expected = { milliseconds: 1000, reason: 'no answer from GitHub', appliesToAll: false }
  expect(reason(noAnswer('refused'))).toEqual(expected)
  expect(reason(refusal(502))?.reason).toBe('GitHub answered 502')
  expect(reason(noAnswer('unexpected'))?.reason).toBe('the answer was unexpected')
})

test.each<[expected: boolean, given: Failure[]]>([
  [true, [noAnswer('timeout'), refusal(500), refusal(503), refusal(503, after('soon'))]],
  [true, [refusal(502, after('5'))]],
  [false, [noAnswer('timeout', false), refusal(503, after('1')), refusal(422), refusal(429)]]
])('may have been carried out: %s', (expected, given) => {
  for (const failure of given) expect([failure, mayHaveSucceeded(failure)]).toEqual([failure, expected])
})

test.each<[expected: boolean, given: Failure]>([
  [true, refusal(422, {}, 'Bad request - validation failed due to an improperly encrypted secret')],
  [true, refusal(422, {}, 'Validation Failed', 'PrivateRegistry.key_id invalid')],
  [true, refusal(422, {}, 'encrypted_value is not good')],
  [true, refusal(422, {}, 'Unknown Public Key')],
  [false, refusal(422, {}, 'Validation Failed', 'url invalid')],
  [false, refusal(422)],
  [false, refusal(422, {}, 'my_key_id_2 is unknown')],
  [false, refusal(400, {}, 'improperly encrypted secret')],
  [false, noAnswer('lost', true, 'key_id')]
])('about the key: %s, %j', (expected, given) => {
  expect(isStaleKey(given)).toBe(expected)
})
