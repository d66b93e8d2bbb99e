import { inspect } from 'node:util'

/** A secret that prints as `***`. Only the code that seals it and the checks in this file call `reveal`. */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }

  toString(): string {
    return '***'
  }

  toJSON(): string {
    return '***'
  }

  [inspect.custom](): string {
    return '***'
  }
}

/** GitHub limits Actions secrets to 48 KB. The limit for registries is not documented, so nothing larger is sent. */
const maxSecretBytes = 48 * 1024

/** Why a secret cannot be stored, worded to follow its name. */
export function secretProblem(secret: Secret): string | undefined {
  const text = secret.reveal()
  if (text !== '' && text.trim() === '') return 'contains only white space.'
  if (!text.isWellFormed()) return 'contains half a character (a lone surrogate), which cannot be encrypted.'
  const isLong = Buffer.byteLength(text) > maxSecretBytes
  return isLong ? `is too long; the limit is ${maxSecretBytes} bytes (48 KB).` : undefined
}

/** Warnings of a secret that can be stored and probably does not work, each worded to follow its name. */
export function secretWarnings(secret: Secret, userGiven: boolean, userField: string): string[] {
  const text = secret.reveal()
  const warnings: string[] = []
  if (!/^[\x20-\x7e]*$/.test(text))
    warnings.push(
      'has characters outside printable ASCII, such as a line break or an umlaut; code scanning does not use such a registry.'
    )
  if (/^(ghp_|github_pat_)/.test(text) && !userGiven)
    warnings.push(
      `is a GitHub token, and no '${userField}' is given; GitHub Packages needs the name of its owner.`
    )
  return warnings
}
