import { type RawServer, serve } from '../wire/raw-server.ts'

/** A server that should never hear anything, and counts how often it does. */
export async function startEavesdropper(): Promise<RawServer & { heard(): number }> {
  let heard = 0
  const server = await serve((_, response) => {
    heard += 1
    response.end('{}')
  })
  return { ...server, heard: () => heard }
}
