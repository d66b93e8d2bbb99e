import { parse, stringify } from 'yaml'

/** One use of the action in a workflow. */
export interface Use {
  with: Record<string, string>
  env: Record<string, string>
}

interface Job {
  steps: { uses?: string; with?: object; env?: object }[]
}

const action = 'org/private-registry-action@v1'

/** The part of a Markdown text under a heading, up to the next one of the same level. */
export function section(markdown: string, heading: string): string {
  const [, after] = markdown.split(`\n${heading}\n`)
  if (after === undefined) throw new Error(`There is no heading "${heading}".`)
  const level = heading.split(' ', 1)[0]
  return after.split(`\n${level} `, 1)[0] ?? ''
}

/** The YAML blocks of a Markdown text, each under the heading above it; lists of steps become workflows. */
export function workflowsIn(markdown: string): { title: string; text: string }[] {
  const found = []
  let title = ''
  for (const [, heading, yaml] of markdown.matchAll(/^#+ ([^\n]*)|^```yaml\n(.*?)^```$/gms)) {
    title = heading ?? title
    if (yaml !== undefined) found.push({ title, text: yaml.startsWith('- ') ? workflowOf(yaml) : yaml })
  }
  return found
}

/** A workflow that has only these steps. */
export function workflowOf(steps: string): string {
  const indented = steps.replaceAll(/^(?=.)/gm, '      ')
  return `on: push\njobs:\n  example:\n    runs-on: ubuntu-latest\n    steps:\n${indented}`
}

/** Every use of the action in a workflow. */
export function usesIn(workflow: string): Use[] {
  const { jobs }: { jobs: Record<string, Job> } = parse(workflow)
  return Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .filter(({ uses }) => uses === action)
    .map(({ with: inputs = {}, env = {} }) => ({ with: texts(inputs), env: texts(env) }))
}

/** The lines that show an auth type in code spans, each as a workflow that creates such a registry. */
export function authTypeLines(markdown: string): { title: string; text: string }[] {
  const lines = markdown.match(/^- .*`auth-type: .*$/gm) ?? []
  return lines.map(line => {
    const pairs: object[] = [...line.matchAll(/`(.*?)`/g)].map(([, pair = '']) => parse(pair))
    const inputs = {
      operation: 'create',
      token: '${{ secrets.REGISTRIES_TOKEN }}',
      'registry-type': 'python_index',
      url: 'https://python.acme.example',
      visibility: 'all'
    }
    const step = { uses: action, with: Object.assign(inputs, ...pairs) }
    return { title: line.replace(/:.*/, ''), text: workflowOf(stringify([step], { lineWidth: 0 })) }
  })
}

/** YAML's numbers and booleans as the runner passes them on. */
function texts(values: object): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}
