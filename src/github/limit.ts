/** Runs work in its turn. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>

/** Runs work, at most `most` pieces of it at once; the others wait for their turn. */
export function createLimit(most: number): Limit {
  const waiting: (() => void)[] = []
  let running = 0
  return async work => {
    if (running >= most) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // Who waits takes over the place; else it becomes free.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
