import { type Case, hidden, manifestPath } from './case.ts'
import { keyLines, type Line, manifestCase, withLines } from './manifests.ts'

/** What a mistake makes of a line, and how many lines further down it is told of. */
type Mistake = (line: Line) => readonly [lines: readonly string[], further?: number] | undefined

const choices = ['registry_type', 'visibility', 'auth_type']
const lists = ['selected_repositories', 'selected_repository_ids', 'orgs']
const forbidden = [
  ...['GITHUB_TOKEN', 'INPUT_TOKEN', 'ACTIONS_X', 'RUNNER_X', 'NODE_OPTIONS', 'PATH', 'HOME'],
  'github_token'
]

const instead = (...values: string[]): Mistake[] =>
  values.map(
    value =>
      ({ start, key }) =>
        [[`${start}${key}: ${value}`]] as const
  )

const only = (mistakes: Mistake[], takes: (key: string) => boolean): Mistake[] =>
  mistakes.map(mistake => line => (takes(line.key) ? mistake(line) : undefined))

const added =
  (text: string): Mistake =>
  ({ start, key, value }) => [[`${start}${key}: ${value}`, `${start.replace('-', ' ')}${text}`], 1]

const isText = (key: string) => ![...choices, ...lists, 'replaces_base'].includes(key)

/** Mistakes in a line, each certainly one. */
const mistakes: readonly Mistake[] = [
  ...instead(`!!str ${hidden}`, `!x ${hidden}`, '!!binary aGk=', '!!timestamp 2024-01-01'),
  ...instead(`&a ${hidden}`, '*a', `{ a: ${hidden} }`),
  ...only(
    instead(`[${hidden}]`, '4242', '0o17', '1.5', '.nan', '-.inf', 'true', '0x1F', '012345678901', '1e3'),
    isText
  ),
  ...only(instead('null', '~', '""', "' '", '!!null'), key => isText(key) && key !== 'username'),
  ...only(instead(hidden, 'null', '7', 'All', '[all]', '""', '2024-01-01', 'token '.repeat(9)), key =>
    choices.includes(key)
  ),
  ...only(instead('yes', 'on', '1', "'true'", 'null', '[]', 'tRuE'), key => key === 'replaces_base'),
  ...only(
    instead(hidden, 'null', '7', '[null]', '[true]', '[[web]]', '[1.5]', "['a b']", '[{a: b}]', "['']"),
    key => lists.includes(key)
  ),
  ...only(
    instead('[-1]', '[0]', '[0o17]', '[12345678901234567890]', '[.inf]', '[web]', '[1, 1]'),
    key => key === 'selected_repository_ids'
  ),
  ...only(
    instead(...forbidden, `ghp_${hidden}!`, 'A-B', '1A', '$A', '${{ secrets.A }}x'),
    key => key === 'secret_env'
  ),
  ({ start, key, value }) => [[`${start}${key}x: ${value}`]],
  ({ start, key, value }) => [[`${start}${key.toUpperCase()}: ${value}`]],
  ({ start, value }) => [[`${start}__proto__: ${value}`]],
  ({ start, value }) => [[`${start}7: ${value}`]],
  ({ start, key, value }) => added(`${key}: ${value}`)({ index: 0, start, key, value }),
  ...[`secret: ${hidden}`, `password: ${hidden}`, `constructor: ${hidden}`].map(added),
  ...[`<<: { username: ${hidden} }`, `? [${hidden}]`].map(added)
]

/** Every mistake in every line where it is one; the error must tell of that line. */
export const lineCases: readonly Case[] = keyLines.flatMap(line =>
  mistakes.flatMap((mistake, number): Case[] => {
    const made = mistake(line)
    if (!made) return []
    const [lines, further = 0] = made
    const at = line.index + 1 + further
    return [
      manifestCase(
        `line ${at}, mistake ${number}: ${lines[further]?.trim().slice(0, 60)}`,
        withLines(line.index, ...lines),
        `${manifestPath}:${at}: `,
        number
      )
    ]
  })
)
