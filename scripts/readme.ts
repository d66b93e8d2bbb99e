// Writes the tables of README.md and docs from action.yml, the tables in src and the figures in docs, and quotes the
// examples; with --check only checks whether all of that is current.
import { readFileSync, writeFileSync } from 'node:fs'
import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'
import { inputs } from '../src/inputs/table.ts'
import { rules } from '../src/registries/advice.ts'
import { entryKeys } from '../src/registries/manifest-keys.ts'
import { authTypeNames, authTypes } from '../src/registries/registry.ts'
import { operations } from '../src/request.ts'
import { type Bench, speedTables } from './bench/tables.ts'
import type { Row } from './faults.ts'
import { unknowns } from './live/unknowns.ts'
import { table } from './markdown.ts'
import type { Mutants } from './mutants.ts'
import { type KeyShape, keyTexts } from './schema.ts'

/** An input or output as action.yml declares it. */
export interface Declared {
  name: string
  description: string
  /** The comment that stands as a heading above it and those before it. */
  group: string
  required: boolean
  default?: string
}

/** The inputs or outputs of an action.yml, in its order. */
export function declaredIn(actionFile: string, section: 'inputs' | 'outputs'): Declared[] {
  const map = parseDocument(actionFile).get(section)
  if (!isMap(map)) throw new Error(`action.yml has no ${section}.`)
  // YAML gives the comment above the first key to the whole map.
  let group = (map.commentBefore ?? '').trim()
  return map.items.map(({ key, value }) => {
    if (!isScalar(key) || !isMap(value)) throw new Error(`action.yml: ${section} holds more than names.`)
    group = key.commentBefore?.trim() ?? group
    return declared(String(key.value), group, value)
  })
}

function declared(name: string, group: string, value: YAMLMap): Declared {
  const preset = value.get('default')
  return {
    name,
    description: String(value.get('description') ?? '').trim(),
    group,
    required: value.get('required') === true,
    ...(preset === undefined ? {} : { default: String(preset) })
  }
}

type Blocks = Record<string, () => string>

/** The pages with generated blocks, and what fills each block. */
export function pagesOf(actionFile: string): Record<string, Blocks> {
  return {
    'README.md': {
      inputs: () => inputTable(declaredIn(actionFile, 'inputs').filter(isInReadme)),
      outputs: () => table(['Output', 'Meaning'], declaredIn(actionFile, 'outputs').map(outputRow))
    },
    'docs/manifest.md': {
      keys: () => table(['Key', 'Meaning'], [...entryKeys].map(keyRow)),
      'auth-types': () => table(['`auth_type`', 'Required', 'Optional'], authTypeNames.map(authTypeRow))
    },
    'docs/enterprise-server.md': {},
    'docs/reliability.md': {
      reliability: () => reliability(readJson('docs/faults.json'), readJson('docs/mutants.json'))
    },
    'docs/advice.md': { rules: rulePages },
    'docs/unknowns.md': { unknowns: unknownsTable },
    'docs/bench.md': { speed: () => speedTables(readJson<Bench>('docs/bench.json')) }
  }
}

/** A page with its generated blocks filled in, and the examples that it quotes as their files have them. */
export function filledIn(page: string, blocks: Blocks): string {
  const made = Object.entries(blocks).map(([name, make]) => [name, make()] as const)
  const all = [...made, ...Object.entries(examplesIn(page))]
  return all.reduce((text, [name, body]) => between(text, name, body), page)
}

/** The inputs of OpenID Connect are in docs/manifest.md, as keys. */
function isInReadme({ group }: Declared): boolean {
  return !group.startsWith('oidc_')
}

/** Where the rules of advice can be read; of code, at the commit at which it was read. */
const sources: Record<string, string> = {
  proxy: 'https://github.com/dependabot/proxy/tree/b29604731bea5a46cda4506d40ff08425be69e91/internal',
  'codeql-action':
    'https://github.com/github/codeql-action/tree/f3f1edbedfb4a1d188d344570834df2996d45d39/src/start-proxy.ts',
  'dependabot-core#15712': 'https://github.com/dependabot/dependabot-core/issues/15712',
  'dependabot-core#15659': 'https://github.com/dependabot/dependabot-core/issues/15659',
  'GitHub Docs':
    'https://docs.github.com/en/code-security/concepts/supply-chain-security/automatic-dependabot-access-to-github-registries',
  'REST API': 'https://docs.github.com/en/rest/private-registries/organization-configurations',
  AWS: 'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html',
  'RFC 7519': 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4'
}

/** A part for each rule of advice, under its name. */
function rulePages(): string {
  const parts = rules.map(({ name, level, happens, fix, source }) => {
    const link = sources[source]
    if (!link) throw new Error(`scripts/readme.ts does not say where ${source} is.`)
    return `### ${name}\n\n*${level === 'note' ? 'Note' : 'Warning'}.* ${prose(happens)}\n\n${prose(fix)} Source: [${source}](${link}).`
  })
  return parts.join('\n\n')
}

/** Each unknown with its answers, the local GitHub's in bold. */
function unknownsTable(): string {
  const rows = unknowns.map(({ id, question, local, answers }) => {
    const lines = Object.entries(answers).map(
      ([answer, change]) => `${answer === local ? `**${answer}**` : answer}: ${change}`
    )
    return [code(id), question, lines.join('<br>')]
  })
  return table(['Unknown', 'Question', 'Answers, and what each would change'], rows)
}

/** What a page quotes of the examples: `examples/apply.yml`, or of a workflow only the `step` with the action. */
function examplesIn(page: string): Record<string, string> {
  const quotes = [...page.matchAll(/^<!-- ((examples\/[\w-]+\.yml)( step)?) -->$/gm)]
  return Object.fromEntries(
    quotes.map(([, name = '', path = '', step]) => {
      const text = readFileSync(path, 'utf8')
      return [name, `\`\`\`yaml\n${step ? stepOf(text) : text}\`\`\``]
    })
  )
}

/** The step of a workflow that uses the action, without the indentation of its job. */
function stepOf(workflow: string): string {
  const [step = '', indentation = ''] = /^( +)- uses: org\/.*\n(?:\1 .*\n)*/m.exec(workflow) ?? []
  return step.replaceAll(new RegExp(`^${indentation}`, 'gm'), '')
}

/** What `npm run faults` and `npm run mutants` last wrote down. */
interface FaultRuns {
  node: string
  rows: Row[]
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T
}

function reliability({ node, rows }: FaultRuns, mutants: Mutants): string {
  const cells = rows.map(({ title, reach, of, count, built, faults, date, commit }) => [
    ...[title, reach, `${count.toLocaleString('en')} ${of}`, built.toLocaleString('en')],
    ...[faults.length === 0 ? 'none' : String(faults.length), `${date}, ${commit.slice(0, 7)}`]
  ])
  return [
    table(['What', 'To reach', 'Run', 'Of them on the built action', 'Wrong', 'Date, commit'], cells),
    '',
    `With Node ${node}. What was not on the built action ran the same code in one process, on a faster clock. A mutation tester can change src in ${mutants.of.toLocaleString('en')} ways. Of ${mutants.mutants} of them, drawn from every file, the tests caught ${mutants.score.toFixed(1)} % (${mutants.date}, ${mutants.commit.slice(0, 7)}).`
  ].join('\n')
}

function between(text: string, name: string, body: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [before, rest, ...others] = text.split(start)
  const [, after, ...more] = rest?.split(end) ?? []
  if (before === undefined || after === undefined || others.length + more.length > 0)
    throw new Error(`The page must have ${start} and ${end} once each, in this order.`)
  return `${before}${start}\n\n${body}\n\n${end}${after}`
}

function inputTable(declared: readonly Declared[]): string {
  const rows = declared.flatMap((input, index) => {
    const isFirst = declared[index - 1]?.group !== input.group
    return [...(isFirst ? [[`**${input.group}**`, '', '', '']] : []), inputRow(input)]
  })
  return table(['Input', 'Default', 'Meaning', 'Used by'], rows)
}

function inputRow({ name, description, required, ...input }: Declared): string[] {
  const preset = required ? 'required' : input.default === undefined ? '' : code(input.default)
  const usedBy = inputs[name]?.operations ?? []
  return [
    code(name),
    preset,
    prose(description),
    usedBy.length === operations.length ? 'all' : usedBy.join(', ')
  ]
}

function outputRow({ name, description }: Declared): string[] {
  return [code(name), prose(description)]
}

function keyRow([name, shape]: [string, KeyShape]): string[] {
  return [code(name), prose(`${keyTexts[name]?.[1]}${valuesOf(shape)}`)]
}

function valuesOf(shape: KeyShape): string {
  switch (shape.kind) {
    case 'boolean':
      return ' true or false.'
    case 'choice':
      return ` One of ${shape.choices.join(', ')}.`
    case 'list':
      return ' A list.'
    case 'text':
      return ''
  }
}

function authTypeRow(authType: (typeof authTypeNames)[number]): string[] {
  const { secret, required, optional } = authTypes[authType]
  const listed = (names: readonly string[]) => names.map(code).join(', ')
  return [code(authType), listed([...(secret ? ['secret_env'] : []), ...required]), listed(optional)]
}

function code(text: string): string {
  return `\`${text}\``
}

/** Text that Markdown shows as it is. */
function prose(text: string): string {
  return text.replace(/[\\*[\]<>|`]/g, '\\$&')
}

if (import.meta.main) {
  for (const [path, blocks] of Object.entries(pagesOf(readFileSync('action.yml', 'utf8')))) {
    const page = readFileSync(path, 'utf8')
    const current = filledIn(page, blocks)
    if (!process.argv.includes('--check')) {
      writeFileSync(path, current)
    } else if (current !== page) {
      console.error(
        `${path} is not what action.yml, src, the figures and the examples say. Run: npm run readme`
      )
      process.exitCode = 1
    } else {
      console.log(`The tables and quotes of ${path} are current.`)
    }
  }
}
