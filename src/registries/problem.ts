/** A place in a file of the user, counted from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A full sentence for the user, with the place that it speaks of if that is in a file. */
export type Sentence = string | { readonly text: string; readonly place: Place }

/** A sentence as one text: `private-registries.yml:14: 'url' is missing.` */
export function textOf(sentence: Sentence): string {
  if (typeof sentence === 'string') return sentence
  return `${sentence.place.file}:${sentence.place.line}: ${sentence.text}`
}

/** The sentences without those that say the same at the same place. */
export function unique(sentences: readonly Sentence[]): Sentence[] {
  return [...new Map(sentences.map(sentence => [textOf(sentence), sentence])).values()]
}

/** A sentence about a place, if it is known. */
export function sentenceAt(place: Place | undefined, text: string): Sentence {
  return place ? { text, place } : text
}

/** Something that stops a change or an organization and that the user can act on. Each sentence stands alone. */
export class Problem extends Error {
  readonly sentences: readonly Sentence[]
  constructor(...sentences: Sentence[]) {
    super(sentences.map(textOf).join(' '))
    this.name = 'Problem'
    this.sentences = sentences
  }
}

/** A sentence about an error that nobody foresaw. */
export function defectOf(thrown: unknown): string {
  const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : withoutName(thrown)
  return `The action failed unexpectedly (${said}). This is a defect; please report it.`
}

/** What was thrown, if it is no error. */
function withoutName(thrown: unknown): string {
  return typeof thrown === 'object' ? 'something that is no error' : String(thrown)
}
