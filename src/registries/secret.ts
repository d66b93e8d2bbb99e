import { inspect } from 'node:util'

/** A secret that prints as `***`. `reveal` is called where it is sealed, where `verify` signs in with it, and in this file. */
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

/** Whether a text is printable ASCII, the only one that code scanning takes. */
export function isPrintable(text: string | Secret): boolean {
  return /^[\x20-\x7e]*$/.test(text instanceof Secret ? text.reveal() : text)
}

export function isGitHubToken(secret: Secret): boolean {
  return /^(gh[oprsu]_|github_pat_)/.test(secret.reveal())
}

const placeholders = ['Token', 'Bearer', 'Basic', 'PAT:', '***']

/** What shows that a secret is not the bare value, worded to follow `The secret`. */
export function slipIn(secret: Secret): string | undefined {
  const text = secret.reveal()
  const trimmed = text.trim()
  if (placeholders.includes(trimmed)) return 'is only a word such as Token, Bearer or ***'
  if (/^\/\/\S+:_(authToken|auth|password)\s*=/.test(trimmed)) return 'is a line of an .npmrc'
  if (/^(["']).*\1$/s.test(trimmed) && trimmed.length > 1) return 'has quotes around it'
  return text === trimmed ? undefined : 'begins or ends with white space'
}

/** When a secret that is a JWT expires, in milliseconds since 1970. Nothing but its `exp` is looked at. */
export function expiryOf(secret: Secret): number | undefined {
  const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(secret.reveal()) ?? []
  if (payload === undefined) return undefined
  try {
    const { exp } = Object(JSON.parse(Buffer.from(payload, 'base64url').toString()))
    return typeof exp === 'number' && Math.abs(exp) < lastSecond ? exp * 1000 : undefined
  } catch {
    return undefined
  }
}

const lastSecond = 8.64e12
/** How long before its expiry a secret is warned of, in milliseconds. */
export const soon = 14 * 24 * 60 * 60 * 1000

/** A moment as `2026-01-31 12:00 UTC`. */
export function minuteOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
