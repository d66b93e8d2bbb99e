import { entryKeys } from './manifest-keys.ts'
import type { Complain, Member, Part } from './manifest-values.ts'
import { nearest } from './nearest.ts'
import { choiceNamed } from './registry.ts'
import { hasExpression } from './text.ts'

/** Keys with their values. */
export type Mapping = Extract<Part, { kind: 'mapping' }>

/** What dependabot.yml and neighbouring actions call a secret. */
const secrets = ['secret', 'password', 'token', 'key', 'value']

/** What they call other keys. */
const words = new Map([
  ['type', 'registry_type'],
  ['org', 'orgs'],
  ['owner', 'orgs'],
  ['organization', 'orgs'],
  ['organizations', 'orgs'],
  ['repositories', 'selected_repositories']
])

/** The members of a mapping by their known names, in GitHub's spelling; a hyphen counts as an underscore. */
export function membersOf(
  { members }: Mapping,
  known: readonly string[],
  complain: Complain
): Map<string, Member> {
  const found = new Map<string, Member>()
  const lines = new Map<string, number>()
  for (const member of members) {
    const { key, place } = member
    const name = key?.replaceAll('-', '_')
    const line = name === undefined ? undefined : lines.get(name)
    if (name !== undefined && known.includes(name) && line === undefined) found.set(name, member)
    else {
      complain(place, `${complaintAbout(member, known, line)}${expressionIn(member)}`)
      const meant = words.get(name ?? '')
      // It is given, if by another word, so that nothing more is said of it.
      if (meant && known.includes(meant) && !found.has(meant))
        found.set(meant, { ...member, value: { kind: 'unread', place } })
    }
    if (name !== undefined) lines.set(name, line ?? place.line)
  }
  return found
}

/** Whoever gives a key that is not known may have an expression in mind that it was to hold. */
function expressionIn({ value }: Member): string {
  const isOne = value.kind === 'scalar' && typeof value.value === 'string' && hasExpression(value.value)
  return isOne ? ' Its value is an expression, which nothing evaluates here.' : ''
}

/** A key may be a value in the wrong place, so it is repeated only if it looks like a key. */
function complaintAbout({ key, value }: Member, known: readonly string[], line: number | undefined): string {
  if (key === undefined) return 'A key must be text.'
  if (key === '<<') return `Merge keys are not allowed; write the keys out, or give them in 'defaults'.`
  const called = /^[a-z][a-z_-]{0,29}$/i.test(key) ? `The key '${key}'` : 'This key'
  const name = key.replaceAll('-', '_').toLowerCase()
  if (secrets.includes(name)) {
    const way = name === 'password' ? `, and auth_type: username_password` : ''
    return `'${name}' must not stand in a manifest; give 'secret_env', the name of the variable that holds it${way}.`
  }
  if (line !== undefined) return `${called} stands here already, on line ${line}; remove one of them.`
  return `${complaintAboutUnknown(name, called, known)}${inOurWords(words.get(name), value)}`
}

function complaintAboutUnknown(name: string, called: string, known: readonly string[]): string {
  const isOfRegistry = entryKeys.has(name)
  if ((isOfRegistry || name === 'registries' || name === 'defaults') && !known.includes(name))
    return `${called} belongs to ${isOfRegistry ? 'a registry' : 'the manifest itself'}; the indentation is wrong here.`
  const word = words.get(name) ?? ''
  const meant = known.includes(word) ? word : called === 'This key' ? undefined : nearest(name, known)
  return `${called} is not known${meant ? `; did you mean '${meant}'?` : '.'}`
}

/** A value that is one of few words may be repeated, as the word that it is here. */
function inOurWords(key = '', value: Part): string {
  const shape = entryKeys.get(key)?.shape
  if (shape?.kind !== 'choice' || value.kind !== 'scalar') return ''
  const text = String(value.value)
  const choice = choiceNamed(text, shape.choices) ?? nearest(text, shape.choices)
  return choice === undefined ? '' : ` Write ${key}: ${choice}.`
}
