import fc from 'fast-check'
import { character } from '../../character.ts'
import type { Experiment, Open, Played } from '../experiment.ts'
import { longestSecret, secrets } from '../secrets.ts'

/** Texts that are sealed in one run; more have no room in the variables of a process. */
const together = 20

const text = fc.oneof(
  { weight: 10, arbitrary: fc.string({ unit: character, minLength: 1, maxLength: 16 }) },
  { weight: 88, arbitrary: secrets() },
  { weight: 2, arbitrary: fc.nat(1).map(less => 'x'.repeat(longestSecret - less)) }
)

/** Texts of every length and kind, sealed by the action and opened with the other half of the key. */
export const seals: Experiment<readonly string[]> = {
  title: 'Seal round trips',
  reach: '10,000 texts of 1 byte to 48 KB, and all of Unicode',
  of: 'texts sealed and opened',
  share: 1,
  cases(seed, most) {
    const texts = fc.sample(text, { seed, numRuns: Math.min(most * together, 10_700) })
    const all = [...texts, ...(most === Number.POSITIVE_INFINITY ? unicode(8000) : [])]
    // A blank variable counts as missing, and none can hold NUL.
    return inParts(
      all.map(one => one.replaceAll('\0', 'x')).map(one => (one.trim() === '' ? `x${one}` : one)),
      together
    )
  },
  play
}

function inParts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size)
  )
}

/** All characters of Unicode, in texts of so many; halves of pairs are not characters. */
function unicode(length: number): string[] {
  const points = [...Array(0x110000).keys()].filter(at => at < 0xd800 || at > 0xdfff)
  return inParts(points, length).map(points => String.fromCodePoint(...points))
}

/** Has the action create a registry for each text, and tells which ones did not arrive as they were. */
async function play(texts: readonly string[], open: Open): Promise<Played> {
  const stage = await open()
  const acme = stage.add('acme')
  const fields = { registry_type: 'git_source', visibility: 'all' }
  const urlOf = (at: number) => `https://r${at}.acme.example`
  const registries = texts.map((_, at) => ({ ...fields, url: urlOf(at), secret_env: `SECRET_${at}` }))
  await stage.run({
    with: { operation: 'apply', manifest: 'm.yml' },
    env: Object.fromEntries(texts.map((text, at) => [`SECRET_${at}`, text])),
    files: { 'm.yml': JSON.stringify({ registries }) }
  })
  const arrived = new Map(acme.registries.map(({ url, secret }) => [url, secret]))
  const lost = texts.filter((text, at) => arrived.get(urlOf(at)) !== text.replace(/\r?\n$/, ''))
  const wrong = lost.map(
    text => `this did not arrive: ${encodeURIComponent(text.slice(0, 30).toWellFormed())}`
  )
  return { count: texts.length, wrong }
}
