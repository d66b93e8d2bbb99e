// Shows what the action does: runs the built action as a runner would, against a GitHub on this machine, and writes a page
// with its job summaries.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Organization } from '../__tests__/local-github/organization.ts'
import { startGitHub } from '../__tests__/local-github/server.ts'
import { runStep } from '../__tests__/runner/step.ts'
import { pageOf, type Shown } from './tour/page.ts'
import { heading, holdings, outputLines, section, stepAsYaml, wrapped } from './tour/show.ts'
import { organizations, path, readToken, type Scene, scenes, secrets, secretsInTheEnd } from './tour/story.ts'

const github = await startGitHub()
const app = github.addApp()
const workspace = mkdtempSync(join(tmpdir(), 'tour-'))
const shown: Shown[] = []
/** The outputs of the steps that have an id. */
const steps: Record<string, Record<string, string>> = {}

/** Runs one step and prints it; returns what did not go as expected. */
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
  const { log, outputs, summary, exitCode } = await runStep({
    with: { ...filledIn(scene.with), ...(/apply|rotate/.test(String(scene.with['operation'])) && unpaced) },
    env: filledIn(scene.env ?? {}),
    github: { api_url: github.url },
    workspace
  })

  console.log(stepAsYaml(scene))
  console.log(section('Log', wrapped(log)))
  console.log(section('Requests to GitHub', github.said().slice(before)))
  console.log(section('Outputs', outputLines(outputs, scene.shows)))

  const failed = exitCode !== 0
  if (scene.id) steps[scene.id] = outputs
  shown.push({ title: scene.title, failed, step: stepAsYaml(scene), log, summary })
  if (failed === (scene.fails ?? false)) return []
  return [`Step "${title}" ${failed ? 'failed' : 'did not fail'}.`]
}

/** The local GitHub has no rate limits. */
const unpaced = { 'write-interval': '0s' }

/** Texts with the values of secrets, variables and outputs; one that is not set is empty, as on GitHub. */
function filledIn(texts: Scene['with']): Record<string, string> {
  const known: typeof secrets = {
    ...secrets,
    REGISTRIES_APP_ID: String(app.id),
    REGISTRIES_APP_KEY: app.pem
  }
  const fill = (text: string) =>
    text
      .replace(/\$\{\{ (?:secrets|vars)\.(\w+) \}\}/g, (_, name: string) => known[name] ?? '')
      .replace(/\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) \}\}/g, (_, id: string, name: string) => {
        return steps[id]?.[name] ?? ''
      })
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, fill(String(value))]))
}

function wrongSecrets({ login, registries }: Organization): string[] {
  const held = Object.fromEntries(
    registries.flatMap(({ name, secret }) => (secret === null ? [] : [[name, secret]]))
  )
  const wanted = secretsInTheEnd[login] ?? {}
  const names = new Set([...Object.keys(held), ...Object.keys(wanted)])
  return [...names]
    .filter(name => held[name] !== wanted[name])
    .map(name => `The local GitHub does not hold ${name} of ${login} with the secret it should have.`)
}

try {
  const all = Object.entries(organizations).map(([login, repositories]) => {
    const organization = github.addOrganization(login, { repositories })
    app.install(login)
    return organization
  })
  const [acme] = all
  if (!acme) throw new Error('The tour needs an organization.')
  github.addToken(readToken, {
    kind: 'fine-grained',
    permissions: { organization_private_registries: 'read', metadata: 'read' }
  })
  console.log(
    `A tour of the action against a local GitHub at ${github.url}, with the empty organizations\n${Object.keys(organizations).join(', ')}. Nothing leaves this machine.\n`
  )
  const problems: string[] = []
  for (const [index, scene] of scenes.entries()) problems.push(...(await play(scene, index + 1, acme)))

  console.log(heading('What the local GitHub holds now'))
  for (const organization of all) console.log(`${organization.login}\n\n${holdings(organization)}`)
  console.log(
    'The secrets arrived sealed, and this GitHub opened them with its own key; the real one never\nshows them. The README explains how to use the action; `npm test` tests it.\n'
  )
  const page = join(mkdtempSync(join(tmpdir(), 'private-registries-')), 'tour.html')
  writeFileSync(page, pageOf(shown))
  console.log(`The job summaries, as GitHub shows them: ${page}`)

  problems.push(...github.violations, ...all.flatMap(wrongSecrets))
  for (const problem of problems) console.error(`\n${problem}`)
  if (problems.length > 0) process.exitCode = 1
} finally {
  rmSync(workspace, { recursive: true })
  await github.close()
}
