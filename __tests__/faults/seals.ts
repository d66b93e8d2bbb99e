import { createSealer } from '../../src/github/seal.ts'
import { makeKey, type SealingKey, sealingReady } from '../github/sealing.ts'
import { diceFor, word } from './dice.ts'
import type { Experiment, Share } from './experiment.ts'
import { sealBuilt } from './seals-built.ts'
import { kindsOfSecrets, longestSecret, makeSecret } from './secrets.ts'
import { unicodeInPieces } from './unicode.ts'

const cases: Readonly<Record<Share, { here: number; built: number }>> = {
  test: { here: 600, built: 40 },
  ci: { here: 2600, built: 160 },
  all: { here: 10_000, built: 700 }
}

/** Texts of every length and kind, sealed by the action and opened with the other half of the key. */
export const seals: Experiment = {
  title: 'Seal round trips',
  reach: '10,000 texts of 1 byte to 48 KB, and all of Unicode',
  async run({ share, seed, tell }) {
    await sealingReady
    const { here, built } = cases[share]
    const unicode = unicodeInPieces(8000)
    const texts = Array.from({ length: here }, (_, number) => unicode[number] ?? textOf(seed, number))
    const faults: string[] = []
    for (const [number, text] of texts.entries()) {
      const wrong = await sealTwice(text, makeKey(`${seed} ${number}`))
      faults.push(...wrong.map(fault => `Seed ${seed}, text ${number}: ${fault}${about(text)}`))
      if (number % 2500 === 2499) tell(`${number + 1} of ${here} texts sealed here`)
    }
    const secrets = Array.from({ length: built }, (_, number) => textOf(seed, here + number, 8))
    const wrong = await sealBuilt(secrets)
    faults.push(...wrong.map(({ fault, number }) => `Seed ${seed}, built text ${here + number}: ${fault}`))
    return { of: 'texts sealed and opened', count: here + built, built, faults }
  }
}

/** Some of a few bytes, some as long as they may be, the others in between. */
function textOf(seed: number, number: number, least = 1): string {
  const dice = diceFor(seed, number)
  if (number % 10 === 0) return word(dice, least + dice.below(16))
  if (number % 97 === 0) return word(dice, longestSecret - dice.below(2))
  return makeSecret(dice, dice.oneOf(kindsOfSecrets))
}

async function sealTwice(text: string, key: SealingKey): Promise<string[]> {
  const told: string[] = []
  const publicKey = { key_id: key.id, key: key.publicKey }
  const sealer = createSealer(
    async () => publicKey,
    Promise.resolve(),
    sealed => told.push(sealed)
  )
  const both = [await sealer.seal(text), await sealer.seal(text)]
  const values = both.map(({ encrypted_value }) => encrypted_value)
  const size = Math.ceil((Buffer.byteLength(text) + 48) / 3) * 4
  const checks: [isWrong: boolean, fault: string][] = [
    [values.some(value => key.open(value) !== text), 'it was not opened to what was sealed'],
    [new Set(values).size !== 2, 'two seals of it are the same'],
    [both.some(({ key_id }) => key_id !== key.id), 'the id of another key came with it'],
    [values.some(value => value.length !== size), 'the sealed value has not 48 bytes more in padded base64'],
    [values.some(value => !/^[A-Za-z0-9+/]+={0,2}$/.test(value)), 'it is not in standard base64'],
    [told.join() !== values.join(), 'what was sealed was not told to be hidden']
  ]
  return checks.filter(([isWrong]) => isWrong).map(([, fault]) => fault)
}

function about(text: string): string {
  const beginning = encodeURIComponent(text.slice(0, 30).toWellFormed())
  return `; ${Buffer.byteLength(text)} bytes that begin with '${beginning}'`
}
