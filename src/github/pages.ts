import type { Answer, Call } from './call.ts'
import type { Client } from './client.ts'
import { misread } from './fault.ts'

/**
 * The pages of a listing, the largest that GitHub gives, for as long as the caller asks for one more. They are counted
 * here instead of following `Link`, which may lead to another host or in a circle.
 */
export async function* pages<T>(
  client: Client,
  call: Call,
  read: (answer: Answer) => T
): AsyncGenerator<T, never> {
  for (let page = 1; ; page++) {
    const parameters = { ...call.parameters, per_page: 100, ...(page > 1 && { page }) }
    yield await client.request({ ...call, parameters }, read)
  }
}

/** What a listing is of, and how each of them is read. */
export interface Listing<T> {
  plural: string
  read(one: unknown): readonly [id: number, value: T]
}

/** A listing without a count: it ends with a page that is not full, or after which GitHub names no next one. */
export function listAll<T>(client: Client, call: Call, { plural, read }: Listing<T>): Promise<T[]> {
  const readPage = ({ data, headers: { link } }: Answer) => {
    if (!Array.isArray(data)) throw misread(`it is no list of ${plural}`)
    const hasNext = link === undefined ? data.length === 100 : String(link).includes('rel="next"')
    return { found: data.map(read), hasNext: hasNext && data.length > 0 }
  }
  return client.whole(call, async () => {
    const all = new Map<number, T>()
    for await (const { found, hasNext } of pages(client, call, readPage)) {
      const before = all.size
      for (const [id, one] of found) all.set(id, one)
      if (!hasNext) break
      if (all.size === before) throw misread('a page repeats the ones before')
    }
    return [...all.values()]
  })
}
