import type { Failures, Refusal } from '../../src/github/failure.ts'
import { isRateLimit, pauseBefore } from '../../src/github/retry.ts'
import { refusal } from './failures.ts'

const now = Date.parse('2026-01-01T12:00:00Z')
const serverNow = 'Thu, 01 Jan 2026 11:00:00 GMT'
const seconds = (after: number) => String(now / 1000 + after)
const usedUp = (reset: string) => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset })
const limit = (milliseconds: number) => ({ milliseconds, reason: "GitHub's rate limit", forToken: true })
const asked = (milliseconds: number) => ({ milliseconds, reason: 'GitHub asks to wait', forToken: true })

const cases: { name: string; given: Refusal; expected: object | undefined }[] = [
  { name: '429 and seconds', given: refusal(429, { 'retry-after': '30' }), expected: limit(30_000) },
  { name: '403 and seconds', given: refusal(403, { 'retry-after': '30' }), expected: limit(30_000) },
  { name: '503 and seconds', given: refusal(503, { 'retry-after': '30' }), expected: asked(30_000) },
  {
    name: 'a date, by the own clock',
    given: refusal(429, { 'retry-after': 'Thu, 01 Jan 2026 12:00:45 GMT' }),
    expected: limit(45_000)
  },
  {
    name: 'a date that begins with a digit',
    given: refusal(429, { 'retry-after': '2026-01-01T12:00:45Z' }),
    expected: limit(45_000)
  },
  {
    name: 'a date that ends with a digit',
    given: refusal(429, { 'retry-after': 'Thu, 01 Jan 2026 12:00:45 +0000' }),
    expected: limit(45_000)
  },
  {
    name: "a date, by the server's clock",
    given: refusal(429, { 'retry-after': 'Thu, 01 Jan 2026 11:00:45 GMT', date: serverNow }),
    expected: limit(45_000)
  },
  {
    name: "seconds do not depend on the server's clock",
    given: refusal(429, { 'retry-after': '30', date: serverNow }),
    expected: limit(30_000)
  },
  {
    name: 'a date of the server that is none',
    given: refusal(429, { 'retry-after': 'Thu, 01 Jan 2026 12:00:45 GMT', date: 'soon' }),
    expected: limit(45_000)
  },
  {
    name: 'no seconds at all: one is waited',
    given: refusal(429, { 'retry-after': '0' }),
    expected: limit(1000)
  },
  {
    name: 'a date that is over: one second is waited',
    given: refusal(503, { 'retry-after': 'Thu, 01 Jan 2026 10:00:00 GMT' }),
    expected: asked(1000)
  },
  { name: 'a limit used up, 429', given: refusal(429, usedUp(seconds(90))), expected: limit(90_000) },
  { name: 'a limit used up, 403', given: refusal(403, usedUp(seconds(90))), expected: limit(90_000) },
  {
    name: "a limit used up, by the server's clock",
    given: refusal(403, { ...usedUp(seconds(90)), date: serverNow }),
    expected: limit(3_690_000)
  },
  {
    name: 'retry-after before the reset',
    given: refusal(403, { ...usedUp(seconds(90)), 'retry-after': '5' }),
    expected: limit(5000)
  },
  {
    name: 'a retry-after that is nonsense beside a reset',
    given: refusal(403, { ...usedUp(seconds(90)), 'retry-after': 'soon' }),
    expected: limit(90_000)
  },
  { name: 'a reset long ago', given: refusal(403, usedUp('0')), expected: undefined },
  { name: 'a reset without a number', given: refusal(403, usedUp('soon')), expected: undefined },
  {
    name: 'a reset alone, which stands on ordinary answers too',
    given: refusal(403, { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': seconds(90) }),
    expected: undefined
  },
  { name: 'a limit used up on 404', given: refusal(404, usedUp(seconds(90))), expected: undefined },
  { name: 'retry-after on 422', given: refusal(422, { 'retry-after': '5' }), expected: undefined },
  { name: '429 without anything', given: refusal(429), expected: limit(60_000) },
  {
    name: '403 that speaks of a rate limit',
    given: refusal(403, {}, 'Sorry', 'You have exceeded a secondary Rate Limit.'),
    expected: limit(60_000)
  },
  {
    name: '403 that speaks of abuse',
    given: refusal(403, {}, 'You have triggered an abuse detection mechanism.'),
    expected: limit(60_000)
  },
  { name: '403 that speaks of something else', given: refusal(403, {}, 'Forbidden'), expected: undefined },
  { name: '422 that speaks of a rate limit', given: refusal(422, {}, 'rate limit'), expected: undefined }
]

test.each(cases)('$name', ({ given, expected }) => {
  // It was refused, so even a POST may be sent again.
  for (const method of ['GET', 'PATCH', 'DELETE', 'POST'])
    expect(pauseBefore(method, [given], { now, random: 1 })).toEqual(expected)
})

const times = (count: number, failure: Refusal) =>
  Array.from({ length: count }, () => failure) as unknown as Failures
const waits = (failure: Refusal) =>
  [1, 2, 3, 4, 5].map(count => pauseBefore('POST', times(count, failure), { now, random: 1 })?.milliseconds)

test('without a time, a minute is waited, then two, then four, then no more', () => {
  expect(waits(refusal(429))).toEqual([60_000, 120_000, 240_000, undefined, undefined])
})

test('who keeps asking for no wait is asked ever more rarely', () => {
  expect(waits(refusal(429, { 'retry-after': '0' }))).toEqual([1000, 2000, 4000, 8000, 16_000])
})

test('503 and the limit reset are no limit on POST unless a wait is asked for', () => {
  expect(pauseBefore('POST', [refusal(503, usedUp(seconds(90)))], { now, random: 0 })).toBeUndefined()
})

test.each([
  { given: refusal(429), expected: true },
  { given: refusal(429, { 'retry-after': '1' }), expected: true },
  { given: refusal(403, usedUp(seconds(1))), expected: true },
  { given: refusal(403, {}, 'API rate limit exceeded for user'), expected: true },
  { given: refusal(503, { 'retry-after': '1' }), expected: false },
  { given: refusal(403), expected: false },
  { given: refusal(401), expected: false }
])('$given is a rate limit: $expected', ({ given, expected }) => {
  expect(isRateLimit(given)).toBe(expected)
})
