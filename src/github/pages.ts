import type { Answer, Call } from './call.ts'
import type { Client } from './client.ts'

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
