import type { Play } from './leak-scene.ts'

/** What may be thrown where nobody catches it, as JavaScript; `text` is the secret. */
const thrown = [
  'throw new Error(text)',
  'throw Object.assign(new TypeError(text), { code: text, errors: [text] })',
  'throw new Error("outer", { cause: new Error(text) })',
  'throw new AggregateError([new Error(text)], text)',
  'throw text',
  'throw { message: text, toString: () => text }',
  'throw Object.assign(Object.create(null), { text })',
  'throw Object.assign(new Error(text), { name: text, stack: text })',
  'Promise.reject(new Error(text))',
  'Promise.reject(text)',
  'Promise.reject({ text })',
  'Promise.reject(Symbol(text))',
  'process.emit("error", new Error(text))',
  'queueMicrotask(() => { throw new RangeError(text) })',
  'new Promise(() => { throw new Error(text) })'
]

/** Waits until the action has read its inputs and sends its first request, and then throws inside it. */
function preload(statement: string): string {
  const source = `
    import { subscribe } from 'node:diagnostics_channel'
    let isThrown = false
    subscribe('http.client.request.start', () => {
      if (isThrown) return
      isThrown = true
      const text = process.env['THROWN']
      setTimeout(() => { ${statement} })
    })`
  return `--import=data:text/javascript;base64,${Buffer.from(source).toString('base64')}`
}

/** What only a process of its own can show: what Node itself prints. */
export const builtPlays: readonly Play[] = [
  {
    name: 'something that nobody catches',
    with: ({ secret }) => ({ operation: 'list', secret, 'request-timeout': '2s' }),
    env({ dice, hidden, sent }) {
      const { name, text } = dice.oneOf(hidden)
      sent.push({ mark: 'The action failed unexpectedly', value: name, form: 'plain text' })
      return { THROWN: text, NODE_OPTIONS: preload(dice.oneOf(thrown)) }
    },
    answer: () => undefined,
    reaches: ['stdout', 'annotations']
  }
]
