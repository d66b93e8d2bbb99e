import { EOL } from 'node:os'
import { StringDecoder } from 'node:string_decoder'

/** Cuts a stream of bytes into lines as the runner does: a line ends at `\n`, `\r\n` or a lone `\r`. */
export function lineReader(onLine: (line: string) => void): { push(bytes: Buffer): void; end(): void } {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  return {
    push(bytes) {
      // A `\r` at the very end waits: a `\n` may follow.
      const lines = (rest + decoder.write(bytes)).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      lines.forEach(onLine)
    },
    end() {
      rest += decoder.end()
      if (rest !== '') onLine(rest.replace(/\r$/, ''))
    }
  }
}

/** What a stream wrote, its lines as on Linux. */
export function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString().replaceAll(EOL, '\n')
}
