import type { Answer, Call } from './call.ts'
import type { Client } from './client.ts'
import { Fault, misread } from './failure.ts'

const mostPages = 1000
const mostKept = 64 * 1024 * 1024

/**
 * The pages of a listing, the largest that GitHub gives, for as long as the caller asks for one more; what is read of
 * them all is kept. They are counted here instead of following `Link`, which may lead to another host or in a circle.
 */
export async function* pages<T>(
  client: Client,
  call: Call,
  read: (answer: Answer) => T
): AsyncGenerator<T, never> {
  let kept = 0
  for (let page = 1; ; page++) {
    if (page > mostPages) throw new Fault('too-large', true, `a list of more than ${mostPages} pages`)
    const parameters = { ...call.parameters, per_page: 100, ...(page > 1 && { page }) }
    const one = await client.request({ ...call, parameters }, read)
    kept += roomOf(one)
    if (kept > mostKept) throw new Fault('too-large', true, 'a list larger than 64 MiB')
    yield one
  }
}

/** About how many bytes a value takes. */
function roomOf(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length
  if (typeof value !== 'object' || value === null) return 8
  let room = 64
  if (Array.isArray(value)) for (const item of value) room += roomOf(item)
  else for (const [key, item] of Object.entries(value)) room += key.length + roomOf(item)
  return room
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
