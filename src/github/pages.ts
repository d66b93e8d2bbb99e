import type { Answer, Call } from './call.ts'
import type { Client } from './client.ts'
import { Fault, misread } from './failure.ts'

const maxPages = 1000
const maxSize = 64 * 1024 * 1024

/** A page of a listing: what it holds, each by its key, and how many there are in all, if GitHub counts them. */
interface Page<T> {
  found: (readonly [key: string | number, value: T])[]
  total?: number
}

/**
 * Reads a listing to its end, in the largest pages that GitHub gives, and again if the pages do not fit together. The
 * pages are counted here instead of following `Link`, which may lead to another host or in a circle.
 */
export function listAll<T>(client: Client, call: Call, read: (answer: Answer) => Page<T>): Promise<T[]> {
  const readPage = (answer: Answer) => {
    const page = read(answer)
    return { ...page, isLast: !hasNext(answer, page.found.length) }
  }
  return client.whole(call, async () => {
    const all = new Map<string | number, T>()
    let kept = 0
    let first: Page<T> | undefined
    for (let number = 1; number <= maxPages; number++) {
      const parameters = { ...call.parameters, per_page: 100, ...(number > 1 && { page: number }) }
      const page = await client.request({ ...call, parameters }, readPage)
      kept += sizeOf(page)
      if (kept > maxSize) throw new Fault('too-large', true, 'a list larger than 64 MiB')
      const before = all.size
      for (const [key, value] of page.found) all.set(key, value)
      first ??= page
      if (endsWith(page, first, { number, size: all.size, isNew: all.size > before }))
        return [...all.values()]
    }
    throw new Fault('too-large', true, `a list of more than ${maxPages} pages`)
  })
}

/** Whether a page ends its listing. Throws if it does not fit those before it. */
function endsWith(
  { total, isLast }: { total?: number; isLast: boolean },
  first: Page<unknown>,
  { number, size, isNew }: { number: number; size: number; isNew: boolean }
): boolean {
  if (total === undefined) {
    if (!isLast && !isNew) throw misread('a page repeats the ones before')
    return isLast
  }
  // If one was deleted in between, another one has moved to a page that was read before.
  if (total !== first.total) throw misread(`total_count was ${first.total}, and a page later it is ${total}`)
  if (size === total) return true
  if (!isNew || size > total || number * first.found.length >= total)
    throw misread(`total_count is ${total}, but its pages hold ${size} registries`)
  return false
}

/** Whether a next page follows: GitHub names it; an answer without links is followed if it is full. */
function hasNext({ headers: { link } }: Answer, size: number): boolean {
  return size > 0 && (link === undefined ? size === 100 : String(link).includes('rel="next"'))
}

/** About how many bytes a value takes. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length
  if (typeof value !== 'object' || value === null) return 8
  let size = 64
  if (Array.isArray(value)) for (const item of value) size += sizeOf(item)
  else for (const [key, item] of Object.entries(value)) size += key.length + sizeOf(item)
  return size
}
