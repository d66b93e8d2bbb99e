import sodium from 'libsodium-wrappers'
import type { Organization } from './organization.ts'
import type { LocalGitHub } from './server.ts'
import { defaultToken } from './tokens.ts'

/** What a request may have beside its route; a header set to '' is left out, a string as body goes out as it is. */
export interface Sent {
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Sends one request, `GET /orgs/acme`, as a well-behaved client does. */
export async function ask(github: LocalGitHub, route: string, sent: Sent = {}) {
  const [method = '', path = ''] = route.split(' ')
  const { token = defaultToken, headers: others = {}, body } = sent
  const usual = {
    accept: 'application/vnd.github+json',
    authorization: token && `Bearer ${token}`,
    'content-type': body === undefined ? '' : 'application/json',
    'user-agent': 'test',
    'x-github-api-version': '2022-11-28'
  }
  const headers = Object.entries({ ...usual, ...others }).filter(([, value]) => value !== '')
  const text = body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body)
  const response = await fetch(github.url + path, { method, headers, body: text, redirect: 'manual' })
  const answer = await response.text()
  const got: unknown = answer === '' ? undefined : JSON.parse(answer)
  return { status: response.status, headers: response.headers, body: got }
}

/** The two fields that carry a secret, sealed with the organization's key. */
export function sealed({ key }: Organization, secret: string) {
  const { ORIGINAL } = sodium.base64_variants
  const bytes = sodium.crypto_box_seal(secret, sodium.from_base64(key.publicKey, ORIGINAL))
  return { encrypted_value: sodium.to_base64(bytes, ORIGINAL), key_id: key.id }
}
