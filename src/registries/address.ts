export const hostFields = ['url', 'api_host'] as const

export type Hosts = { readonly [F in (typeof hostFields)[number]]?: string | undefined }

export const holdsCredentials = 'contains a user name or a password'

/** The problem of an address, worded to follow its name. It never repeats the value, which may contain credentials. */
export function addressProblem(text: string): string | undefined {
  const url = URL.parse(text)
  // Some parsers treat a backslash as a slash, others do not.
  const [, authority] = /^https?:\/\/([^/?#\\]*)/i.exec(text) ?? []
  if (url && (url.username || url.password || authority?.includes('@'))) return holdsCredentials
  if (url && authority !== undefined && !isResolved(authority, url))
    return `has a host that resolves to ${url.hostname}; if that is the host you want, write it in that form`
  const [odd] = /[\\<>"|^`{}[\]\p{C}\p{Z}]/u.exec(text.replace(/^(https?:\/\/)\[[\da-f:.]+\]/i, '$1')) ?? []
  if (odd !== undefined)
    return `is not a complete address: it contains ${characterText(odd)}, which is not allowed in an address`
  if (url && authority !== undefined) return undefined
  const suggestion = suggestedAddress(text)
  return suggestion
    ? `is not a complete address: https:// is missing; write ${suggestion}`
    : 'is not a complete address that begins with https:// or http://, such as https://npm.acme.example'
}

/** The problem of a field that names a host. The host of an API may lack its scheme. */
export function hostProblem(field: keyof Hosts, text: string): string | undefined {
  if (field === 'url') return addressProblem(text)
  return addressProblem(withScheme(text))?.replace('a complete address', 'a host or a complete address')
}

/** Whether a text contains an expression, which GitHub evaluates only in a workflow. */
export function hasExpression(text: string): boolean {
  const start = text.indexOf('${{')
  return start >= 0 && text.indexOf('}}', start) > 0
}

export const holdsExpression =
  'still contains an expression, ${{ … }}, which is not evaluated here; write the value itself'

/** The problem of a text with an expression or a control character. Hosts have their own, stricter rules. */
export function textProblem(name: string, text: string): string | undefined {
  if (hasExpression(text)) return holdsExpression
  if (hostFields.some(field => field === name.replaceAll('-', '_'))) return undefined
  const [control] = /[\p{Cc}\p{Zl}\p{Zp}]/u.exec(text) ?? []
  if (control === undefined) return undefined
  const called = /[\r\n]/.test(control) ? 'a line break' : characterText(control)
  return `contains ${called}; control characters are not allowed there`
}

function characterText(character: string): string {
  if (character === ' ') return 'a space'
  const code = Number(character.codePointAt(0)).toString(16).toUpperCase().padStart(4, '0')
  if (/\p{Cc}/u.test(character)) return `the control character U+${code}`
  return /[\p{C}\p{Z}]/u.test(character) ? `the character U+${code}` : `'${character}'`
}

/** An address with its scheme: one that GitHub shows without a scheme is https. */
export function withScheme(text: string): string {
  return text === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text.replace(/^\/\//, '')}`
}

/** Whether an address is on one of these hosts. `*.acme.example` matches every subdomain, `host:port` only that port. */
export function isOnHost(url: URL, allowed: readonly string[]): boolean {
  const port = url.port || (url.protocol === 'http:' ? '80' : '443')
  return allowed.some(pattern => {
    const host = pattern.includes(':') ? `${url.hostname}:${port}` : url.hostname
    return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern
  })
}

/** The problem of a well-formed address or host that is on none of the allowed hosts. */
export function disallowedHostProblem(text: string, allowed: readonly string[]): string | undefined {
  const url = URL.parse(withScheme(text))
  if (!url || isOnHost(url, allowed)) return undefined
  return `is on ${url.host}, which is not in 'allowed-hosts' (${allowed.join(', ')})`
}

/** Text with the host of every address in its resolved form. */
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

/** An address with its host in resolved form. An address without a scheme, as GitHub may show it, stays without one. */
export function resolvedAddress(text: string, shown = withResolvedHosts): string {
  const address = withScheme(text)
  return address === text ? shown(address) : shown(address).slice('https://'.length)
}

/** Whether a host is in its resolved form, ignoring case. Some non-ASCII letters have an ASCII lower case. */
function isResolved(authority: string, { hostname }: URL): boolean {
  const host = authority.replace(/:\d*$/, '')
  return /^[\x21-\x7e]+$/.test(host) && host.toLowerCase() === hostname
}

/** The valid address that a text without a scheme probably means, unless it may contain a secret. */
function suggestedAddress(text: string): string | undefined {
  const [, host = '', port = ''] = /^(?:\/\/)?([^/?#:@]+)(:\d+)?(?:\/[^?#]*)?$/.exec(text) ?? []
  const isHost = host.includes('.') || host === 'localhost' || port !== ''
  if (!isHost || looksLikeToken(text)) return undefined
  const address = withScheme(text)
  return addressProblem(address) === undefined ? address : undefined
}

/** Matches text that begins like a well-known token, with more letters and digits than a name has. */
export const tokenPattern = `(${[
  '(gh[oprsu]|github_pat|npm|hf|rubygems|dop_v1)_[A-Za-z0-9]{20}',
  '(gl[a-z]{2,6}|xox[a-z]|xapp|pypi|sk)-[A-Za-z0-9_-]{20}',
  'dckr_[op]at_[A-Za-z0-9_-]{20}',
  'A[KS]IA[A-Z0-9]{16}',
  '(oy2|cio)[A-Za-z0-9]{20}',
  '(AKCp|cmVmdGtu|eyJ)[A-Za-z0-9_-]{20}'
].join('|')})`

/** Whether a text looks like a token where a name is expected. */
export function looksLikeToken(text: string): boolean {
  return new RegExp(`^${tokenPattern}`).test(text)
}
