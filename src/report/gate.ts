/** A stream of the process, as far as it is guarded. */
export interface GuardedStream {
  write: NodeJS.WriteStream['write']
  on(event: 'error', listener: () => void): unknown
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
    return Reflect.apply(write, undefined, [redact(text), ...rest])
  }
  for (const stream of [stdout, stderr]) stream.on('error', () => {})
}
