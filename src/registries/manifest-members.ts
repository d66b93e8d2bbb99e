import type { Complain, Member, Part } from './manifest-values.ts'
import { nearest } from './nearest.ts'
import { hasExpression } from './text.ts'

/** Keys with their values. */
export type Mapping = Extract<Part, { kind: 'mapping' }>

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
    else complain(place, `${complaintAbout(member, known, line)}${expressionIn(member)}`)
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
function complaintAbout({ key }: Member, known: readonly string[], line: number | undefined): string {
  if (key === undefined) return 'A key must be text.'
  if (key === '<<') return `Merge keys are not allowed; write the keys out, or give them in 'defaults'.`
  const called = /^[a-z][a-z_-]{0,29}$/i.test(key) ? `The key '${key}'` : 'This key'
  const name = key.replaceAll('-', '_').toLowerCase()
  if (name === 'secret')
    return `'secret' must not stand in a manifest; give 'secret_env', the name of the variable that holds it.`
  if (line !== undefined) return `${called} stands here already, on line ${line}; remove one of them.`
  const meant = called === 'This key' ? undefined : nearest(name, known)
  return `${called} is not known${meant ? `; did you mean '${meant}'?` : '.'}`
}
