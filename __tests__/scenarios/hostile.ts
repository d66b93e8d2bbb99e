/** Texts that a runner could take for commands. */
export const commands = [
  '::error::pwned',
  '\n::set-output name=name::pwned',
  '\r::add-mask::registry',
  '\r\n::group::pwned',
  '##[error]pwned',
  'x ##[add-path]/tmp',
  '\u2028::stop-commands::pwned',
  '\u0085::warning::pwned',
  '::\u200badd-mask::pwned',
  '::endgroup::'
]

/** Texts that a summary could take for more than text. */
export const markup = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</details></table>',
  '<!-- -->',
  '[click](https://evil.acme.example)',
  '![x](https://evil.acme.example/x.png)',
  '| a | b |',
  '`code` | `more`',
  '@acme/admins #1 **bold** ~~gone~~',
  'https://evil.acme.example/login www.evil.acme.example',
  '\u202egnp.exe \u2066 isolated',
  '\n\n# heading\n- item'
]

/** Texts with characters that control a terminal. */
export const control = ['\u001b[31mred\u001b[0m', 'a\u0000b', 'bell\u0007', 'x\u009b31m']

/** All of them. */
export const hostile = [...commands, ...markup, ...control]
