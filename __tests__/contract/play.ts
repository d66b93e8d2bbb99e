import { startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import { runStep } from '../runner/step.ts'
import type { Use } from './snippets.ts'

/** Runs a use of the action as the runner would, where it should succeed; returns everything that it complains of. */
export async function complaintsOfRun(use: Use): Promise<string[]> {
  const github = await startGitHub()
  try {
    const acme = github.addOrganization('acme', { repositories: ['web', 'api-orders', 'api-users'] })
    const inputs = filledIn(use.with)
    const type = inputs['registry-type'] ?? inputs['name']?.replace(/_SECRET$/, '').toLowerCase()
    const url = inputs['url'] ?? 'https://registry.acme.example'
    if (inputs['operation'] !== 'create' && type !== undefined)
      acme.addRegistry({ registry_type: type, url, secret: 'old' })
    if (inputs['github-api-url'] !== undefined) inputs['github-api-url'] = github.url
    const step = { with: inputs, env: filledIn(use.env), github: { api_url: github.url } }
    const { annotations, exitCode } = await runStep(step)
    const said = annotations.map(({ level, message }) => `${level}: ${message}`)
    return [...said, ...github.violations, ...(exitCode === 0 || said.length > 0 ? [] : [`exit ${exitCode}`])]
  } finally {
    await github.close()
  }
}

/** The texts with made-up values for the expressions that the README uses. */
function filledIn(texts: Record<string, string>): Record<string, string> {
  const fill = (text: string) => text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression) => value(expression))
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]))
}

function value(expression: string): string {
  if (/REGISTRIES_TOKEN$|^steps\.app\.outputs\.token$/.test(expression)) return defaultToken
  if (/^secrets\.\w+$/.test(expression)) return 'made-up-secret'
  if (expression === "github.event_name == 'pull_request'") return 'true'
  throw new Error(`No value is made up for the expression ${expression}.`)
}
