import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

interface Form {
  name?: string
  description?: string
  body?: { type: string; id?: string; attributes?: { label?: string; value?: string; options?: string[] } }[]
}

const folder = '.github/ISSUE_TEMPLATE'
const forms = readdirSync(folder).filter(file => file !== 'config.yml')

// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
test.each(forms)('%s is a form that GitHub shows', file => {
  const { name, description, body = [] }: Form = parse(readFileSync(`${folder}/${file}`, 'utf8'))
  expect(name).toBeTruthy()
  expect(description).toBeTruthy()
  const fields = body.filter(({ type }) => type !== 'markdown')
  expect(fields.length).toBeGreaterThan(0)
  expect(fields.filter(({ type }) => !/^(input|textarea|dropdown|checkboxes)$/.test(type))).toEqual([])
  expect(fields.filter(({ id, attributes }) => !/^[\w-]+$/.test(id ?? '') || !attributes?.label)).toEqual([])
  expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length)
  expect(fields.filter(({ type, attributes }) => type === 'dropdown' && !attributes?.options)).toEqual([])
})

test('a weakness is not reported as an issue', () => {
  const { blank_issues_enabled, contact_links } = parse(readFileSync(`${folder}/config.yml`, 'utf8'))
  expect(blank_issues_enabled).toBe(false)
  expect(contact_links).toEqual([
    expect.objectContaining({ url: expect.stringMatching(/\/security\/advisories\/new$/) })
  ])
  expect(existsSync('SECURITY.md')).toBe(true)
})
