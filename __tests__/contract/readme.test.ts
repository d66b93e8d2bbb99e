import { existsSync, readFileSync } from 'node:fs'
import { withTables } from '../../scripts/readme.ts'
import { authTypeNames } from '../../src/registries/registry.ts'
import { complaintsAboutWorkflow } from './language-service.ts'
import { complaintsOfRun } from './play.ts'
import { authTypeLines, callsIn, usesIn, workflowOf, workflowsIn } from './snippets.ts'

const readme = readFileSync('README.md', 'utf8')
const actionFile = readFileSync('action.yml', 'utf8')
const workflows = [...workflowsIn(readme), ...authTypeLines(readme)]

test('the tables are those of action.yml and src', () => {
  expect(withTables(readme, actionFile)).toBe(readme)
})

test('a table that is not current is noticed', () => {
  expect(withTables(readme.replace('| `30s` |', '| `40s` |'), actionFile)).toBe(readme)
  expect(withTables(readme, actionFile.replace('default: 30s', 'default: 40s'))).not.toBe(readme)
  expect(withTables(readme.replace('| `orgs` |', '| `org` |'), actionFile)).toBe(readme)
  expect(() => withTables(readme.replace('<!-- /inputs -->', ''), actionFile)).toThrow('<!-- /inputs -->')
})

test('every link within the README, and every picture, leads somewhere', () => {
  const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-')
  )
  const links = [...readme.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor = '']) => anchor)
  expect(links.filter(anchor => !headings.includes(anchor))).toEqual([])
  const pictures = [...readme.matchAll(/src(?:set)?="([^"]*)"/g)].map(([, path = '']) => path)
  expect(pictures).toHaveLength(2)
  expect(pictures.filter(path => !existsSync(path))).toEqual([])
})

test('the workflows show every way to authenticate', () => {
  const manifests = workflows.flatMap(workflow => Object.values(workflow.manifests))
  const shown = manifests.flatMap(text => text.match(/(?<=auth_type: )\w+/g) ?? [])
  expect(new Set([...shown, 'token'])).toEqual(new Set(authTypeNames))
})

test.each(workflows)('GitHub’s language service accepts: $title', async ({ text }) => {
  expect(await complaintsAboutWorkflow(text)).toEqual([])
})

const ofTheAction = workflows.filter(({ text }) => callsIn(text).length === 0)

test.each(ofTheAction)('the action does what it is asked for, without complaint: $title', async workflow => {
  const uses = usesIn(workflow.text)
  expect(uses).not.toEqual([])
  const complaints = await Promise.all(uses.map(use => complaintsOfRun(use, workflow.manifests)))
  expect(complaints).toEqual(uses.map(() => []))
})

const good = `- uses: org/private-registry-action@v1
  with:
    operation: list
    token: \${{ secrets.REGISTRIES_TOKEN }}
`

test.each([
  { name: 'a wrong input', from: 'app-id:', to: 'app:', by: /app/ },
  { name: 'a wrong secret', from: 'app-private-key:', to: 'key:', by: /key/ },
  { name: 'another version', from: 'apply.yml@v1', to: 'apply.yml@v2', by: /Unable to find/ }
])('the language service refuses a call with $name', async ({ from, to, by }) => {
  const [call] = workflows.filter(({ text }) => callsIn(text).length > 0)
  const complaints = await complaintsAboutWorkflow(call?.text.replace(from, to) ?? '')
  expect(complaints.join('\n')).toMatch(by)
})

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
