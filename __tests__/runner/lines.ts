import { EOL } from 'node:os'
import { StringDecoder } from 'node:string_decoder'

/** Collects what a stream writes, and hands on its lines as the runner does: one ends at `\n`, `\r\n` or a lone `\r`. */
export interface Collector {
  push(bytes: Uint8Array): void
  /** All of it, its lines as on Linux. */
  end(): string
}

/** A collector that has written nothing yet. */
export function collector(onLine: (line: string) => void): Collector {
  const decoder = new StringDecoder('utf8')
  const chunks: Buffer[] = []
  let rest = ''
  return {
    push(bytes) {
      const chunk = Buffer.from(bytes)
      chunks.push(chunk)
      // A `\r` at the very end waits: a `\n` may follow.
      const lines = (rest + decoder.write(chunk)).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      lines.forEach(onLine)
    },
    end() {
      rest += decoder.end()
      if (rest !== '') onLine(rest.replace(/\r$/, ''))
      return Buffer.concat(chunks).toString().replaceAll(EOL, '\n')
    }
  }
}
