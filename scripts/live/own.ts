import { members } from '../../src/github/failure.ts'
import { withScheme } from '../../src/registries/address.ts'

/** The host of every registry that is made here. No such host can exist: https://www.rfc-editor.org/rfc/rfc6761#section-6.4 */
export const ownHost = 'live-check.invalid'

/** Whether a registry was made here. One whose address the server does not show is somebody else's. */
export function isOwn(registry: unknown): boolean {
  const { url } = members(registry)
  const { hostname = '' } = URL.parse(withScheme(String(url ?? ''))) ?? {}
  return hostname === ownHost || hostname.endsWith(`.${ownHost}`)
}
