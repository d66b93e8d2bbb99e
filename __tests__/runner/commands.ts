// The two grammars of workflow commands, as the runner reads them:
// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs

/** A workflow command: `::name key=value,key=value::data` or `##[name key=value;key=value]data`. */
export interface Command {
  name: string
  properties: Record<string, string>
  data: string
}

/** The commands that the runner knows; it prints the others as text. */
export const commandNames: ReadonlySet<string> = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning'
])

// What .NET takes for white space: JavaScript's idea plus U+0085 and minus the byte order mark.
const whiteSpace = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
// The runner looks for the second `::` by the rules of the machine's language, which skip invisible characters.
const separator = ':[\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}]*:'
const doubleColon = new RegExp(`^${whiteSpace}*::(?<info>.*?)${separator}(?<data>.*)$`, 'su')
const bracket = /##\[(?<info>[^\]]*)\](?<data>.*)$/s

/** The command in a line, if there is one; `names` in lower case. */
export function parseCommand(line: string, names = commandNames): Command | undefined {
  return (
    readCommand(doubleColon.exec(line), names, ',', unescapeData, unescapeProperty) ??
    readCommand(bracket.exec(line), names, ';', unescapeBracket, unescapeBracket)
  )
}

function readCommand(
  match: RegExpExecArray | null,
  names: ReadonlySet<string>,
  delimiter: string,
  readData: (text: string) => string,
  readProperty: (text: string) => string
): Command | undefined {
  const { info = '', data = '' } = match?.groups ?? {}
  const [, name = '', properties = ''] = /^([^ ]*) ?(.*)$/s.exec(info) ?? []
  if (!names.has(name.toLowerCase())) return undefined
  const pairs = properties
    .trim()
    .split(delimiter)
    .flatMap(pair => {
      const [, key, value] = /^=*([^=]+)=+(.+)$/s.exec(pair) ?? []
      return key === undefined || value === undefined ? [] : [[key.toLowerCase(), readProperty(value)]]
    })
  return { name: name.toLowerCase(), properties: Object.fromEntries(pairs), data: readData(data) }
}

// The percent sign comes last, or `%250A` would become a line end.
function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','))
}

function unescapeBracket(text: string): string {
  return unescapeData(text.replaceAll('%3B', ';').replaceAll('%5D', ']'))
}
