/** Something that stops a change or an organization and that the user can act on. Each sentence stands alone. */
export class Problem extends Error {
  readonly sentences: readonly string[]
  constructor(...sentences: string[]) {
    super(sentences.join(' '))
    this.name = 'Problem'
    this.sentences = sentences
  }
}
