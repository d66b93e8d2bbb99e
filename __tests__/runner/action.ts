import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** The part of an action.yml that the runner needs to start the action. */
export interface Action {
  main: string
  defaults: Map<string, string>
}

interface ActionFile {
  inputs?: Record<string, { default?: unknown } | null>
  runs: { using: string; main: string }
}

const known = new Map<string, Action>()

/** Reads a folder's action.yml, each text once; it must ask for the Node that runs here. */
export function readAction(folder: string): Action {
  const text = readFileSync(join(folder, 'action.yml'), 'utf8')
  const action = known.get(text) ?? parsed(text)
  known.set(text, action)
  return { ...action, main: join(folder, action.main) }
}

function parsed(text: string): Action {
  const { inputs = {}, runs }: ActionFile = parse(text)
  const node = `node${process.versions.node.split('.')[0]}`
  if (runs.using !== node) throw new Error(`action.yml asks for ${runs.using}, and this is ${node}.`)
  const defaults = Object.entries(inputs).map(
    ([name, input]) => [name, String(input?.default ?? '')] as const
  )
  return { main: runs.main, defaults: new Map(defaults) }
}

/**
 * The inputs as the action gets them: what the step gives, an empty text too, else the default.
 * A `with:` name that action.yml does not declare is passed on all the same.
 */
export function completeInputs(
  { defaults }: Action,
  given: Record<string, string>,
  github: Record<string, string>
): { inputs: Record<string, string>; unexpected: string[] } {
  const namesOf = (names: Iterable<string>) => new Set([...names].map(name => name.toLowerCase()))
  const [givenNames, declared] = [namesOf(Object.keys(given)), namesOf(defaults.keys())]
  const missing = [...defaults].filter(([name]) => !givenNames.has(name.toLowerCase()))
  const preset = missing.map(([name, value]) => [name, evaluate(value, github)])
  return {
    inputs: { ...given, ...Object.fromEntries(preset) },
    unexpected: Object.keys(given).filter(name => !declared.has(name.toLowerCase()))
  }
}

function evaluate(text: string, github: Record<string, string>): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const name = /^github\.(\w+)$/.exec(expression)?.[1]
    if (name === undefined) throw new Error(`The default '${text}' has an expression beyond github.NAME.`)
    return github[name] ?? ''
  })
}
