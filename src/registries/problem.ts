/** A place in a file of the user; line and column count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A full sentence for the user, with its place if it is about a file. */
export type Sentence = string | { readonly text: string; readonly place: Place }

/** A sentence as one text: `private-registries.yml:14: 'url' is missing.` */
export function textOf(sentence: Sentence): string {
  if (typeof sentence === 'string') return sentence
  return `${sentence.place.file}:${sentence.place.line}: ${sentence.text}`
}

/** The sentences without duplicates; the same text at another place is not a duplicate. */
export function unique(sentences: readonly Sentence[]): Sentence[] {
  return [...new Map(sentences.map(sentence => [JSON.stringify(sentence), sentence])).values()]
}

/** The first of these names, and how many more there are. */
export function firstOf(names: readonly unknown[], most: number): string {
  const more = names.length - most
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ')
}

/** A number of things: `1 secret`, `2 secrets`. */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count} ${several}`
}

export function sentenceAt(place: Place | undefined, text: string): Sentence {
  return place ? { text, place } : text
}

/** An error that the user can fix. It stops a change or an organization. Each sentence is complete in itself. */
export class Problem extends Error {
  readonly sentences: readonly Sentence[]
  constructor(...sentences: Sentence[]) {
    super(sentences.map(textOf).join(' '))
    this.name = 'Problem'
    this.sentences = sentences
  }
}

/** The value that a function returns; undefined if it throws. */
export function tryTo<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

export function defectOf(thrown: unknown): string {
  const other = typeof thrown === 'object' ? 'a value that is not an error' : String(thrown)
  const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : other
  return `The action failed unexpectedly (${said}). This is a bug; please report it.`
}

/** The known name that a misspelled one probably means. It may be wrong, so use it only for hints. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const near = closest(name, known, letters => Math.min(3, 1 + Math.floor(letters / 4)))
  if (near !== undefined) return near
  const [only, other] = known.filter(candidate => candidate.split(/[-_]/)[0] === bare(name))
  return other === undefined ? only : undefined
}

/** The known name of which another is certainly a typo: few letters differ, and in a short name none. */
export function typoOf(name: string, known: readonly string[]): string | undefined {
  return closest(name, known, letters => (letters < 6 ? 0 : letters < 12 ? 1 : 2))
}

export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`
}

/** A name without case, hyphens, underscores and spaces. */
export function bare(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '')
}

/** The known name with the fewest edits. `most` gives the allowed edits for the length of the shorter name. */
function closest(
  name: string,
  known: readonly string[],
  most: (letters: number) => number
): string | undefined {
  const from = bare(name)
  let best: { candidate?: string; edits: number } = { edits: Number.POSITIVE_INFINITY }
  for (const candidate of known) {
    const to = bare(candidate)
    const allowed = most(Math.min(from.length, to.length))
    if (Math.abs(from.length - to.length) > allowed) continue
    const edits = distance(from, to)
    if (edits <= allowed && edits < best.edits) best = { candidate, edits }
  }
  return best.candidate
}

function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    rows.push(current)
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY
      )
    }
  }
  return at(from.length, to.length)
}
