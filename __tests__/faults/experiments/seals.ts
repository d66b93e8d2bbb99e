import fc from 'fast-check'
import { createSealer } from '../../../src/github/seal.ts'
import { makeKey, sealingReady } from '../../local-github/sealing.ts'
import type { Experiment, Played } from '../experiment.ts'
import { longestSecret, secrets } from '../generate.ts'
import { onStage, type Stage } from '../play.ts'

/** Some texts that are sealed: one after the other here, and all in one run with the built action. */
type Texts = readonly string[]

// Variables of a process have about 2 MB of room together.
const together = 20

/** Texts of every length and kind, sealed by the action and opened with the other half of the key. */
export const seals: Experiment<Texts> = {
  title: 'Seal round trips',
  reach: '10,000 texts of 1 byte to 48 KB, and all of Unicode',
  of: 'texts sealed and opened',
  share: 3,
  builtOf: 15,
  cases(seed, most) {
    const short = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 16 })
      .map(text => text.replaceAll('\0', 'x'))
    const long = fc.nat(1).map(less => 'x'.repeat(longestSecret - less))
    const any = secrets().map(({ text }) => text)
    const text = fc.oneof(
      { weight: 10, arbitrary: short },
      { weight: 88, arbitrary: any },
      { weight: 2, arbitrary: long }
    )
    const texts = fc.sample(text, { seed, numRuns: Math.min(most * together, 10_700) })
    const all = [...texts, ...(most === Number.POSITIVE_INFINITY ? unicode(8000) : [])].map(one =>
      one.toWellFormed()
    )
    return Array.from({ length: Math.ceil(all.length / together) }, (_, at) =>
      all.slice(at * together, (at + 1) * together)
    )
  },
  play: (texts, how) =>
    how === 'built' ? onStage(how, {}, stage => sealBuilt(texts, stage)) : sealHere(texts)
}

/** All characters of Unicode but NUL, in texts of so many; halves of pairs are no characters. */
function unicode(length: number): string[] {
  const points = Array.from({ length: 0x10ffff }, (_, at) => at + 1).filter(at => at < 0xd800 || at > 0xdfff)
  const count = Math.ceil(points.length / length)
  return Array.from({ length: count }, (_, at) =>
    points
      .slice(at * length, (at + 1) * length)
      .map(point => String.fromCodePoint(point))
      .join('')
  )
}

async function sealHere(texts: Texts): Promise<Played> {
  await sealingReady
  const wrong: string[] = []
  for (const text of texts) wrong.push(...(await sealTwice(text)).map(fault => `${fault}${about(text)}`))
  return { count: texts.length, wrong }
}

async function sealTwice(text: string): Promise<string[]> {
  const key = makeKey(`for ${text.length}`)
  const told: string[] = []
  const publicKey = async () => ({ key_id: key.id, key: key.publicKey })
  const sealer = createSealer(publicKey, Promise.resolve(), sealed => told.push(sealed))
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

/** Has the action create a registry for each text, and tells which ones did not arrive as they were. */
async function sealBuilt(texts: Texts, stage: Stage): Promise<Played> {
  const acme = stage.add('acme')
  const urls = texts.map((_, at) => `https://r${at}.acme.example`)
  const registries = urls.map((url, at) => ({
    ...{ registry_type: 'git_source', url, visibility: 'all', username: 'ci', secret_env: `SECRET_${at}` }
  }))
  // An empty variable is one that is not set, and so is a blank one.
  const given = texts.map(text => (text.trim() === '' ? `x${text}` : text))
  await stage.run({
    with: { operation: 'apply', manifest: 'registries.yml', 'write-interval': '0s' },
    env: Object.fromEntries(given.map((text, at) => [`SECRET_${at}`, text])),
    files: { 'registries.yml': JSON.stringify({ registries }) }
  })
  const arrived = new Map(acme.registries.map(({ url, secret }) => [url, secret]))
  const lost = given.filter((text, at) => arrived.get(urls[at] ?? '') !== text.replace(/\r?\n$/, ''))
  return { count: texts.length, wrong: lost.map(text => `GitHub did not get it as it was${about(text)}`) }
}

function about(text: string): string {
  return `; ${Buffer.byteLength(text)} bytes that begin with '${encodeURIComponent(text.slice(0, 30).toWellFormed())}'`
}
