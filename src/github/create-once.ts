import type { Registry } from '../registries/registry.ts'
import type { Client } from './client.ts'
import { afterFailures, type Failure, followedBy, RequestFailed, refusedWith } from './failure.ts'

/** A create, and how to find what it made. */
export interface Creation {
  /** A verb and its object, for sentences. */
  doing: string
  post(): Promise<Registry>
  /** The registries that were not there before and may be what was made; the first look may see an old list. */
  look(isFirst: boolean): Promise<Registry[]>
}

/** When the organization is looked at after a lost answer, in milliseconds after the look before: a list may lag. */
const looks = [0, 2000, 3000]

/**
 * Creates a registry and never a second one. If the answer is lost, the organization is listed: what is there is taken
 * as made, and only what is not there is sent once more. Fails with `mayHaveHappened` if that cannot be found out.
 */
export async function createOnce(client: Client, creation: Creation): Promise<Registry> {
  const lost = await posted(creation, [])
  if (!(lost instanceof RequestFailed)) return lost
  const made = await lookFor(client, creation, lost)
  if (made) return made
  client.info(`It is not there: trying again to ${creation.doing}.`)
  const again = await posted(creation, lost.failures)
  if (!(again instanceof RequestFailed)) return again
  const madeAgain = await lookFor(client, creation, again)
  if (madeAgain) return madeAgain
  throw again
}

/** What was made, or the failure that leaves it open whether something was; any other failure is thrown. */
async function posted(
  { post, look }: Creation,
  earlier: readonly Failure[]
): Promise<Registry | RequestFailed> {
  try {
    return await post()
  } catch (thrown) {
    const error = afterFailures(earlier, thrown)
    if (!(error instanceof RequestFailed)) throw error
    if (error.mayHaveHappened) return error
    // What it conflicts with may be in the way of what comes next.
    if (refusedWith(error) === 409) await looked(() => look(false), error)
    throw error
  }
}

async function lookFor(
  client: Client,
  { doing, look }: Creation,
  lost: RequestFailed
): Promise<Registry | undefined> {
  client.info(`GitHub's answer was lost; looking whether it did ${doing}.`)
  const open = followedBy(lost, 'Whether it did could not be found out.')
  for (const milliseconds of looks) {
    await client.pause(milliseconds)
    const found = await looked(() => look(milliseconds === 0), open)
    const [made, other] = found
    if (other)
      throw followedBy(
        lost,
        `Now there are ${found.map(({ name }) => name).join(' and ')}, and nobody can tell which one it made.`
      )
    if (!made) continue
    if (!made.url)
      throw followedBy(
        lost,
        `Now there is ${made.name}, but this server does not show at which address, so nobody can tell whether that is it.`
      )
    client.info(`It did: the registry is ${made.name}.`)
    return made
  }
  return undefined
}

/** What a look finds; if it fails, the failure before it stands. */
async function looked(look: () => Promise<Registry[]>, before: RequestFailed): Promise<Registry[]> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error
    throw followedBy(before, error.message)
  }
}
