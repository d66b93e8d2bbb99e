import { Fault, failureOf, RequestFailed } from '../../src/github/failure.ts'
import { noAnswer, refusal } from './failures.ts'

const answer = (data: unknown, status = 422) =>
  Object.assign(new Error('m'), { response: { status, headers: {}, data } })

test.each([
  { name: 'a message', given: { message: 'Not Found' }, expected: ['Not Found'] },
  { name: 'text as errors', given: { message: 'm', errors: 'Sorry' }, expected: ['m', 'Sorry'] },
  { name: 'errors as texts', given: { message: 'm', errors: ['One', 'Two'] }, expected: ['m', 'One', 'Two'] },
  {
    name: 'errors as objects',
    given: {
      errors: [{ resource: 'R', field: 'f', code: 'invalid', message: 'is bad' }, { code: 'custom' }]
    },
    expected: ['R.f invalid is bad', 'custom']
  },
  {
    name: 'objects with other members',
    given: { errors: [{ field: 7, message: 'm' }, {}, null] },
    expected: ['m']
  },
  { name: 'a page of HTML', given: '<p>502</p>', expected: [] },
  { name: 'nothing', given: null, expected: [] },
  { name: 'other types', given: { message: 7, errors: { a: 1 } }, expected: [] }
])('the words of $name', ({ given, expected }) => {
  expect(failureOf(answer(given))).toEqual(refusal(422, {}, ...expected))
})

test('a fault below Octokit is no answer', () => {
  const error = new Error('m', { cause: new Fault('refused', false, 'ECONNREFUSED') })
  expect(failureOf(error)).toEqual(noAnswer('refused', false, 'ECONNREFUSED'))
})

test.each([
  new Error('a defect'),
  Object.assign(new Error('half an answer'), { response: { status: 500 } }),
  Object.assign(new Error('no answer'), { response: null }),
  'a text'
])('%s is thrown again', error => {
  expect(() => failureOf(error)).toThrow(error instanceof Error ? error.message : undefined)
})

test('one uncertain attempt makes the request uncertain', () => {
  const failed = new RequestFailed([refusal(404), noAnswer('lost')], 'Said.')
  expect(failed).toMatchObject({
    name: 'RequestFailed',
    message: 'Said.',
    sentences: ['Said.'],
    failures: [{ status: 404 }, { reason: 'lost' }],
    mayHaveSucceeded: true
  })
  expect(new RequestFailed([refusal(404)], 'Said.').mayHaveSucceeded).toBe(false)
})
