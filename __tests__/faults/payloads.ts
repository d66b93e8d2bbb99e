/** Texts that stand between bars. */
export const apart = (...rows: string[]): string[] => rows.flatMap(row => row.split('¦'))

const commands = apart('error¦warning¦notice¦debug¦group¦add-mask¦stop-commands¦save-state')
const runnerOnly = apart('set-env name=pwned¦add-path¦set-output name=pwned¦echo¦add-matcher')
// What somebody may take for the end of a line, for a blank, or for nothing.
const lineEnds = apart('\n¦\r¦\r\n¦\v¦\f¦\u0085¦\u2028¦\u2029¦\u0000\n¦%0A¦%0D%0A')
const blanks = apart(' ¦\t¦\u00a0¦\u1680¦\u2003¦\u202f¦\u205f¦\u3000¦\ufeff¦\u001f')
const unseen = apart('\u200b¦\u200c¦\u2060¦\u00ad¦\u034f¦\ufe0f¦\u180e¦\u{e0001}¦\u0008')
const bidi = [...'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069']

/** Texts that want to be more than text: commands, outputs, markup. Whatever comes alive of them says `pwned`. */
export const payloads: readonly string[] = [
  ...[...commands, ...runnerOnly].map(name => `::${name}::pwned`),
  ...commands.map(name => `##[${name}]pwned`),
  ...lineEnds.flatMap(end => [`a${end}::error::pwned`, `a${end}##[error]pwned`, `${end}::add-mask::pwned`]),
  ...blanks.flatMap(blank => [`${blank}::error::pwned`, `${blank}${blank}##[debug]pwned`]),
  ...unseen.flatMap(sign => [
    ...apart(`${sign}::error::pwned¦:${sign}:error::pwned¦::error:${sign}:pwned`),
    ...apart(`#${sign}#[error]pwned¦##${sign}[error]pwned`)
  ]),
  ...bidi.flatMap(sign => [`${sign}pwned`, `a${sign}pwned${sign}b`]),
  ...apart(
    '::error file=pwned,line=1,title=pwned::pwned¦::ERROR::pwned¦::endgroup::pwned¦%3A%3Aerror%3A%3Apwned',
    '::remove-matcher owner=pwned::¦text ::error::pwned¦:: error::pwned¦##[##[error]pwned]pwned',
    '##[set-env name=pwned;]pwned¦text ##[error]pwned¦###[error]pwned¦##[ERROR]pwned¦## [##[add-path]pwned',
    // Further keys of the output file.
    'x\nEOF\npwned=1¦x\npwned=1\n¦x\npwned<<EOF\n1\nEOF¦ghadelimiter_\npwned=1¦pwned<<x¦"}\npwned=1\n{"',
    '\nghadelimiter_00000000-0000-0000-0000-000000000000\npwned=1¦_GitHubActionsFileCommandDelimeter_\npwned=1',
    // Control of a terminal.
    '\u001b[31mpwned\u001b[0m¦\u001b]0;pwned\u0007¦\u001b[2J\u001b[Hpwned¦\u001b[1A\u001b[2Kpwned',
    '\u001b]8;;https://pwned.example\u001b\\pwned\u001b]8;;\u001b\\¦\u009b31mpwned¦\u009dpwned\u009c',
    '\u0090pwned\u009c¦a\u0008\u0008pwned¦pwned\u0007¦pwned\u007f¦\u000epwned\u000f¦\u0000pwned¦\u001bcpwned',
    '\r\u001b[Kpwned',
    // HTML.
    '<script>pwned()</script>¦<img src=x onerror=pwned()>¦<a href="https://pwned.example">pwned</a>¦<b>pwned</b>',
    '</td></tr></table><h1>pwned</h1>¦</code><img src=pwned>¦<!-- pwned¦--><b>pwned</b>¦<?pwned?>¦<pwned',
    '<![CDATA[<b>pwned</b>]]>¦<!DOCTYPE pwned>¦<svg onload=pwned()>¦<iframe src="//pwned.example">',
    '<style>*{display:none}</style>pwned¦<details open><summary>pwned</summary>¦&lt;b&gt;pwned&lt;/b&gt;',
    '&#60;b>pwned&#60;/b>¦&colon;pwned&semi;¦<b\n>pwned</b>¦<input type="checkbox" pwned>',
    '<math><mi>pwned</mi></math>¦<picture><source srcset=pwned></picture>',
    // Links and images.
    '[pwned](https://pwned.example)¦[pwned](javascript:alert`1`)¦[pwned]¦[pwned][pwned]¦![pwned][pwned]',
    '[pwned]: https://pwned.example "pwned"¦![pwned](https://pwned.example/x.png)¦<https://pwned.example>',
    '[![pwned](//pwned.example)](//pwned.example)¦<pwned@pwned.example>¦https://pwned.example/pwned',
    'http://pwned.example¦HTTPS://PWNED.example/pwned¦ftp://pwned.example/pwned¦www.pwned.example',
    'WWW.pwned.example/pwned¦a(www.pwned.example)¦pwned@pwned.example¦mailto:pwned@pwned.example',
    'xmpp:pwned@pwned.example/pwned¦//pwned.example/pwned¦javascript:pwned()¦[pwned](<https://pwned.example>)',
    '[^pwned]¦[^pwned]: pwned¦@pwned¦@acme/pwned¦#1 pwned¦acme/pwned#1¦GH-1 pwned¦&#64;pwned¦a @pwned.',
    // Other markup, and tables.
    '**pwned**¦__pwned__¦*pwned*¦_pwned_¦~~pwned~~¦~pwned~¦`pwned`¦``pwned``¦` pwned¦`` ` pwned',
    'a ` b | pwned `¦```\npwned\n```¦~~~\npwned¦    pwned¦\n\n# pwned¦# pwned¦pwned\n===¦pwned\n---',
    '\n\n---\npwned¦\n- pwned¦- [x] pwned¦1. pwned¦+ pwned¦* pwned¦2) pwned¦- - pwned¦> pwned',
    '> [!WARNING]\n> pwned¦\\pwned\\¦\\`pwned\\`¦\\<b>pwned</b>¦pwned\\¦pwned  \npwned¦$pwned$ $$pwned$$',
    '| pwned | pwned |¦pwned | pwned¦\\| pwned | pwned¦\\\\| pwned¦|\n|---|\n| pwned |',
    '|---|---|\n|pwned|pwned|¦`|` pwned `|`¦&#124; pwned',
    // Other languages.
    '${{ github.token }} pwned¦$(pwned)¦`pwned`; pwned¦"; pwned; "¦{"pwned": "pwned"}¦"}, {"pwned": "pwned',
    "'; pwned; '¦%s %d %j %o pwned¦../../pwned¦__proto__ pwned¦constructor pwned¦pwned: pwned\npwned2: pwned",
    '- pwned: &pwned !!js/function pwned¦"pwned" # pwned¦\ud800pwned¦pwned\udc00¦ pwned ',
    'p\u0301\u0301\u0301\u0301wned pwned¦\uffff\ufffepwned'
  ),
  `${'|'.repeat(40)}pwned`,
  'pwned '.repeat(1000)
]

/** The payload with a number, counted round and round, which tells wherever it comes which one it was. */
export function payload(number: number): string {
  const at = number % payloads.length
  return (payloads[at] ?? '').replaceAll(/pwned/gi, found => `${found}${at}q`)
}

/** What is found of a payload where it came. */
export function markOf(number: number): string {
  return `pwned${number % payloads.length}q`
}
