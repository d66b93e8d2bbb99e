import fc from 'fast-check'
import { type Case, good, hidden } from './case.ts'
import { inputsOf, isWrong } from './grammar.ts'
import { manifestText } from './manifests.ts'
import { addresses, misplacedSecrets, misspelt, nearlyA, texts } from './values.ts'

/** How often each input of each operation gets a value of its own. */
const times = 3

/** Inputs of every operation: each of them replaced, and then several at once, so many. */
export function inputCases(seed: number, several: number): Case[] {
  const single = Object.entries(good).flatMap(([what, inputs]) =>
    inputsOf(inputs['operation']).flatMap((name, index) =>
      fc
        .sample(valueFor(name, inputs[name]), { seed: seed + index, numRuns: times })
        .map(value => caseOf(what, inputs, [[name, value]]))
    )
  )
  return [...single, ...fc.sample(severalAtOnce, { seed, numRuns: several })]
}

const severalAtOnce: fc.Arbitrary<Case> = fc.constantFrom(...Object.entries(good)).chain(([what, inputs]) =>
  fc
    .uniqueArray(fc.constantFrom(...inputsOf(inputs['operation'])), { minLength: 2, maxLength: 4 })
    .chain(names =>
      fc.tuple(...names.map(name => valueFor(name, inputs[name]).map(value => [name, value] as const)))
    )
    .map(pairs => caseOf(what, inputs, pairs))
)

const kinds: Readonly<Record<string, Parameters<typeof nearlyA>[0]>> = {
  ...{ timeout: 'duration', 'request-timeout': 'duration', 'write-interval': 'duration' },
  ...{ 'rewrite-secrets': 'duration', prune: 'boolean', 'allow-recreate': 'boolean', 'dry-run': 'boolean' },
  ...{ 'replaces-base': 'boolean', org: 'list', 'allowed-hosts': 'list', 'selected-repositories': 'list' },
  ...{ 'selected-repository-ids': 'list', 'max-deletions': 'count', name: 'name', manifest: 'path' }
}

function valueFor(name: string, value = ''): fc.Arbitrary<string> {
  const slip = value === '' ? texts : misspelt(value)
  const kind = kinds[name]
  if (kind !== undefined) return fc.oneof(nearlyA(kind), texts, slip)
  if (name === 'url' || name === 'github-api-url') return fc.oneof(addresses, addresses, texts, slip)
  if (name === 'secrets') return fc.oneof(misplacedSecrets, texts)
  // A line of a few letters could be in any word of a message, and would be hidden there.
  if (name === 'token') return texts.map(text => withLongLines(`github_pat_${hidden}${text}`))
  if (name === 'secret') return texts.map(text => (text.trim() === '' ? text : withLongLines(hidden + text)))
  return fc.oneof({ weight: 3, arbitrary: texts }, { weight: 1, arbitrary: slip })
}

function withLongLines(text: string): string {
  return text.replaceAll(/[\r\n]/g, end => end + hidden)
}

function caseOf(what: string, inputs: Case['inputs'], pairs: readonly (readonly [string, string])[]): Case {
  // The variables of a process are bytes, and half a character is none.
  const given = {
    ...inputs,
    ...Object.fromEntries(pairs.map(([name, value]) => [name, value.toWellFormed()]))
  }
  const wrong = pairs.filter(([name, value]) => isWrong(name, value)).map(([name]) => name)
  // Of an operation that is none, and a manifest that is not read, nothing else is certain.
  const [certain] = ['operation', 'manifest'].filter(name => wrong.includes(name))
  const readable = given['manifest']?.trim() ? wrong : wrong.filter(name => name !== 'secrets')
  const named = certain === undefined ? readable : [certain]
  // An export may write its manifest to another place.
  const isExport = inputs['operation'] === 'export' && certain === 'manifest'
  const exported = isExport ? wrong.filter(name => name !== 'manifest') : named
  return {
    name: `${what} with ${pairs.map(([name, value]) => `${name} ${JSON.stringify(value.slice(0, 60))}`).join(', ')}`,
    inputs: given,
    ...(inputs['manifest'] === undefined ? {} : { manifest: manifestText }),
    outcome: exported.length > 0 ? 'refused' : 'truthful',
    named: exported.map(name => `'${name}'`)
  }
}
