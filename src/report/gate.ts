/** A stream of the process, as far as it is guarded. */
export interface GuardedStream {
  write: NodeJS.WriteStream['write']
  on(event: 'error', listener: () => void): unknown
}

/** How Node prints bytes: `<Buffer 7b 22>`, `Uint8Array(2) [ 123, 34 ]`, `ArrayBuffer { [Uint8Contents]: <7b 22>, … }`. */
const bytes =
  /<\w*Buffer [^>]*>|(?<=Uint8Contents\]: )<[^>]*>|(?<=(?:Array|Buffer)\(\d+\) (?:\[\w+\] )?)\[[^\]]*\]/g

/** What is printed of an answer may hold a token that nobody knows yet. */
function withoutBytes(text: string): string {
  return text.replace(bytes, '<***>')
}

/**
 * Lets everything that is printed past the report through the same redactor: Node itself prints headers, token
 * included, if NODE_DEBUG is set. A log that nobody takes any more does not end the work.
 */
export function guardStreams(
  { stdout, stderr }: { stdout: Pick<GuardedStream, 'on'>; stderr: GuardedStream },
  redact: (text: string) => string
): void {
  const write = stderr.write.bind(stderr)
  stderr.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    return Reflect.apply(write, undefined, [redact(withoutBytes(text)), ...rest])
  }
  for (const stream of [stdout, stderr]) stream.on('error', () => {})
}
