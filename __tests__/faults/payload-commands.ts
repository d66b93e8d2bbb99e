const commands = ['error', 'warning', 'notice', 'debug', 'group', 'add-mask', 'stop-commands', 'save-state']
const runnerOnly = ['set-env name=pwned', 'add-path', 'set-output name=pwned', 'echo', 'add-matcher']
const lineEnds = ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u0000\n', '%0A', '%0D%0A']
const blanks = [' ', '\t', '\u00a0', '\u1680', '\u2003', '\u202f', '\u205f', '\u3000', '\ufeff', '\u001f']
const unseen = ['\u200b', '\u200c', '\u2060', '\u00ad', '\u034f', '\ufe0f', '\u180e', '\u{e0001}', '\u0008']

/** Commands in the grammar with colons. */
export const doubleColons: readonly string[] = [
  ...commands.map(name => `::${name}::pwned`),
  ...runnerOnly.map(name => `::${name}::pwned`),
  '::error file=pwned,line=1,title=pwned::pwned',
  '::ERROR::pwned',
  '::endgroup::pwned',
  '::remove-matcher owner=pwned::',
  'text ::error::pwned',
  ':: error::pwned',
  '%3A%3Aerror%3A%3Apwned'
]
/** Commands in the grammar with brackets. */
export const brackets: readonly string[] = [
  ...commands.map(name => `##[${name}]pwned`),
  '##[set-env name=pwned;]pwned',
  'text ##[error]pwned',
  '###[error]pwned',
  '##[ERROR]pwned',
  '##[##[error]pwned]pwned',
  '## [##[add-path]pwned'
]
/** Commands behind what somebody may take for the end of a line. */
export const behindEnds: readonly string[] = lineEnds.flatMap(end => [
  `a${end}::error::pwned`,
  `a${end}##[error]pwned`,
  `${end}::add-mask::pwned`
])
/** Commands behind what somebody may take for blanks. */
export const behindBlanks: readonly string[] = blanks.flatMap(blank => [
  `${blank}::error::pwned`,
  `${blank}${blank}##[debug]pwned`
])
/** Commands with characters that nobody sees. */
export const withUnseen: readonly string[] = unseen.flatMap(sign => [
  `${sign}::error::pwned`,
  `:${sign}:error::pwned`,
  `::error:${sign}:pwned`,
  `#${sign}#[error]pwned`,
  `##${sign}[error]pwned`
])

/** Further keys of the output file. */
export const outputKeys: readonly string[] = [
  'x\nEOF\npwned=1',
  'x\npwned=1\n',
  'x\npwned<<EOF\n1\nEOF',
  'ghadelimiter_\npwned=1',
  '\nghadelimiter_00000000-0000-0000-0000-000000000000\npwned=1',
  'pwned<<x',
  '"}\npwned=1\n{"',
  '_GitHubActionsFileCommandDelimeter_\npwned=1'
]

/** Control of a terminal. */
export const terminal: readonly string[] = [
  '\u001b[31mpwned\u001b[0m',
  '\u001b]0;pwned\u0007',
  '\u001b]8;;https://pwned.example\u001b\\pwned\u001b]8;;\u001b\\',
  '\u001b[2J\u001b[Hpwned',
  '\u001b[1A\u001b[2Kpwned',
  '\u009b31mpwned',
  '\u009dpwned\u009c',
  '\u0090pwned\u009c',
  'a\u0008\u0008pwned',
  'pwned\u0007',
  'pwned\u007f',
  '\u000epwned\u000f',
  '\u0000pwned',
  '\u001bcpwned',
  '\r\u001b[Kpwned'
]
/** Marks that turn the direction of text. */
export const bidi: readonly string[] = [
  ...'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'
].flatMap(sign => [`${sign}pwned`, `a${sign}pwned${sign}b`])
