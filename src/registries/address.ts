import { looksLikeToken } from './token.ts'

/** The fields of a registry that name a host. */
export const hostFields = ['url', 'api_host'] as const

/** A field that names a host. */
export type HostField = (typeof hostFields)[number]

/** The fields that name a host, as far as they are given. */
export type Hosts = { readonly [F in HostField]?: string | undefined }

/** What is said of an address that holds credentials. */
export const holdsCredentials = 'holds a user name or a password'

/** What is wrong with an address, to be said after its name; nothing if it is good. It does not repeat the value, which may hold credentials. */
export function faultOfAddress(text: string): string | undefined {
  const url = URL.parse(text)
  // Some readers take a backslash for a slash, others do not.
  const [, authority] = /^https?:\/\/([^/?#\\]*)/i.exec(text) ?? []
  if (url && (url.username || url.password || authority?.includes('@'))) return holdsCredentials
  if (url && authority !== undefined && !isResolved(authority, url))
    return `has a host that is resolved as ${url.hostname}; write it in that form, if it is the one that is meant`
  const [odd] = /[\\<>"|^`{}[\]\p{C}\p{Z}]/u.exec(text.replace(/^(https?:\/\/)\[[\da-f:.]+\]/i, '$1')) ?? []
  if (odd !== undefined)
    return `is not a complete address: it holds ${characterText(odd)}, which no address may hold`
  if (url && authority !== undefined) return undefined
  const meant = addressMeantBy(text)
  return meant
    ? `is not a complete address: https:// is missing; write ${meant}, if that is meant`
    : 'is not a complete address that begins with https:// or http://, such as https://npm.acme.example'
}

/** What is wrong with the value of a field that names a host. The host of an API may stand there with or without a scheme. */
export function faultOfHost(field: HostField, text: string): string | undefined {
  if (field === 'url') return faultOfAddress(text)
  return faultOfAddress(withScheme(text))?.replace('a complete address', 'a host or a complete address')
}

/** A character in words, also one that nobody sees. */
export function characterText(character: string): string {
  if (character === ' ') return 'a space'
  const code = Number(character.codePointAt(0)).toString(16).toUpperCase().padStart(4, '0')
  if (/\p{Cc}/u.test(character)) return `the control character U+${code}`
  return /[\p{C}\p{Z}]/u.test(character) ? `the character U+${code}` : `'${character}'`
}

/** An address as it is meant: one that GitHub shows without a scheme is https. */
export function withScheme(text: string): string {
  return text === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text.replace(/^\/\//, '')}`
}

/** Whether an address is on one of these hosts; `*.acme.example` is every host below it, `host:port` only that port. */
export function isOnHost(url: URL, allowed: readonly string[]): boolean {
  const port = url.port || (url.protocol === 'http:' ? '80' : '443')
  return allowed.some(pattern => {
    const host = pattern.includes(':') ? `${url.hostname}:${port}` : url.hostname
    return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern
  })
}

/** What is to be said after the name of a good address or host that is on none of the allowed hosts. */
export function hostFault(text: string, allowed: readonly string[]): string | undefined {
  const url = URL.parse(withScheme(text))
  if (!url || isOnHost(url, allowed)) return undefined
  return `is on ${url.host}, which is not in 'allowed-hosts' (${allowed.join(', ')})`
}

/** Text in which the host of every address has the form in which it is resolved. */
export function withResolvedHosts(text: string): string {
  return text.replace(
    /\b([a-z][a-z\d+.-]{0,20}:\/\/)([^/?#\s]*)/gi,
    (whole, scheme: string, authority: string) => {
      const url = URL.parse(whole)
      const host = authority.slice(authority.lastIndexOf('@') + 1)
      if (!url || authority.includes('\\') || isResolved(host, url)) return whole
      return `${scheme}${authority.slice(0, -host.length)}${url.host}`
    }
  )
}

/** Whether the host before a path stands there as it is resolved, case aside. Some letters are lower-cased to ASCII. */
function isResolved(authority: string, { hostname }: URL): boolean {
  const host = authority.replace(/:\d*$/, '')
  return /^[\x21-\x7e]+$/.test(host) && host.toLowerCase() === hostname
}

/** The good address that one without a scheme probably stands for. A query is not repeated, nor what may be a secret. */
function addressMeantBy(text: string): string | undefined {
  const [, host = '', port = ''] = /^(?:\/\/)?([^/?#:@]+)(:\d+)?(?:\/[^?#]*)?$/.exec(text) ?? []
  const isHost = host.includes('.') || host === 'localhost' || port !== ''
  if (!isHost || looksLikeToken(text)) return undefined
  const address = withScheme(text)
  return faultOfAddress(address) === undefined ? address : undefined
}
