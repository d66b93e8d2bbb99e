import { hidden } from './case.ts'

/** Texts that somebody once typed into the wrong place, or put there with intent. */
export const oddTexts: readonly string[] = [
  ...['', ' ', 'null', 'undefined', 'true', 'yes', 'on', 'tRuE', '1', '0', '-1', '1e3', '0x10', 'NaN'],
  ...['.inf', '123456789012', '12345678901234567890', '1.5', '007', '__proto__', 'constructor'],
  ...['hasOwnProperty', '{}', '[]', '{"__proto__":{"a":"b"}}', '[1,"a",null]', '[[1]]', '"text"', '['],
  ...['{"a":', 'a,b', ',', ',,a', 'a\nb', 'a\r\nb', '\ta', 'a\u0000b', '\u001b[31mred', '\u0007'],
  ...['::error::x', '##[error]x', '%0A::error::x', 'a\n::add-mask::b', '\u202eabc', 'a\u200bb', '\ufeffa'],
  ...['\ud800', '\u{1f680}', 'Z\u0351\u036b', '\u{e0001}', '../../etc/passwd', '/etc/passwd', '.', '..'],
  ...['~', 'C:\\x', '<img src=x>', '[a](http://b)', '@all', '#1', '${{ secrets.TOKEN }}', '$(id)', '`id`'],
  ...["'; --", '"', '\\', '*', '**', '*.*', 'a/b/c', '%', '%zz', '?a=b', '0s', '1w', '1 s', '-5s', '1.5h'],
  ...['999999999999d', '5S', '30', 's', '1ms', '2024-01-01', '٣s', '１s']
]

/** Addresses that are none, or none of a registry; some hold what nobody may see. */
export const oddAddresses: readonly string[] = [
  ...['https://', 'http://', '//npm.acme.example', 'npm.acme.example', 'https:/npm', 'https:npm'],
  ...['ftp://a.example', 'file:///etc/passwd', 'javascript:alert(1)', 'data:,x', 'https://[::1'],
  ...['https://a b', 'https://a\\b', 'HTTPS://A', 'https://npm.acme.example:99999'],
  ...['https://npm.acme.example:x', 'https://%', 'https://a.example/\u202e', 'https://ä.example'],
  ...['https://a.example/?q=1', 'https://a.example/#f', 'https://github.com', 'http://169.254.169.254/'],
  ...['https://0x7f.1', `https://ci:${hidden}@npm.acme.example`, `https://${hidden}@npm.acme.example`],
  ...[`ci:${hidden}@npm.acme.example`, `https://npm.acme.example:${hidden}`]
]

/** Values that are nearly what some input takes, by its kind. */
export const nearly = {
  duration: [
    ...['0s', '0ms', '00d', '1w', '1 s', '-5s', '1.5h', '999999999999d', '5S', '30', 's', '٣s', '１s'],
    ...['1e3s', '30s30s', '+1s']
  ],
  boolean: [...['yes', 'on', '1', 'tRuE', 'TRUE!', 'null', '0', 't', 'true false', '"true"']],
  list: [
    ...['[1, {}]', '[[1]]', '[null]', '[true]', '["a"', ',', ',\n,', '["", " "]', '[1e3]', '{"0":"a"}'],
    ...['[1.5]', 'a b', '*', 'a;b']
  ],
  count: [
    ...['-1', '1.5', '1e3', '0x10', '１', '99999999999999999999', 'one', '1 2', 'Infinity', '+1', '1_000']
  ],
  name: [
    ...['a b', '.', '..', 'public-key', 'PUBLIC-KEY', 'a/b', 'a?b', 'a#b', '%2e%2e', 'é', 'a\\b'],
    '../acme'
  ],
  path: [
    ...['/etc/passwd', '..', '.', '../x.yml', '.github', 'x.yml', '.github/../../x', 'C:\\x', '~', '-'],
    ...['a//b', './nowhere.yml/']
  ]
}

/** What addresses are made of. */
export const pieces: readonly string[] = [
  ...['https://', 'http:', '//', 'npm', '.acme', '.example', ':', '8443', '/', '?', '#', '@', '%41', ' '],
  ...['[', ']', '\\', 'é']
]
