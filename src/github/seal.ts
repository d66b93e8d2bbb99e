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
  /** Begins to fetch the key, for those who may have to seal later. */
  askForKey(): void
  /** Begins to fetch the key and to load libsodium, for those who will seal. */
  prepare(): void
  /** Fulfilled once there is a key that can seal. Throws a `Problem` if there is none. */
  ready(): Promise<void>
  /** Seals a secret with the organization's key. Throws a `Problem` if the key cannot be had or is not good. */
  seal(secret: Secret): Promise<Sealed>
  /** Seals with a key that is fetched anew, because GitHub has refused the one with this id. */
  sealAnew(secret: Secret, refusedKey: string): Promise<Sealed>
}

/**
 * Seals secrets with a key that is fetched once, on the first use. libsodium is loaded when it is certain that it is
 * needed, and not before a request has left (`requestSent`), so that its start hides behind the answer. `hide` is told
 * each sealed value, which must never be shown either.
 */
export function createSealer(
  fetchKey: () => Promise<PublicKey>,
  requestSent: Promise<void>,
  hide: (sealed: string) => void
): Sealer {
  let key: Promise<PublicKey> | undefined
  let sodium: Promise<typeof Sodium> | undefined
  const sealWith = ([key, sodium]: [PublicKey, typeof Sodium], secret: Secret): Sealed => {
    const encrypted_value = sealedBox(sodium, secret.reveal(), key)
    hide(encrypted_value)
    return { encrypted_value, key_id: key.key_id }
  }
  const fetched = () => {
    key ??= fetchKey()
    return key
  }
  const prepared = () => {
    const asked = fetched()
    sodium ??= requestSent.then(loadSodium)
    return Promise.all([asked, sodium])
  }
  return {
    // Who seals later is told of a failure then.
    askForKey: () => void fetched().catch(() => {}),
    prepare: () => void prepared().catch(() => {}),
    async ready() {
      const [key, sodium] = await prepared()
      sealedBox(sodium, '', key)
    },
    async seal(secret) {
      return sealWith(await prepared(), secret)
    },
    async sealAnew(secret, refusedKey) {
      const { key_id } = await fetched()
      if (key_id === refusedKey) key = undefined
      return sealWith(await prepared(), secret)
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
