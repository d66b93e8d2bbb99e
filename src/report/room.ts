/** The runner takes 1 MB of outputs a job, counted as UTF-16; beside this stand the summary and short ones. */
const longest = 380_000

/** What the outputs of a step still have room for. */
export interface Room {
  /** The text if there is room for it, which it then takes; else undefined. */
  take(text: string): string | undefined
  /** A JSON array of as many of these items as there is room for, the first first, and how many are left out. */
  takeFirst(items: readonly object[]): { text: string; leftOut: number }
  /** Whether there is room for all these items. */
  hasRoomFor(items: readonly object[]): boolean
}

/** The room of a step that has no outputs yet. */
export function createRoom(): Room {
  let left = longest
  const fitting = (texts: readonly string[]) => {
    let room = left - 2
    const end = texts.findIndex(text => {
      room -= text.length + 1
      return room < 0
    })
    return end < 0 ? texts : texts.slice(0, end)
  }
  const take = (text: string) => {
    if (text.length > left) return undefined
    left -= text.length
    return text
  }
  return {
    take,
    takeFirst(items) {
      const first = fitting(items.map(item => JSON.stringify(item)))
      return { text: take(`[${first.join(',')}]`) ?? '[]', leftOut: items.length - first.length }
    },
    hasRoomFor: items => JSON.stringify(items).length < left
  }
}
