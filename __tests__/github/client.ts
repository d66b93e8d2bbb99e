import sodium from 'libsodium-wrappers'
import type { Organization } from './organization.ts'
import type { LocalGitHub } from './server.ts'
import { defaultToken } from './tokens.ts'

/** What a request may have beside its route; a header set to '' is left out. */
export interface Sent {
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  /** A string goes out as it is, anything else as JSON. */
  readonly body?: unknown
}

/** An answer as a client sees it. */
export interface Got {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** Sends one request, `GET /orgs/acme`, as a well-behaved client does. */
export async function ask(github: LocalGitHub, route: string, sent: Sent = {}): Promise<Got> {
  const [method = '', path = ''] = route.split(' ')
  const { token = defaultToken, headers = {}, body } = sent
  const all = {
    accept: 'application/vnd.github+json',
    authorization: token && `Bearer ${token}`,
    'content-type': body === undefined ? '' : 'application/json',
    'user-agent': 'test',
    'x-github-api-version': '2022-11-28',
    ...headers
  }
  const response = await fetch(github.url + path, {
    method,
    headers: Object.entries(all).filter(([, value]) => value !== ''),
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual'
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text)
  }
}

/** The two fields that carry a secret, sealed with the organization's key. */
export function sealed({ key }: Organization, secret: string): { encrypted_value: string; key_id: string } {
  const { ORIGINAL } = sodium.base64_variants
  const bytes = sodium.crypto_box_seal(secret, sodium.from_base64(key.publicKey, ORIGINAL))
  return { encrypted_value: sodium.to_base64(bytes, ORIGINAL), key_id: key.id }
}
