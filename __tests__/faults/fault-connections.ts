import { gzipSync } from 'node:zlib'
import type { Answer, Fault } from '../github/script.ts'
import { endpoints, type Kind, type Moment, reading, writing } from './fault-endpoints.ts'
import { rawAnswer } from './fault-front.ts'

/** Kinds of fault on the connection itself, or in the bytes that it carries. */
export function connectionKinds(): Kind[] {
  return [
    { name: 'connection refused', front: 'closed', heals: endpoints, answer: () => 'reset' },
    ...fault('reset', 'reset'),
    ...fault('hang', 'hang', { silent: true }),
    { name: 'cut', heals: endpoints, answer: () => 'cut' },
    { name: 'stall', heals: endpoints, silent: true, answer: () => 'stall' },
    ...fault('endless body', 'endless', { heals: [] }),
    ...bytes('garbage instead of HTTP', () => 'HELLO, I AM A PRINTER\r\n\r\n'),
    ...bytes(
      'a header of 100 KB',
      () => `${yes}X-Long: ${'x'.repeat(100_000)}\r\nContent-Length: 2\r\n\r\n{}`
    ),
    ...bytes(
      'a chunk that is no chunk',
      () => `${yes}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\nZZZ\r\n`
    ),
    ...bytes('chunks that end too early', () => `${yes}Transfer-Encoding: chunked\r\n\r\nFF\r\n{"a":`),
    ...bytes('a content-length that is too short', () => `${yes}Content-Length: 5\r\n\r\n{"name": "A"}`),
    ...bytes(
      'another protocol',
      () => 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n'
    ),
    ...bytes('a closed connection after the head', () => `${yes}Content-Length: 900\r\n\r\n`),
    ...bytes('gzip that nobody asked for', () => zipped(Buffer.from('{"name": "A"}'))),
    ...bytes('gzip bomb', () => zipped(Buffer.alloc(50_000_000, 32)))
  ]
}

const yes = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

function zipped(plain: Buffer): Buffer {
  const body = gzipSync(plain)
  const head = `${yes}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}

function fault(name: string, how: Fault, differences: Partial<Kind> = {}): Kind[] {
  return beforeAndAfter(name, after => () => ({ fault: how, after }), differences)
}

function bytes(name: string, make: () => string | Buffer): Kind[] {
  let made: string | Buffer | undefined
  return beforeAndAfter(
    name,
    after => () => {
      made ??= make()
      return rawAnswer(made, after)
    },
    { front: 'bytes' }
  )
}

/** A kind in two: the request is not carried out, or it is and only its answer is bad. */
export function beforeAndAfter(
  name: string,
  how: (after: boolean) => (moment: Moment) => Answer | undefined,
  differences: Partial<Kind> = {}
): Kind[] {
  return [
    { name, heals: endpoints, answer: how(false), ...differences },
    { name: `${name}, carried out`, on: writing, heals: writing, answer: how(true), ...differences }
  ]
}

/** What a GET may get at any time, and a write once it is carried out. */
export function onlyRead(name: string, answer: Kind['answer'], differences: Partial<Kind> = {}): Kind {
  return { name, on: reading, heals: reading, answer, ...differences }
}
