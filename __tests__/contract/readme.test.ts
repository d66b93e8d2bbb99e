import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFigures, withTables } from '../../scripts/readme.ts'
import { complaintsAboutWorkflow } from './language-service.ts'
import { complaintsOfRun } from './play.ts'
import { usesIn, workflowOf, workflowsIn } from './snippets.ts'

const readme = readFileSync('README.md', 'utf8')
const actionFile = readFileSync('action.yml', 'utf8')
const workflows = workflowsIn(readme)

test('the tables are those of action.yml and src, and the quotes those of the examples', () => {
  expect(withTables(readme, actionFile)).toBe(readme)
})

test('docs/bench.md has the figures of docs/bench.json', () => {
  const page = readFileSync('docs/bench.md', 'utf8')
  expect(withFigures(page)).toBe(page)
  expect(withFigures(page.replace('| create | ', '| create | 1'))).toBe(page)
})

test('a table or a quote that is not current is noticed', () => {
  expect(withTables(readme.replace('| `30s` |', '| `40s` |'), actionFile)).toBe(readme)
  expect(withTables(readme, actionFile.replace('default: 30s', 'default: 40s'))).not.toBe(readme)
  expect(withTables(readme.replace('| `orgs` |', '| `org` |'), actionFile)).toBe(readme)
  expect(withTables(readme.replace('rewrite-secrets: 30d', 'rewrite-secrets: 40d'), actionFile)).toBe(readme)
  expect(withTables(readme.replace('on:\n  push:', 'on:\n  pull:'), actionFile)).toBe(readme)
  expect(() => withTables(readme.replace('<!-- /inputs -->', ''), actionFile)).toThrow('<!-- /inputs -->')
})

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...readdirSync('docs').map(name => `docs/${name}`)
].filter(path => path.endsWith('.md'))

/** The headings of a page as links name them. */
function anchorsOf(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-')
  )
}

test.each(pages)('every link of %s within the repository, and every picture, leads somewhere', page => {
  const text = readFileSync(page, 'utf8')
  const links = [...text.matchAll(/\]\((?!https?:)([^)]*)\)|src(?:set)?="([^"]*)"/g)]
  const broken = links.filter(([, link, picture = '']) => {
    const [path, anchor] = (link ?? picture).split('#')
    const target = path ? join(page, '..', path) : page
    return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
  })
  expect(broken.map(([link]) => link)).toEqual([])
})

test('the README has a picture for light and dark', () => {
  expect(readme.match(/(?<=src(set)?=")docs\/plan.*?(?=")/g)).toEqual(['docs/plan-dark.png', 'docs/plan.png'])
})

test.each(workflows)('GitHub’s language service accepts: $title', async ({ text }) => {
  expect(await complaintsAboutWorkflow(text)).toEqual([])
})

test.each(workflows)(
  'the action does what it is asked for, without complaint: $title',
  async workflow => {
    const uses = usesIn(workflow.text)
    expect(uses).not.toEqual([])
    const complaints = await Promise.all(uses.map(use => complaintsOfRun(use, workflow.manifests)))
    expect(complaints).toEqual(uses.map(() => []))
  },
  60_000
)

const good = `- uses: org/private-registry-action@v1
  with:
    operation: list
    token: \${{ secrets.REGISTRIES_TOKEN }}
`

test.each([
  { name: 'a wrong input', from: 'operation: list', to: 'operation: list\n    orgs: acme', by: /'orgs'/ },
  { name: 'a missing input', from: 'operation: list', to: 'org: acme', by: /`operation`/ },
  { name: 'another version', from: '@v1', to: '@v2', by: /Unable to resolve/ },
  { name: 'a wrong context', from: 'secrets.', to: 'secret.', by: /secret/ },
  { name: 'a wrong key', from: 'with:', to: 'width:', by: /'width'/ }
])('the language service refuses $name', async ({ from, to, by }) => {
  expect(await complaintsAboutWorkflow(workflowOf(good))).toEqual([])
  const complaints = await complaintsAboutWorkflow(workflowOf(good.replace(from, to)))
  expect(complaints.join('\n')).toMatch(by)
})

test.each([
  { name: 'a wrong input', from: 'operation: list', to: 'operation: list\n    orgs: acme', by: /'orgs'/ },
  { name: 'a wrong value', from: 'operation: list', to: 'operation: lits', by: /lits/ },
  {
    name: 'an unused input',
    from: 'operation: list',
    to: 'operation: list\n    url: x',
    by: /'url' is not used/
  },
  { name: 'a missing input', from: 'operation: list', to: 'operation: get', by: /is not named/ }
])('a run complains of $name', async ({ from, to, by }) => {
  const [use] = usesIn(workflowOf(good.replace(from, to)))
  const complaints = use && (await complaintsOfRun(use))
  expect(complaints?.join('\n')).toMatch(by)
})
