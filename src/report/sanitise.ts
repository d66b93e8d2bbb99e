import { resolvedAddress, withResolvedHosts } from '../registries/address.ts'

/** Longer texts are cut; an annotation ends at 4,096 characters. */
const longest = 4000
const longestAddress = 200

/** Marks that turn the direction of text, and separators that some readers take for line breaks. */
const invisible = /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]+/g

/**
 * Text from GitHub or the user as one line of a log, without line breaks, terminal control and workflow commands. The
 * runner knows two forms of commands: `::name::` at the start of a line, and `##[name]` anywhere.
 */
export function sanitise(text: string): string {
  const line = withoutInvisible(text.replace(control, ' '))
    .replaceAll('##[', '## [')
    .replace(/^\s*::/, match => match.replace('::', ': :'))
  return shortened(withResolvedHosts(line).replace(longPath, `$1 …`), longest)
}

/** A path so long that what follows it could be cut off. GitHub's links are shorter. */
const longPath = /(:\/\/[^/?#\s]*[/?#]\S{1000})\S+/g

/** The text, or its first characters and a sign that more follow. The host of an address is never cut. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const hosts = text.matchAll(/:\/\/[^/?#\s]*/g)
  const cut = hosts.find(({ 0: host, index }) => index < most && index + host.length > most)
  const end = cut ? cut.index + cut[0].length : most
  return end < text.length ? `${text.slice(0, end).replace(/[\ud800-\udbff]$/, '')} …` : text
}

/** An address or a host for a row, in the form in which it is resolved. Only its path is shortened. */
export function addressText(text: string): string {
  return resolvedAddress(text, address => shortened(withResolvedHosts(address), longestAddress))
}

/** The lines of a text, without invisible characters and terminal control. */
export function plainLines(text: string): string[] {
  return text.split('\n').map(line => withoutInvisible(line.replace(control, ' ')))
}

export function withoutInvisible(text: string): string {
  return text.replace(invisible, '')
}
