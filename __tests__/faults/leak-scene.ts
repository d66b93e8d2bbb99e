import type { Dice } from './dice.ts'
import { echoOf, formNames } from './echoes.ts'
import type { Heard, Reply } from './hostile-server.ts'
import type { Hidden } from './traces.ts'

/** What was sent back, and the mark by which its arrival is seen. */
export interface Sent {
  readonly mark: string
  readonly value: string
  readonly form: string
}

/** One step against one hostile server: what is secret, and what the server sends back of it. */
export interface Scene {
  readonly dice: Dice
  readonly secret: string
  readonly token: string
  /** Everything sent back so far. */
  readonly sent: Sent[]
  /** Everything that must not be seen, the sealed values of the requests among it. */
  readonly hidden: Hidden[]
  /** Takes the sealed value of a request for one more secret. */
  hear(heard: Heard): void
  /** One of the secrets in one of the forms, with a mark before and after it. */
  say(form?: string): string
  /** The same where there is not much room: of a long secret only the digest. */
  sayBriefly(): string
  /** Each of the forms once, each of one of the secrets. */
  sayAll(): string[]
}

/** A way to make a step print what the server sends back. */
export interface Play {
  readonly name: string
  with(scene: Scene): Record<string, string>
  /** Without an answer the server says nothing. */
  answer(scene: Scene, heard: Heard): Reply | undefined
  readonly env?: (scene: Scene) => Record<string, string>
  /** Files of the workspace, by their path. */
  readonly files?: (scene: Scene) => Record<string, string>
  /** The sinks to which something of the answer has to come, or nothing was tried. */
  readonly reaches: readonly string[]
}

/** The headers of an answer have 16 KB of room. */
const longestInHeaders = 400

const separators = [' ', ': ', '"', '/', '=', ',', '(', "'", '\n', '<', '>']

/** A scene with one secret and one token. */
export function makeScene(dice: Dice, secret: string, token: string): Scene {
  const sent: Sent[] = []
  const hidden: Hidden[] = [
    { name: 'the secret', text: secret },
    { name: 'the token', text: token }
  ]
  const say = (form = dice.oneOf(formNames), values: readonly Hidden[] = hidden): string => {
    const { name, text } = dice.oneOf(values)
    const mark = `mk${sent.length}q`
    sent.push({ mark, value: name, form })
    return `${mark}${dice.oneOf(separators)}${echoOf(dice, text, form).text}${dice.oneOf(separators)}${mark}`
  }
  return {
    ...{ dice, secret, token, sent, hidden },
    say: form => say(form),
    sayBriefly() {
      const value = dice.oneOf(hidden)
      return say(value.text.length > longestInHeaders ? 'sha256' : undefined, [value])
    },
    sayAll: () => formNames.map(form => say(form)),
    hear({ body }) {
      const { encrypted_value: text } = Object(body)
      if (typeof text === 'string' && !hidden.some(known => known.text === text))
        hidden.push({ name: `the sealed value ${hidden.length - 1}`, text })
    }
  }
}
