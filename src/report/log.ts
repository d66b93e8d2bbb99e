import { type Sentence, textOf } from '../registries/problem.ts'

/** GitHub shows at most ten annotations of a level and step. */
export const mostAnnotations = 10
/** Log and summary give this many problems, and the number of the others. */
export const mostProblems = 100

/** Annotations of one level, as many as GitHub shows; the last one waits for `close`, since it may say how many more there are. */
export function createAnnotations(
  level: 'warning' | 'notice',
  { annotate, info }: { annotate(sentence: Sentence): void; info(line: string): void }
) {
  const prefix = level === 'warning' ? 'Warning' : 'Notice'
  const late: Sentence[] = []
  let annotated = 0
  return {
    add(sentence: Sentence): void {
      if (annotated < mostAnnotations - 1) {
        annotated++
        annotate(sentence)
      } else {
        late.push(sentence)
        if (late.length <= mostProblems) info(`${prefix}: ${textOf(sentence)}`)
      }
    },
    close(): void {
      const [only] = late
      const where =
        late.length < mostProblems
          ? 'in the log above'
          : `of which the log above has the first ${mostProblems}`
      if (only !== undefined)
        annotate(late.length === 1 ? only : `And ${late.length} more ${level}s, ${where}.`)
      late.length = 0
    }
  }
}

/** Groups of the log, printed in the order in which they are opened. All but the first keep their lines until their turn. */
export function createGroups(print: { start(title: string): void; info(line: string): void; end(): void }) {
  const queue: { title: string; lines: string[]; ended: boolean }[] = []

  function begin({ title, lines }: { title: string; lines: string[] }): void {
    print.start(title)
    for (const line of lines) print.info(line)
  }

  /** Closes the first group, then prints the next ones up to one that is still open. */
  function advance(): void {
    while (queue[0]?.ended) {
      print.end()
      queue.shift()
      if (queue[0]) begin(queue[0])
    }
  }

  return {
    open(title: string) {
      const group = { title, lines: [] as string[], ended: false }
      queue.push(group)
      if (queue[0] === group) begin(group)
      return {
        info(line: string): void {
          if (queue.indexOf(group) > 0) group.lines.push(line)
          else print.info(line)
        },
        end(): void {
          group.ended = true
          advance()
        }
      }
    },
    flush(): void {
      for (const group of queue) group.ended = true
      advance()
    }
  }
}

/** How Node prints bytes: `<Buffer 7b 22>`, `Uint8Array(2) [ 123, 34 ]`, `ArrayBuffer { [Uint8Contents]: <7b 22>, … }`. */
const bytes =
  /<\w*Buffer [^>]*>|(?<=Uint8Contents\]: )<[^>]*>|(?<=(?:Array|Buffer)\(\d+\) (?:\[\w+\] )?)\[[^\]]*\]/g

/** Redacts what Node itself prints: with NODE_DEBUG it prints headers, token included. A closed stream does not end the work. */
export function guardStreams(
  streams: {
    stdout: { on(event: 'error', listener: () => void): unknown }
    stderr: { on(event: 'error', listener: () => void): unknown; write: NodeJS.WriteStream['write'] }
  },
  redact: (text: string) => string
): void {
  const { stdout, stderr } = streams
  const write = stderr.write.bind(stderr)
  stderr.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    // The bytes of an answer may hold a token that nobody knows yet.
    return Reflect.apply(write, undefined, [redact(text.replace(bytes, '<***>')), ...rest])
  }
  for (const stream of [stdout, stderr]) stream.on('error', () => {})
}
