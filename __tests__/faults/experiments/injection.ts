import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { parse } from 'yaml'
import { parseCommand } from '../../runner/commands.ts'
import type { StepResult } from '../../runner/result.ts'
import { type Experiment, type Open, type Played, shuffled } from '../experiment.ts'
import { type Channel, channels, face, type Speaker } from '../hostile.ts'
import { markOf, payload, payloads } from '../payloads.ts'
import { manifestPath } from '../world.ts'

/** One step, and with which payload it begins. */
interface Try {
  readonly channel: string
  readonly first: number
  readonly draw: fc.GeneratorValue
}

const plan = { operation: 'plan', manifest: manifestPath }

const all: Readonly<Record<string, Channel>> = {
  ...channels,
  'the name of the manifest': ({ say }) => {
    // The name of a file can hold neither NUL nor half a character.
    const file = say('manifest', 60).replaceAll('\0', '').toWellFormed().replaceAll('..', '.').trim()
    return { with: { ...plan, manifest: file }, files: { [file]: 'registries: [{url: 3}]' } }
  }
}

/** The runner reads two grammars of commands, and every text that arrives is looked for in both. */
const grammars = 2
const numbers = [...payloads.keys()]

/** Texts that want to be commands, outputs, markup or control characters, in every field that is shown. */
export const injection: Experiment<Try> = {
  title: 'Injection',
  reach: `${payloads.length} payloads × every field × both grammars, none takes effect`,
  of: 'payloads × fields × grammars',
  share: 6,
  cases(seed) {
    const cells = Object.keys(all).flatMap(channel => numbers.map(first => ({ channel, first })))
    const draws = fc.sample(fc.gen(), { seed, numRuns: cells.length })
    return shuffled(cells, seed).map((cell, at) => ({ ...cell, draw: draws[at] as fc.GeneratorValue }))
  },
  play,
  toTry: [...Object.keys(all), ...numbers.map(markOf), 'cmark-gfm']
}

async function play({ channel, first, draw }: Try, open: Open): Promise<Played> {
  const said: [field: string, number: number][] = []
  const pick: Speaker['pick'] = choices => draw(() => fc.constantFrom(...choices))
  const say: Speaker['say'] = (field, most) => {
    const number = first + said.length
    said.push([field, number])
    return payload(number).slice(0, most)
  }
  const step = all[channel]?.({ say, pick, secret: 'a made-up secret' }) ?? { with: {} }
  const result = await face(await open(), step)
  // One that was never shown could do no harm and proves nothing.
  const shown = [result.stdout, result.summary, ...Object.values(result.outputs)].join('\n').toLowerCase()
  const arrived = said.filter(([, number]) => shown.includes(markOf(number)))
  return {
    count: new Set(arrived.map(String)).size * grammars,
    tried: [...arrived.flatMap(([, number]) => [channel, markOf(number)]), canRender ? 'cmark-gfm' : ''],
    wrong: harmIn(result).map(harm => `${channel}: ${harm}`)
  }
}

const ours = ['add-mask', 'error', 'warning', 'notice', 'group', 'endgroup']
// biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

/** Everything in what a step left behind that a payload has made of it. */
function harmIn(result: StepResult): string[] {
  const { stdout, stderr, log, summary, state, env, path, annotations, outputs } = result
  const lines = `${stdout}\n${stderr}`.split(/\r\n|\n|\r/)
  const messages = annotations.map(({ message }) => message)
  const found: Record<string, readonly string[]> = {
    'a command in': lines.filter(isForeign),
    // What stands before brackets hides them from nobody.
    'a command in brackets in': lines.filter(line => parseCommand(`.${line}`)),
    'control characters in': [stdout, stderr, log, summary].filter(text => control.test(text)),
    'an output': Object.keys(outputs).filter(name => !/^[a-z]+(-[a-z]+)*$/.test(name)),
    'the runner complains:': messages.filter(text => /Unable to process|Invalid (format|value)/.test(text)),
    'in the files for state, env or path:': [state, env, path].filter(text => text !== ''),
    'a crash': messages.filter(text => /failed unexpectedly/.test(text)),
    'a key in the manifest': strangeKeys(outputs['manifest'] ?? ''),
    'in the summary': canRender && summary !== '' ? liveNodes(summary) : []
  }
  return Object.entries(found).flatMap(([what, texts]) => texts.map(text => `${what} ${quoted(text)}`))
}

const quoted = (text: string) => JSON.stringify(encodeURI(text.slice(0, 2000).toWellFormed()))

/** A command that is none of the action's own, which begin with words of its own or with the file they are about. */
function isForeign(line: string): boolean {
  const command = parseCommand(line)
  if (command === undefined) return false
  const { name, data, properties } = command
  const { file, ...others } = properties
  if (!ours.includes(name) || (name === 'add-mask' && /pwned/i.test(data))) return true
  if (file === undefined) return Object.keys(others).length > 0 || /^\W*pwned/i.test(data)
  return Object.keys(others).join() !== 'line,col' || !data.startsWith(`${file}:`)
}

/** A manifest has registries and nothing else, and they have no keys but GitHub's. */
function strangeKeys(manifest: string): string[] {
  const document: object = Object(parse(manifest || '{}'))
  const registries = Object.values(document).flat()
  const keys = [...Object.keys(document), ...registries.flatMap(registry => Object.keys(Object(registry)))]
  return keys.filter(key => !/^[a-z_]+$/.test(key))
}

const renderer = 'cmark-gfm'
const options = ['--unsafe', '-e', 'table', '-e', 'autolink', '-e', 'strikethrough', '-e', 'tagfilter']
const canRender = spawnSync(renderer, ['--version']).status === 0
/** What the action itself writes into a summary. */
const tags = new Set(
  'h3 h4 p table thead tbody tr th td ul li strong code br wbr blockquote pre details summary'.split(' ')
)

const ownLink =
  /<a href="https:\/\/github\.com\/org\/private-registry-action\/[\w./-]+#[a-z-]+">([a-z-]+)<\/a>/g

/** What in a summary is more than text and not the action's own, once GitHub has made HTML of it. */
function liveNodes(summary: string): string[] {
  const { stdout } = spawnSync(renderer, options, { input: summary, encoding: 'utf8' })
  const html = stdout.replace(ownLink, '$1')
  const foreign = [...html.matchAll(/<(\/?)([a-zA-Z][\w-]*|[!?])([^>]*)>/g)].filter(
    ([, , name = '', attributes = '']) =>
      !tags.has(name) || !/^( align="\w+"| class="language-yaml")?$/.test(attributes)
  )
  const prose = html.replace(/<code[^>]*>[^<]*<\/code>/g, '`').replace(/<[^>]*>/g, '\n')
  const rows = summary.split('\n').filter(line => line.startsWith('|'))
  const widths = rows.map(row => row.replace(/\\\|/g, '').split('|').length)
  return [
    ...foreign.map(([tag]) => tag),
    ...(prose.match(/(?<![\w`])@[\w]|(?<![\w&])#\d|\bGH-\d/gi) ?? []),
    ...(html.match(/<li>\s*<[uo]l>|<(strong|h3)>[^<]*pwned/gi) ?? []),
    ...rows.filter((_, at) => widths[at] !== widths[0]).map(row => `a row that is cut: ${row}`)
  ]
}
