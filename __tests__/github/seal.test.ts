import fc from 'fast-check'
import { createSealer } from '../../src/github/seal.ts'
import { Secret } from '../../src/registries/secret.ts'
import { character } from '../character.ts'
import { makeKey, sealingReady } from '../local-github/sealing.ts'

await sealingReady
const pair = makeKey('acme')
const publicKey = { key_id: pair.id, key: pair.publicKey }

/** A sealer with a key, and what it has told. */
function sealerWith(key = publicKey.key, sent = Promise.resolve()) {
  const told: string[] = []
  const fetchKey = async () => ({ key_id: pair.id, key })
  return { told, ...createSealer(fetchKey, sent, sealed => told.push(sealed)) }
}

test('any text is sealed so that GitHub reads it again', async () => {
  const { seal } = sealerWith()
  const texts = ['x', 'x'.repeat(49_152), ' pä\u0000ss\r\n\t🔑 \u{10ffff}\n ']
  const any = fc.sample(fc.string({ unit: character, minLength: 1, maxLength: 200 }), 100)
  for (const given of [...texts, ...any]) {
    const sealed = await seal(new Secret(given))
    expect(sealed.key_id).toBe(pair.id)
    expect(sealed.encrypted_value).toMatch(/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)
    expect(Buffer.from(sealed.encrypted_value, 'base64')).toHaveLength(Buffer.byteLength(given) + 48)
    expect(pair.open(sealed.encrypted_value)).toBe(given)
  }
})

test('the same secret is never sealed the same, and each sealed value is told', async () => {
  const { told, seal } = sealerWith()
  const both = [await seal(new Secret('s3cret')), await seal(new Secret('s3cret'))]
  expect(new Set(told).size).toBe(2)
  expect(told).toEqual(both.map(({ encrypted_value }) => encrypted_value))
})

const bytes = (length: number) => Buffer.alloc(length, 7).toString('base64')

test.each([
  ['one byte short', bytes(31)],
  ['one byte too many', bytes(33)],
  ['empty', ''],
  ['in the alphabet of addresses', `${'-_'.repeat(21)}A=`],
  ['without padding', pair.publicKey.replace('=', '')],
  ['no base64', 'the key is under the mat'],
  ['followed by a line break', `${pair.publicKey}\n`],
  ['all zero', Buffer.alloc(32).toString('base64')]
])('a key that is %s seals nothing, which is seen before', async (_, given) => {
  const { told, seal, ready } = sealerWith(given)
  const message = `GitHub's public key ${pair.id} is not a usable key of 32 bytes in base64, so the secret was not sent. Run the step again, and report it to GitHub if it keeps happening.`
  await expect(ready()).rejects.toMatchObject({ name: 'Problem', message })
  await expect(seal(new Secret('s3cret'))).rejects.toMatchObject({ name: 'Problem', message })
  expect(told).toEqual([])
})

test('with a good key nothing is sealed to see whether it can', async () => {
  const { told, ready } = sealerWith()
  await ready()
  expect(told).toEqual([])
})

test('the key is fetched once, on the first use', async () => {
  let fetched = 0
  const fetch = async () => ({ ...publicKey, fetched: ++fetched })
  const { fetchKey, seal } = createSealer(fetch, Promise.resolve(), () => {})
  expect(fetched).toBe(0)
  fetchKey()
  fetchKey()
  expect(fetched).toBe(1)
  await Promise.all([seal(new Secret('a')), seal(new Secret('b'))])
  expect(fetched).toBe(1)
})

test('a key that cannot be had fails the sealing, not the preparation', async () => {
  const none = () => Promise.reject(new Error('no key'))
  const { fetchKey, seal } = createSealer(none, Promise.resolve(), () => {})
  fetchKey()
  await new Promise(setImmediate)
  await expect(seal(new Secret('a'))).rejects.toThrow('no key')
})

test('a key that GitHub has refused is fetched anew, once, and the secret sealed again', async () => {
  const keys = [pair, makeKey('acme')].map(({ publicKey: key }, index) => ({ key_id: `${index + 1}`, key }))
  let fetched = 0
  const fetch = async () => keys[fetched++] ?? publicKey
  const { seal } = createSealer(fetch, Promise.resolve(), () => {})
  const first = await seal(new Secret('s3cret'))
  const second = await seal(new Secret('s3cret'), first.key_id)
  expect([first.key_id, second.key_id]).toEqual(['1', '2'])
  expect((await seal(new Secret('other'))).key_id).toBe('2')
  // Somebody else has done so meanwhile.
  expect((await seal(new Secret('other'), first.key_id)).key_id).toBe('2')
  expect(fetched).toBe(2)
})

test('libsodium is loaded only after the request for the key has left', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { ready } = sealerWith(publicKey.key, promise)
  let isReady = false
  const sealing = ready().then(() => {
    isReady = true
  })
  await new Promise(setImmediate)
  expect(isReady).toBe(false)
  resolve()
  await sealing
})
