import fc from 'fast-check'
import { type Case, good, hidden } from './case.ts'
import { manifestText } from './manifests.ts'

const tokens = [
  ...[
    'registries:',
    'defaults:',
    'url: ',
    'registry_type: ',
    'https://a.example',
    'npm_registry',
    '\n',
    '\n  ',
    '\n  - ',
    '\n    '
  ],
  ...[
    '- ',
    '[',
    ']',
    '{',
    '}',
    ': ',
    '? ',
    ', ',
    '|',
    '>-',
    '"',
    "'",
    '#',
    ' #',
    '&a ',
    '*a',
    '!',
    '!!map ',
    '%YAML 1.2\n',
    '---\n',
    '...\n'
  ],
  ...[
    '<<: ',
    '\t',
    '\r',
    '\0',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\\',
    '~',
    'null',
    '7',
    '.nan',
    '012',
    '2024-01-01',
    '__proto__: ',
    '\ud800',
    hidden
  ]
]

/** One careless touch of a text. */
type Touch = (text: string, at: number, length: number, token: string) => string

const touches: readonly Touch[] = [
  (text, at, length) => text.slice(0, at) + text.slice(at + length),
  (text, at, _, token) => text.slice(0, at) + token + text.slice(at),
  (text, at, length, token) => text.slice(0, at) + token + text.slice(at + length),
  (text, at, length) => text.slice(0, at + length) + text.slice(at),
  (text, at) => text.slice(0, at),
  (text, at) => onLine(text, at, line => `  ${line}`),
  (text, at) => onLine(text, at, line => line.replace(/^ {1,2}/, '')),
  (text, at, _, token) => onLine(text, at, line => line.replace(/: .*/, `: ${token}`)),
  (text, at) => onLine(text, at, () => ''),
  (text, at) => onLine(text, at, line => `${line}\n${line}`),
  text => text.replaceAll('\n', '\r\n'),
  text => `\ufeff${text}`,
  text => text.split('\n').toReversed().join('\n')
]

function onLine(text: string, at: number, change: (line: string) => string): string {
  const lines = text.split('\n')
  const index = text.slice(0, at).split('\n').length - 1
  return lines.with(index, change(lines[index] ?? '')).join('\n')
}

const touched = fc
  .array(
    fc.tuple(
      fc.constantFrom(...touches),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(...tokens)
    ),
    {
      minLength: 1,
      maxLength: 4
    }
  )
  .map(all =>
    all.reduce(
      (text, [touch, where, length, token]) =>
        touch(text, Math.floor(where * Math.max(0, text.length - 1)), length, token),
      manifestText
    )
  )

const soup = fc.array(fc.constantFrom(...tokens), { maxLength: 40 }).map(parts => parts.join(''))

const keys = [
  'name',
  'url',
  'registry_type',
  'secret_env',
  'visibility',
  'orgs',
  'selected_repository_ids',
  '__proto__',
  'x'
]
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('npm_registry', 'https://a.example', 'all', 'NPM_TOKEN', 'acme')
)
const shaped = fc
  .tuple(fc.array(fc.dictionary(fc.constantFrom(...keys), value), { maxLength: 4 }), fc.boolean())
  .map(([registries, bare]) => JSON.stringify(bare ? registries : { registries }))
const anyJson = fc.jsonValue({ maxDepth: 4 }).map(all => JSON.stringify({ registries: all }))

/** Manifests that somebody has scribbled in, so many; some may happen to be good. */
export function scribbleCases(seed: number, count: number): Case[] {
  const uses = [good['manifest'], good['planned'], good['rotate']]
  const manifests = fc.oneof(
    { weight: 5, arbitrary: touched },
    { weight: 2, arbitrary: soup },
    shaped,
    anyJson
  )
  return fc.sample(manifests, { seed, numRuns: count }).map((manifest, index) => ({
    name: `scribble ${index} of seed ${seed}: ${JSON.stringify(manifest.slice(0, 80))}`,
    inputs: uses[index % 3] ?? {},
    manifest,
    outcome: 'truthful',
    named: []
  }))
}
