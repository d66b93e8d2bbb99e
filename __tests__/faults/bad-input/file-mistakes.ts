import { type Case, hidden, manifestPath } from './case.ts'
import { keyLines, manifestCase, manifestLines, manifestText, withLines } from './manifests.ts'

const laughs = Array.from(
  { length: 20 },
  (_, level) => `a${level}: &a${level} [${`*a${level - 1}, `.repeat(level && 9)}x]\n`
)
const somewhere = new RegExp(`${manifestPath.replaceAll('.', '\\.')}:\\d+: `)
const first = `${manifestPath}:1: `

const broken = [
  ...['{', '[', 'a: "', "a: 'b", '\t- a', 'a: b: c', '%YAML 9.9\n%X', '*', '@a', '`a', 'a: |-x\n'],
  ...['? ? ?', ': :', '!!!', '&']
]

/** Whole files that are no manifest. */
export const fileCases: readonly Case[] = [
  ...['', ' \n', '# only a comment', '[]', 'text', '7', 'null', '~', '""', '|', '- a'].map(text =>
    manifestCase(`the file ${JSON.stringify(text)}`, text, first)
  ),
  manifestCase('no end', `${manifestText}---\n${manifestText}`, `${manifestPath}:${manifestLines.length}: `),
  ...broken.map(text => manifestCase(`the file ${JSON.stringify(text)}`, text, somewhere)),
  ...['[', '{a: ', '- ', '? '].map(text =>
    manifestCase(`deep ${text}`, `registries:\n  ${text.repeat(4000)}`, somewhere)
  ),
  manifestCase('a billion laughs', `${laughs.join('')}registries: *a19`, somewhere),
  manifestCase('2 MiB', `${manifestText}#${'x'.repeat(2 ** 21)}`, first),
  manifestCase(
    'bytes',
    Uint8Array.from({ length: 600 }, (_, index) => index * 7),
    /'manifest'/
  ),
  manifestCase('Latin-1', Buffer.from(manifestText.replace('ci', 'cé'), 'latin1'), /'manifest'/),
  manifestCase('UTF-16', Buffer.from(`\ufeff${manifestText}`, 'utf16le'), /'manifest'/),
  manifestCase(
    'registries twice',
    `${manifestText}registries: [${hidden}]\n`,
    `${manifestPath}:${manifestLines.length}: `
  ),
  ...keyLines
    .filter(({ key }) => key === 'registry_type' || key === 'url')
    .map(({ index }) =>
      manifestCase(`without line ${index + 1}`, manifestLines.toSpliced(index, 1).join('\n'), somewhere)
    ),
  ...keyLines.map(({ index, start, key, value }) =>
    manifestCase(
      `a quote that does not end in line ${index + 1}`,
      withLines(index, `${start}${key}: "${value.replaceAll('"', '')}`),
      somewhere
    )
  ),
  ...keyLines.map(({ index }) =>
    manifestCase(
      `a tab in line ${index + 1}`,
      withLines(index, `\t${manifestLines[index]?.trim()}`),
      somewhere
    )
  )
]
