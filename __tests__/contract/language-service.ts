import { readFileSync } from 'node:fs'
import { type ActionsMetadataProvider, type ValidationConfig, validate } from '@actions/languageservice'
import { parse } from 'yaml'
import { action } from './snippets.ts'

type Metadata = Awaited<ReturnType<ActionsMetadataProvider['fetchActionMetadata']>>

/** The actions of others that a workflow may use, in whatever version, each with its inputs: ! stands after those that it needs. */
const others: Record<string, string> = {
  'actions/attest': 'subject-path sbom-path',
  'actions/checkout': 'repository ref token path sparse-checkout persist-credentials',
  'actions/dependency-review-action': 'fail-on-severity',
  'actions/download-artifact': 'name path',
  'actions/github-script': 'script!',
  'actions/setup-node': 'node-version',
  'actions/upload-artifact': 'name path if-no-files-found retention-days',
  'aws-actions/configure-aws-credentials': 'role-to-assume! aws-region!',
  'github/codeql-action/init': 'languages queries config',
  'github/codeql-action/analyze': 'category',
  'github/codeql-action/upload-sarif': 'sarif_file',
  'ossf/scorecard-action': 'results_file! results_format! publish_results!'
}

const actionsMetadataProvider: ActionsMetadataProvider = {
  fetchActionMetadata: async ({ owner, name, path, ref }): Promise<Metadata> => {
    const used = [owner, name, path].filter(Boolean).join('/')
    if (`${used}@${ref}` === action) return parse(readFileSync('action.yml', 'utf8'))
    const inputs = others[used]?.split(' ').map(input => {
      return [input.replace('!', ''), { description: '', required: input.endsWith('!') }]
    })
    return inputs && { name: '', description: '', inputs: Object.fromEntries(inputs) }
  }
}

/** The reusable workflow, as the README calls it. */
const fileProvider: NonNullable<ValidationConfig['fileProvider']> = {
  getFileContent: async ref => {
    const { path } = ref
    if (!('owner' in ref) || `${ref.owner}/${ref.repository}@${ref.version}` !== action)
      throw new Error(`There is no workflow ${path} to call.`)
    return { name: path, content: readFileSync(path, 'utf8') }
  }
}

/** The service keeps what it has parsed by its address, so that each text needs one of its own. */
let texts = 0

/** What GitHub's language service says of a workflow, or of an action.yml. */
export async function complaintsAbout(
  text: string,
  path = '.github/workflows/example.yml'
): Promise<string[]> {
  texts += 1
  const document = documentOf(`file:///${texts}/${path}`, text)
  const found = await validate(document, { actionsMetadataProvider, fileProvider })
  return found.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)
}

/** The service asks only for the address and the text. */
function documentOf(uri: string, text: string): Parameters<typeof validate>[0] {
  const start = { line: 0, character: 0 }
  return {
    ...{ uri, languageId: 'yaml', version: 1, lineCount: text.split('\n').length, getText: () => text },
    ...{ positionAt: () => start, offsetAt: () => 0, getLineRange: () => ({ start, end: start }) },
    getEOLCharacters: () => '\n'
  }
}
