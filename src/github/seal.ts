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
export interface Sealer {
  /** Begins to fetch the key for a secret that may have to be sealed; a failure shows when it is. */
  fetchKey(): void
  /** Resolves when there is a key that can seal. Throws a `Problem` if there is none. */
  ready(): Promise<void>
  /** Seals a secret; with a new key if GitHub has refused the one with this id. Throws a `Problem` if no key can seal. */
  seal(secret: Secret, refusedKey?: string): Promise<Sealed>
}

/**
 * Seals secrets with a key that is fetched once, on the first use. libsodium is loaded only once something has to be
 * sealed, and after a request was sent (`requestSent`), so that GitHub's answer does not wait for it. `hide` gets each
 * sealed value, which must never be shown either.
 */
export function createSealer(
  fetchKey: () => Promise<PublicKey>,
  requestSent: Promise<void>,
  hide: (sealed: string) => void
): Sealer {
  let key: Promise<PublicKey> | undefined
  let sodium: Promise<typeof Sodium> | undefined

  function fetched(): Promise<PublicKey> {
    key ??= fetchKey()
    return key
  }

  async function sealed(secret: string): Promise<Sealed> {
    const asked = fetched()
    sodium ??= requestSent.then(loadSodium)
    const [key, loaded] = await Promise.all([asked, sodium])
    return { encrypted_value: sealedBox(loaded, secret, key), key_id: key.key_id }
  }

  return {
    fetchKey: () => void fetched().catch(() => {}),
    ready: async () => void (await sealed('')),
    async seal(secret, refusedKey) {
      if (refusedKey !== undefined && (await fetched()).key_id === refusedKey) key = undefined
      const box = await sealed(secret.reveal())
      hide(box.encrypted_value)
      return box
    }
  }
}

async function loadSodium(): Promise<typeof Sodium> {
  const { default: sodium } = await import('libsodium-wrappers')
  await sodium.ready
  return sodium
}

/** `crypto_box_seal` in standard, padded base64, as GitHub's Actions secrets are: https://docs.github.com/rest/guides/encrypting-secrets-for-the-rest-api */
function sealedBox(sodium: typeof Sodium, secret: string, { key, key_id }: PublicKey): string {
  const { ORIGINAL } = sodium.base64_variants
  try {
    // libsodium, unlike Buffer, refuses what is not base64, and keys that are not 32 good bytes.
    const publicKey = sodium.from_base64(key, ORIGINAL)
    return sodium.to_base64(sodium.crypto_box_seal(sodium.from_string(secret), publicKey), ORIGINAL)
  } catch {
    throw new Problem(
      `GitHub's public key ${key_id} is not 32 bytes in base64 that can seal; the secret was not sent. Run the step again, and tell GitHub if it stays so.`
    )
  }
}
