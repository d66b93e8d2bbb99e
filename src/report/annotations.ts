/** GitHub shows at most ten annotations of a level and step. */
export const mostAnnotations = 10

/** So many problems are told in log and summary; how many more there are is only counted. */
export const mostProblems = 100

/** Annotations of one level that come one by one. */
export interface Annotations<T> {
  add(item: T): void
  /** Makes the last annotation, after which there can be no more. */
  close(): void
}

/** Where annotations of one level go. */
export interface Level<T> {
  annotate(item: T): void
  /** Where those go that GitHub would not show. */
  log(item: T): void
  /** What the last annotation says if more than one had no place. */
  more(count: number): T
}

/** Annotations of one level, as many as GitHub shows. The last place is kept until all are known. */
export function createAnnotations<T>({ annotate, log, more }: Level<T>): Annotations<T> {
  const late: T[] = []
  let count = 0
  return {
    add(item) {
      count++
      if (count < mostAnnotations) return annotate(item)
      late.push(item)
      if (late.length <= mostProblems) log(item)
    },
    close() {
      const [only] = late
      if (only !== undefined) annotate(late.length === 1 ? only : more(late.length))
      late.length = 0
    }
  }
}
