import { readFileSync } from 'node:fs'
import { type LocalGitHub, startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import { runStep } from '../runner/step.ts'
import { section } from './snippets.ts'

const quoted = [
  ...section(readFileSync('README.md', 'utf8'), '## When it fails').matchAll(/^- `(.*)`<br>$/gm)
]
const sentences = quoted.map(([, sentence = '']) => sentence)

const npm = {
  operation: 'create',
  token: defaultToken,
  'registry-type': 'npm_registry',
  url: 'https://npm.acme.example',
  visibility: 'all',
  secret: 'made-up'
}

let github: LocalGitHub
afterEach(() => github.close())

/** The steps that go wrong as the README says, in its order. */
const mistakes: Record<string, string>[] = [
  { ...npm, token: 'ghs_made_up_for_a_workflow' },
  { ...npm, token: 'github_pat_made_up_for_reading' },
  { ...npm, org: 'acmee' },
  { ...npm, org: 'acme-labs' },
  { ...npm, secret: '' }
]

test('the README quotes what the action says', async () => {
  github = await startGitHub()
  github.addOrganization('acme')
  github.addOrganization('acme-labs').addRegistry({ registry_type: 'npm_registry', url: npm.url })
  github.addToken('ghs_made_up_for_a_workflow', { kind: 'workflow' })
  github.addToken('github_pat_made_up_for_reading', {
    kind: 'fine-grained',
    permissions: { organization_private_registries: 'read' }
  })
  const steps = mistakes.map(inputs => runStep({ with: inputs, github: { api_url: github.url } }))
  const errors = (await Promise.all(steps)).map(({ annotations }) =>
    annotations.map(({ message }) => message)
  )
  const said = errors.flat().map(message => message.replaceAll('acme-labs', 'acme'))
  expect(said).toEqual(sentences.map(sentence => expect.stringContaining(sentence)))
})
