import type { Failure } from '../../src/github/failure.ts'
import { isStaleKey } from '../../src/github/retry.ts'
import { noAnswer, refusal } from './failures.ts'

const cases: { name: string; given: Failure; expected: boolean }[] = [
  {
    name: "GitHub's own words",
    given: refusal(422, {}, 'Bad request - validation failed due to an improperly encrypted secret'),
    expected: true
  },
  {
    name: 'an error of the field key_id',
    given: refusal(422, {}, 'Validation Failed', 'PrivateRegistry.key_id invalid'),
    expected: true
  },
  {
    name: 'an error of the field encrypted_value',
    given: refusal(422, {}, 'encrypted_value is not good'),
    expected: true
  },
  { name: 'the public key', given: refusal(422, {}, 'Unknown Public Key'), expected: true },
  { name: 'another 422', given: refusal(422, {}, 'Validation Failed', 'url invalid'), expected: false },
  { name: 'a 422 without words', given: refusal(422), expected: false },
  { name: 'other words that hold it', given: refusal(422, {}, 'my_key_id_2 is unknown'), expected: false },
  { name: 'another status', given: refusal(400, {}, 'improperly encrypted secret'), expected: false },
  { name: 'no answer', given: noAnswer('lost', true, 'key_id'), expected: false }
]

test.each(cases)('$name is about the key: $expected', ({ given, expected }) => {
  expect(isStaleKey(given)).toBe(expected)
})
