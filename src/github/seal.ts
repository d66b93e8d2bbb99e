import type Sodium from 'libsodium-wrappers'
import { Problem } from '../registries/problem.ts'
import type { Secret } from '../registries/secret.ts'
import type { PublicKey } from './private-registries.ts'

/** A secret that only GitHub can read, and the key it was sealed with. */
export interface Sealed {
  encrypted_value: string
  key_id: string
}

/** Seals secrets for one organization. */
interface Sealer {
  /** Starts fetching the key. A failure is thrown by `seal`. */
  fetchKey(): void
  /** Resolves once a key that can seal is available. Throws a `Problem` if there is none. */
  ready(): Promise<void>
  /** Seals a secret, with a new key if GitHub refused the one with this id. Throws a `Problem` if no key can seal. */
  seal(secret: Secret, refusedKey?: string): Promise<Sealed>
}

/**
 * Seals secrets with a key that is fetched once, on first use. libsodium is loaded when the first secret is sealed, and
 * only after all requests have left (`requestsSent`), so that it delays no answer of GitHub. `hide` gets each sealed value,
 * which must never be printed either.
 */
export function createSealer(
  fetchKey: () => Promise<PublicKey>,
  requestsSent: Promise<void>,
  hide: (sealed: string) => void
): Sealer {
  let key: Promise<PublicKey> | undefined
  let sodium: Promise<typeof Sodium> | undefined

  function publicKey(): Promise<PublicKey> {
    key ??= fetchKey()
    return key
  }

  async function sealed(secret: string): Promise<Sealed> {
    const fetching = publicKey()
    sodium ??= requestsSent.then(loadSodium)
    const [key, loaded] = await Promise.all([fetching, sodium])
    return { encrypted_value: sealedBox(loaded, secret, key), key_id: key.key_id }
  }

  return {
    fetchKey: () => void publicKey().catch(() => {}),
    ready: async () => void (await sealed('')),
    async seal(secret, refusedKey) {
      if (refusedKey !== undefined && (await publicKey()).key_id === refusedKey) key = undefined
      const box = await sealed(secret.reveal())
      hide(box.encrypted_value)
      return box
    }
  }
}

/** Loads libsodium. A copy of the action without all its files is a `Problem`, before any secret is sent. */
async function loadSodium(): Promise<typeof Sodium> {
  try {
    const { default: sodium } = await import('libsodium-wrappers')
    await sodium.ready
    return sodium
  } catch (error) {
    throw new Problem(
      `libsodium could not be loaded, so the secret was not sent. Check that 'dist' of the action has all its files. (${error})`
    )
  }
}

/** `crypto_box_seal` in standard, padded base64, as GitHub's Actions secrets are: https://docs.github.com/rest/guides/encrypting-secrets-for-the-rest-api */
function sealedBox(sodium: typeof Sodium, secret: string, { key, key_id }: PublicKey): string {
  const { ORIGINAL } = sodium.base64_variants
  try {
    // Unlike Buffer, libsodium rejects invalid base64 and invalid keys.
    const publicKey = sodium.from_base64(key, ORIGINAL)
    return sodium.to_base64(sodium.crypto_box_seal(sodium.from_string(secret), publicKey), ORIGINAL)
  } catch {
    throw new Problem(
      `GitHub's public key ${key_id} is not a usable key of 32 bytes in base64, so the secret was not sent. Run the step again, and report it to GitHub if it keeps happening.`
    )
  }
}
