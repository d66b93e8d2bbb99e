import sodium from 'libsodium-wrappers'

/** A key pair of an organization; the private half never leaves it. */
export interface SealingKey {
  readonly id: string
  /** 32 bytes in padded standard base64, as GitHub shows them. */
  readonly publicKey: string
  /** The text in a sealed value, or undefined if the value was not sealed with this key. */
  open(sealed: string): string | undefined
}

/** To be awaited once before the first key is made. */
export const sealingReady = sodium.ready

/** Makes a key pair from a name, always the same for the same name, so that two runs print the same bytes. */
export function makeKey(name: string): SealingKey {
  const { ORIGINAL } = sodium.base64_variants
  const seed = sodium.crypto_generichash(sodium.crypto_box_SEEDBYTES, name, null)
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed)
  return {
    id: String(338_000_000_000_000_000n + BigInt(`0x${sodium.to_hex(seed.subarray(0, 6))}`)),
    publicKey: sodium.to_base64(publicKey, ORIGINAL),
    open(sealed) {
      try {
        const opened = sodium.crypto_box_seal_open(
          sodium.from_base64(sealed, ORIGINAL),
          publicKey,
          privateKey
        )
        return sodium.to_string(opened)
      } catch {
        return undefined
      }
    }
  }
}
