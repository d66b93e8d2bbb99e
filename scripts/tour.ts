// Shows what the action does: runs the built action as a runner would, against a GitHub on this machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Organization } from '../__tests__/local-github/organization.ts'
import { startGitHub } from '../__tests__/local-github/server.ts'
import { runStep } from '../__tests__/runner/step.ts'
import { heading, holdings, outputLines, section, stepAsYaml, wrapped } from './tour/show.ts'
import { path, readToken, type Scene, scenes, secrets, secretsInTheEnd } from './tour/story.ts'

const github = await startGitHub()
const app = github.addApp()
const workspace = mkdtempSync(join(tmpdir(), 'tour-'))

/** Runs one step and prints it; returns what went otherwise than it should. */
async function play(scene: Scene, number: number, acme: Organization): Promise<string[]> {
  const title = `${number}. ${scene.title}`
  console.log(heading(title))
  if (scene.manifest) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), scene.manifest)
    console.log(section(path, scene.manifest.trimEnd().split('\n')))
  }
  scene.meanwhile?.(acme)
  const before = github.said().length
  const { log, outputs, exitCode } = await runStep({
    with: filledIn(scene.with),
    env: filledIn(scene.env ?? {}),
    github: { api_url: github.url },
    workspace
  })

  console.log(stepAsYaml(scene))
  console.log(section('Log', wrapped(log)))
  console.log(section('Requests to GitHub', github.said().slice(before)))
  console.log(section('Outputs', outputLines(outputs, scene.shows)))

  const failed = exitCode !== 0
  if (failed === (scene.fails ?? false)) return []
  return [`Step "${title}" ${failed ? 'failed' : 'did not fail'}.`]
}

/** Texts with the values of secrets and variables; one that is not set is empty, as on GitHub. */
function filledIn(texts: Scene['with']): Record<string, string> {
  const known: typeof secrets = {
    ...secrets,
    REGISTRIES_APP_ID: String(app.id),
    REGISTRIES_APP_KEY: app.pem
  }
  const fill = (text: string) =>
    text.replace(/\$\{\{ (?:secrets|vars)\.(\w+) \}\}/g, (_, name: string) => known[name] ?? '')
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, fill(String(value))]))
}

function wrongSecrets({ login, registries }: Organization): string[] {
  const held = Object.fromEntries(
    registries.flatMap(({ name, secret }) => (secret === null ? [] : [[name, secret]]))
  )
  const names = new Set([...Object.keys(held), ...Object.keys(secretsInTheEnd)])
  return [...names]
    .filter(name => held[name] !== secretsInTheEnd[name])
    .map(name => `The local GitHub does not hold ${name} of ${login} with the secret it should have.`)
}

try {
  const acme = github.addOrganization('acme')
  const labs = github.addOrganization('acme-labs')
  for (const { login } of [acme, labs]) app.install(login)
  github.addToken(readToken, {
    kind: 'fine-grained',
    permissions: { organization_private_registries: 'read', metadata: 'read' }
  })
  console.log(
    `A tour of the action against a local GitHub at ${github.url}, with the empty organizations acme and acme-labs.\nNothing leaves this machine.\n`
  )
  const problems: string[] = []
  for (const [index, scene] of scenes.entries()) problems.push(...(await play(scene, index + 1, acme)))

  console.log(heading('What the local GitHub holds now'))
  for (const organization of [acme, labs]) console.log(`${organization.login}\n\n${holdings(organization)}`)
  console.log(
    'The secrets arrived sealed, and this GitHub opened them with its own key; the real one never\nshows them. The README tells how to use the action, `npm test` checks it.'
  )

  problems.push(...github.violations, ...[acme, labs].flatMap(wrongSecrets))
  for (const problem of problems) console.error(`\n${problem}`)
  if (problems.length > 0) process.exitCode = 1
} finally {
  rmSync(workspace, { recursive: true })
  await github.close()
}
