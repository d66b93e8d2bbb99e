import type { Complain, Member, Part } from './manifest-values.ts'
import { nearest } from './nearest.ts'

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
    else complain(place, complaintAbout(member, known, line))
    if (name !== undefined) lines.set(name, line ?? place.line)
  }
  return found
}

/** Whether a text may be repeated as a key: it may be a value in the wrong place. */
export function isKeyLike(text: string): boolean {
  return /^[a-z][a-z_-]{0,29}$/i.test(text)
}

function complaintAbout({ key }: Member, known: readonly string[], line: number | undefined): string {
  if (key === undefined) return 'A key must be text.'
  if (key === '<<') return `Merge keys are not allowed; write the keys out, or give them in 'defaults'.`
  const called = isKeyLike(key) ? `The key '${key}'` : 'This key'
  const name = key.replaceAll('-', '_').toLowerCase()
  if (name === 'secret')
    return `'secret' must not stand in a manifest; give 'secret_env', the name of the variable that holds it.`
  if (line !== undefined) return `${called} stands here already, on line ${line}; remove one of them.`
  const meant = called === 'This key' ? undefined : nearest(name, known)
  return `${called} is not known${meant ? `; did you mean '${meant}'?` : '.'}`
}
