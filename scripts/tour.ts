// Shows what the action does: runs the built action as a runner would, against a GitHub on this machine.
import type { Organization } from '../__tests__/github/organization.ts'
import { type LocalGitHub, startGitHub } from '../__tests__/github/server.ts'
import { runStep } from '../__tests__/runner/step.ts'
import { heading, holdings, outputLines, section, stepAsYaml, wrapped } from './tour/show.ts'
import { repositories, type Scene, scenes, secrets, secretsInTheEnd } from './tour/story.ts'

/** Runs one step and prints it; returns what went otherwise than it should. */
async function play(scene: Scene, number: number, github: LocalGitHub): Promise<string[]> {
  const title = `${number}. ${scene.title}`
  const before = github.said().length
  const result = await runStep({ with: filledIn(scene.with), github: { api_url: github.url } })
  const requests = github.said().slice(before)

  console.log(heading(title))
  console.log(stepAsYaml(scene.with))
  console.log(section('Log', wrapped(result.log)))
  console.log(section('Requests to GitHub', requests))
  console.log(section('Outputs', outputLines(result.outputs)))

  const failed = result.exitCode !== 0
  if (failed === (scene.fails ?? false)) return []
  return [`Step "${title}" ${failed ? 'failed' : 'did not fail'}.`]
}

/** The inputs with the values of the secrets; a secret that is not set is empty, as on GitHub. */
function filledIn(inputs: Scene['with']): Record<string, string> {
  const fill = (text: string) =>
    text.replace(/\$\{\{ secrets\.(\w+) \}\}/g, (_, name: string) => secrets[name] ?? '')
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, fill(String(value))]))
}

function wrongSecrets({ registries }: Organization): string[] {
  const held = Object.fromEntries(registries.map(({ name, secret }) => [name, secret]))
  const names = new Set([...Object.keys(held), ...Object.keys(secretsInTheEnd)])
  return [...names]
    .filter(name => held[name] !== secretsInTheEnd[name])
    .map(name => `The local GitHub does not hold ${name} with the secret it should have.`)
}

const github = await startGitHub()
try {
  const acme = github.addOrganization('acme', { repositories })
  console.log(
    `A tour of the action against a local GitHub at ${github.url}, where the organization acme\nhas the repositories ${repositories.join(', ')}. Nothing leaves this machine.\n`
  )
  const problems: string[] = []
  for (const [index, scene] of scenes.entries()) problems.push(...(await play(scene, index + 1, github)))

  console.log(heading('What the local GitHub holds now'))
  console.log(holdings(acme))
  console.log(
    'The secrets arrived sealed, and this GitHub opened them with its own key; the real one never\nshows them. The README tells how to use the action, `npm test` checks it.'
  )

  problems.push(...github.violations, ...wrongSecrets(acme))
  for (const problem of problems) console.error(`\n${problem}`)
  if (problems.length > 0) process.exitCode = 1
} finally {
  await github.close()
}
