import type { StepResult } from '../runner/result.ts'
import { messages } from './scenario.ts'

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

const ours = ['add-mask', 'error', 'warning', 'notice', 'group', 'endgroup']

/** No command but ours was obeyed, and nothing in the summary is more than text. */
export function expectHarmless(result: StepResult): void {
  const { commands, stdout, log, outputs } = result
  expect(commands.filter(({ name }) => !ours.includes(name))).toEqual([])
  expect(commands.filter(({ name, data }) => name === 'group' && data !== 'acme')).toEqual([])
  expect(result.masks.filter(mask => /pwned|^registry$/.test(mask))).toEqual([])
  expect(messages(result, 'error').filter(message => message === 'pwned')).toEqual([])
  for (const summary of [result.summary, outputs['summary'] ?? '']) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    const invisible = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/
    expect(stdout + summary).not.toMatch(invisible)
    const ownLink = /\[[a-z-]+\]\(https:\/\/github\.com\/org\/[\w./-]+#[a-z-]+\)/g
    const text = summary
      .replace(/^(```+)yaml\n.*\n\1$/ms, '')
      .replace(/`[^`\n]*`/g, '')
      .replace(ownLink, '')
    expect(text).not.toMatch(/<(script|img|!--)|<\/table|\]\(|\*\*|~~|@acme|https:\/\/evil|\bwww\.evil|^# /m)
    const rows = summary.split('\n').filter(line => line.startsWith('|'))
    const widths = rows.map(row => row.replace(/\\\|/g, '').split('|').length)
    expect(new Set(widths).size).toBeLessThan(2)
    for (const tag of ['<details>', '<table>'])
      expect(text.split(tag).length).toBe(text.split(tag.replace('<', '</')).length)
  }
  expect(log).not.toContain('\r')
  const groups = commands.filter(({ name }) => name === 'group').length
  expect(commands.filter(({ name }) => name === 'endgroup')).toHaveLength(groups)
}
