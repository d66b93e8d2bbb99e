// The two grammars of workflow commands, as the runner reads them:
// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs

/** A workflow command: `::name key=value,key=value::data` or `##[name key=value;key=value]data`. */
export interface Command {
  name: string
  properties: Record<string, string>
  data: string
}

/** The commands that the runner knows; it prints the others as text. */
const known: ReadonlySet<string> = new Set([
  ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice'],
  ...['remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning']
])

// What .NET takes for white space: JavaScript's idea plus U+0085 and minus the byte order mark.
const whiteSpace = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
// The runner looks for the second `::` by the rules of the machine's language, which skip invisible characters.
const separator = ':[\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}]*:'
const doubleColon = new RegExp(`^${whiteSpace}*::(?<info>.*?)${separator}(?<data>.*)$`, 'su')
const bracket = /##\[(?<info>[^\]]*)\](?<data>.*)$/s

type Escapes = readonly (readonly [escape: string, character: string])[]

// The percent sign comes last, or `%250A` would become a line end.
const dataEscapes: Escapes = Object.entries({ '%0D': '\r', '%0A': '\n', '%25': '%' })
const propertyEscapes: Escapes = [...Object.entries({ '%3A': ':', '%2C': ',' }), ...dataEscapes]
const bracketEscapes: Escapes = [...Object.entries({ '%3B': ';', '%5D': ']' }), ...dataEscapes]

/** The command in a line, if there is one. */
export function parseCommand(line: string): Command | undefined {
  return (
    readCommand(doubleColon.exec(line), ',', dataEscapes, propertyEscapes) ??
    readCommand(bracket.exec(line), ';', bracketEscapes, bracketEscapes)
  )
}

function readCommand(
  match: RegExpExecArray | null,
  delimiter: string,
  ofData: Escapes,
  ofProperties: Escapes
): Command | undefined {
  const { info = '', data = '' } = match?.groups ?? {}
  const [, name = '', properties = ''] = /^([^ ]*) ?(.*)$/s.exec(info) ?? []
  if (!known.has(name.toLowerCase())) return undefined
  const pairs = properties.trim().split(delimiter)
  const read = pairs.flatMap(pair => {
    const [, key = '', value = ''] = /^=*([^=]+)=+(.+)$/s.exec(pair) ?? []
    return key ? [[key.toLowerCase(), unescaped(value, ofProperties)]] : []
  })
  return { name: name.toLowerCase(), properties: Object.fromEntries(read), data: unescaped(data, ofData) }
}

function unescaped(text: string, escapes: Escapes): string {
  return escapes.reduce((left, [code, character]) => left.replaceAll(code, character), text)
}
