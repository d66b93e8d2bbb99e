import { inspect } from 'node:util'

/** A secret that cannot print itself. `reveal` opens it, which only sealing does, and the checks here. */
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

/** GitHub ends Actions secrets at 48 KB; the limit of registries is not documented, so nothing larger is sent. */
const longestSecret = 48 * 1024

/** Why a secret cannot be stored, worded to follow its name. */
export function secretProblem(secret: Secret): string | undefined {
  const text = secret.reveal()
  if (text !== '' && text.trim() === '') return 'holds nothing but white space.'
  if (!text.isWellFormed())
    return 'holds half of a character (a surrogate alone), which cannot be sealed as it is.'
  const isLong = Buffer.byteLength(text) > longestSecret
  return isLong ? `is too long; the most is ${longestSecret} bytes (48 KB).` : undefined
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
