import { readFileSync } from 'node:fs'
import { type ActionsMetadataProvider, type ValidationConfig, validate } from '@actions/languageservice'
import { parse } from 'yaml'

type Metadata = Awaited<ReturnType<ActionsMetadataProvider['fetchActionMetadata']>>

/** The actions that a workflow may use, each with its inputs; those of others in whatever version. */
const known: Record<string, Metadata> = {
  'org/private-registry-action@v1': parse(readFileSync('action.yml', 'utf8')),
  // https://github.com/actions/attest/blob/main/action.yml
  'actions/attest': optionally(actionTaking('subject-path', 'sbom-path')),
  // https://github.com/actions/checkout/blob/main/action.yml
  'actions/checkout': optionally(
    actionTaking('repository', 'ref', 'token', 'path', 'sparse-checkout', 'persist-credentials')
  ),
  // https://github.com/actions/dependency-review-action/blob/main/action.yml
  'actions/dependency-review-action': optionally(actionTaking('fail-on-severity')),
  // https://github.com/actions/download-artifact/blob/main/action.yml
  'actions/download-artifact': optionally(actionTaking('name', 'path')),
  // https://github.com/actions/github-script/blob/main/action.yml
  'actions/github-script': actionTaking('script'),
  // https://github.com/actions/setup-node/blob/main/action.yml
  'actions/setup-node': optionally(actionTaking('node-version')),
  // https://github.com/actions/upload-artifact/blob/main/action.yml
  'actions/upload-artifact': optionally(actionTaking('name', 'path', 'if-no-files-found', 'retention-days')),
  // https://github.com/aws-actions/configure-aws-credentials/blob/main/action.yml
  'aws-actions/configure-aws-credentials': actionTaking('role-to-assume', 'aws-region'),
  // https://github.com/github/codeql-action/tree/main
  'github/codeql-action/init': optionally(actionTaking('languages', 'queries', 'config')),
  'github/codeql-action/analyze': optionally(actionTaking('category')),
  'github/codeql-action/upload-sarif': optionally(actionTaking('sarif_file')),
  // https://github.com/ossf/scorecard-action/blob/main/action.yaml
  'ossf/scorecard-action': actionTaking('results_file', 'results_format', 'publish_results')
}

/** An action of somebody else, with those of its inputs that are given. */
function actionTaking(...inputs: string[]): NonNullable<Metadata> {
  const given = inputs.map(name => [name, { description: '', required: true }])
  return { name: '', description: '', inputs: Object.fromEntries(given) }
}

/** The same action, which needs none of these inputs. */
function optionally(action: NonNullable<Metadata>): Metadata {
  const inputs = Object.keys(action.inputs ?? {}).map(name => [name, { description: '' }])
  return { ...action, inputs: Object.fromEntries(inputs) }
}

const actionsMetadataProvider: ActionsMetadataProvider = {
  fetchActionMetadata: async ({ owner, name, path, ref }) => {
    const action = [owner, name, path].filter(Boolean).join('/')
    return known[`${action}@${ref}`] ?? known[action]
  }
}

/** The reusable workflow, as the README calls it. */
const fileProvider: NonNullable<ValidationConfig['fileProvider']> = {
  getFileContent: async ref => {
    const { path } = ref
    if (
      !('owner' in ref) ||
      `${ref.owner}/${ref.repository}@${ref.version}` !== 'org/private-registry-action@v1'
    )
      throw new Error(`There is no workflow ${path} to call.`)
    return { name: path, content: readFileSync(path, 'utf8') }
  }
}

/** The service keeps what it has parsed by its address, so that each text needs one of its own. */
let texts = 0

/** What GitHub's language service says of a workflow. */
export function complaintsAboutWorkflow(text: string): Promise<string[]> {
  return complaints('.github/workflows/example.yml', text)
}

/** What GitHub's language service says of an action.yml. */
export function complaintsAboutAction(text: string): Promise<string[]> {
  return complaints('action.yml', text)
}

async function complaints(path: string, text: string): Promise<string[]> {
  texts += 1
  const found = await validate(documentOf(`file:///${texts}/${path}`, text), {
    actionsMetadataProvider,
    fileProvider
  })
  return found.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)
}

/** The service asks only for the address and the text. */
function documentOf(uri: string, text: string): Parameters<typeof validate>[0] {
  const start = { line: 0, character: 0 }
  return {
    uri,
    languageId: 'yaml',
    version: 1,
    lineCount: text.split('\n').length,
    getText: () => text,
    positionAt: () => start,
    offsetAt: () => 0,
    getLineRange: () => ({ start, end: start }),
    getEOLCharacters: () => '\n'
  }
}
