import { parse } from 'yaml'
import { type Command, parseCommand } from '../runner/commands.ts'
import type { StepResult } from '../runner/result.ts'
import { canRender, liveNodes } from './live-nodes.ts'

const ours = ['add-mask', 'error', 'warning', 'notice', 'group', 'endgroup']
const outputs = [
  ...['changed', 'drift', 'name', 'registry', 'registries', 'total-count', 'key-id', 'public-key'],
  ...['changes', 'created', 'updated', 'deleted', 'unchanged', 'failed', 'manifest', 'summary']
]
// biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

/** Everything in what a step left behind that a payload has made of it. */
export function harmIn(result: StepResult): string[] {
  const { stdout, stderr, log, summary, state, env, path, annotations } = result
  const lines = `${stdout}\n${stderr}`.split(/\r\n|\n|\r/)
  const shown: [place: string, text: string][] = Object.entries({ stdout, stderr, log, summary })
  const keys = Object.keys(result.outputs).filter(name => !outputs.includes(name))
  return [
    ...lines.filter(isForeign).map(line => `a command in ${quoted(line)}`),
    // What stands before brackets hides them from nobody.
    ...lines.filter(line => parseCommand(`.${line}`)).map(line => `a command in brackets in ${quoted(line)}`),
    ...shown.filter(([, text]) => control.test(text)).map(([place, text]) => controlIn(place, text)),
    ...keys.map(key => `an output named ${quoted(key)}`),
    ...annotations
      .filter(({ message }) => /Unable to process|Invalid (format|value)/.test(message))
      .map(({ message }) => `the runner complains: ${quoted(message)}`),
    ...(state + env + path === '' ? [] : ['something in the files for state, env or path']),
    ...(/failed unexpectedly/.test(stdout) ? ['a crash'] : []),
    ...manifestHarm(result.outputs['manifest'] ?? ''),
    ...(canRender && summary !== '' ? liveNodes(summary).map(node => `${quoted(node)} in the summary`) : [])
  ]
}

/** A command that is none of the action's own. */
function isForeign(line: string): boolean {
  const command = parseCommand(line)
  return command !== undefined && (!ours.includes(command.name) || beginsForeign(command))
}

/** The action's own commands begin with words of its own, or with the name of the file that they are about. */
function beginsForeign({ name, properties, data }: Command): boolean {
  if (name === 'add-mask') return /pwned/i.test(data)
  const { file, ...others } = properties
  if (file === undefined) return Object.keys(others).length > 0 || /^\W*pwned/i.test(data)
  return Object.keys(others).join() !== 'line,col' || !data.startsWith(`${file}:`)
}

function controlIn(place: string, text: string): string {
  const at = text.search(control)
  return `control characters in ${place}, at ${quoted(text.slice(Math.max(0, at - 40), at + 40))}`
}

/** A manifest has registries and nothing else, and they have no keys but GitHub's. */
function manifestHarm(manifest: string): string[] {
  if (manifest === '') return []
  const document: object = parse(manifest)
  const registries = Object.values(document).flat()
  const keys = [...Object.keys(document), ...registries.flatMap(registry => Object.keys(Object(registry)))]
  return keys.filter(key => !/^[a-z_]+$/.test(key)).map(key => `a key ${quoted(key)} in the manifest`)
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 200)).replace(
    /[\u007f-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
