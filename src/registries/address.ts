/** The fields of a registry that name a host. */
export const hostFields = ['url', 'api_host'] as const

/** The fields that name a host, as far as they are given. */
export type Hosts = { readonly [F in (typeof hostFields)[number]]?: string | undefined }

/** The problem of an address that holds credentials. */
export const holdsCredentials = 'holds a user name or a password'

/** The problem of an address, worded to follow its name. It never repeats the value, which may hold credentials. */
export function addressProblem(text: string): string | undefined {
  const url = URL.parse(text)
  // Some parsers take a backslash for a slash, others do not.
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

/** The problem of a field that names a host. The host of an API may lack its scheme. */
export function hostProblem(field: keyof Hosts, text: string): string | undefined {
  if (field === 'url') return addressProblem(text)
  return addressProblem(withScheme(text))?.replace('a complete address', 'a host or a complete address')
}

/** Whether a text holds an expression, which GitHub evaluates only in a workflow. */
export function hasExpression(text: string): boolean {
  const start = text.indexOf('${{')
  return start >= 0 && text.indexOf('}}', start) > 0
}

/** The problem of a value that is still an expression. */
export const holdsExpression =
  'still holds an expression, ${{ … }}, which nothing evaluates here; write a value without one'

/** The problem of a text with an expression or a control character. Hosts have stricter rules of their own. */
export function textProblem(name: string, text: string): string | undefined {
  if (hasExpression(text)) return holdsExpression
  if (hostFields.some(field => field === name.replaceAll('-', '_'))) return undefined
  const [control] = /[\p{Cc}\p{Zl}\p{Zp}]/u.exec(text) ?? []
  if (control === undefined) return undefined
  const called = /[\r\n]/.test(control) ? 'a line break' : characterText(control)
  return `holds ${called}, and no control character can be meant there`
}

/** A character in words, also if it is invisible. */
function characterText(character: string): string {
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

/** The problem of a well-formed address or host that is on none of the allowed hosts. */
export function strayHostProblem(text: string, allowed: readonly string[]): string | undefined {
  const url = URL.parse(withScheme(text))
  if (!url || isOnHost(url, allowed)) return undefined
  return `is on ${url.host}, which is not in 'allowed-hosts' (${allowed.join(', ')})`
}

/** Text with the host of every address in the form in which it is resolved. */
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

/** Whether a host is written as it is resolved, ignoring case. Some letters outside ASCII have an ASCII lower case. */
function isResolved(authority: string, { hostname }: URL): boolean {
  const host = authority.replace(/:\d*$/, '')
  return /^[\x21-\x7e]+$/.test(host) && host.toLowerCase() === hostname
}

/** The good address that one without a scheme probably stands for, unless it may hold a secret. */
function addressMeantBy(text: string): string | undefined {
  const [, host = '', port = ''] = /^(?:\/\/)?([^/?#:@]+)(:\d+)?(?:\/[^?#]*)?$/.exec(text) ?? []
  const isHost = host.includes('.') || host === 'localhost' || port !== ''
  if (!isHost || looksLikeToken(text)) return undefined
  const address = withScheme(text)
  return addressProblem(address) === undefined ? address : undefined
}

/** A pattern for texts that begin like a well-known token, with more letters and digits than any name has. */
export const tokenPattern = `(${[
  '(gh[oprsu]|github_pat|npm|hf|rubygems|dop_v1)_[A-Za-z0-9]{20}',
  '(gl[a-z]{2,6}|xox[a-z]|xapp|pypi|sk)-[A-Za-z0-9_-]{20}',
  'dckr_[op]at_[A-Za-z0-9_-]{20}',
  'A[KS]IA[A-Z0-9]{16}',
  '(AKCp|cmVmdGtu|eyJ)[A-Za-z0-9_-]{20}'
].join('|')})`

/** Whether a text looks like a token where a name is expected. */
export function looksLikeToken(text: string): boolean {
  return new RegExp(`^${tokenPattern}`).test(text)
}
