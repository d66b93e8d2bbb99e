import { members } from '../../src/github/failure.ts'
import { createRedactor } from '../../src/report/redact.ts'
import type { Answer } from './api.ts'
import { isOwn } from './own.ts'

/** What is printed: each request, each answer, and what follows from them. */
export type Transcript = ReturnType<typeof createTranscript>

const longest = 400

/** Writes lines without secrets, the organization's name or its host. */
export function createTranscript(
  { org, apiUrl }: { org: string; apiUrl: string },
  write: (line: string) => void
) {
  const { hide, redact } = createRedactor()
  const { hostname } = new URL(apiUrl)
  const hosts = hostname === 'api.github.com' ? [] : [hostname, hostname.replace(/^api\./, '')]

  /** A text that anyone may read. */
  function anonymous(text: string): string {
    const withoutHosts = hosts.reduce((rest, host) => rest.replaceAll(host, 'HOST'), redact(text))
    return withoutHosts.replace(new RegExp(`(?<![a-z\\d-])${RegExp.escape(org)}(?![a-z\\d-])`, 'gi'), 'ORG')
  }

  function print(text: string): void {
    const line = anonymous(text)
    write(line.length > longest ? `${line.slice(0, longest)} …` : line)
  }

  return {
    hide,
    anonymous,
    say: (text: string) => write(anonymous(text)),
    sent(route: string, body?: object): void {
      print(`  → ${route}${body === undefined ? '' : ` ${shown(body)}`}`)
    },
    came(path: string, { status, body }: Answer): void {
      // An installation tells much about its organization, and nothing that is asked here.
      const isTold = body !== undefined && !path.endsWith('/installation')
      print(`  ← ${status === 0 ? 'no answer' : status}${isTold ? ` ${shown(body)}` : ''}`)
    }
  }
}

/** A body as one line, without the members that hold secrets and without the registries of others. */
function shown(body: unknown): string {
  if (typeof body === 'string') return body.replace(/\s+/g, ' ')
  const { configurations } = members(body)
  const own = Array.isArray(configurations) && { configurations: configurations.filter(isOwn) }
  return JSON.stringify({ ...members(body), ...own }, (name, value) =>
    ['token', 'encrypted_value', 'key'].includes(name) ? '***' : value
  )
}
