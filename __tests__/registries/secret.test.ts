import { inspect } from 'node:util'
import { Secret } from '../../src/registries/secret.ts'

const secret = new Secret('hunter2')

test.each<[name: string, print: () => unknown]>([
  ['JSON', () => JSON.stringify({ secret, list: [secret] })],
  ['a template', () => `${secret}`],
  ['a sum', () => `a${String(secret)}`],
  ['inspect', () => inspect({ secret }, { showHidden: true, depth: null })],
  ['its members', () => JSON.stringify([Object.entries(secret), Object.getOwnPropertyNames(secret)])],
  ['a copy', () => JSON.stringify({ ...secret, clone: structuredClone({ ...secret }) })],
  ['an error', () => inspect(new Error(`Bad ${secret}`, { cause: secret }))]
])('%s of a secret does not hold it', (_, print) => {
  expect(print()).not.toContain('hunter2')
  expect(secret.reveal()).toBe('hunter2')
})
