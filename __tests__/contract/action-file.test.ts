import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Declared, declaredIn } from '../../scripts/readme.ts'
import { inputs } from '../../src/inputs/table.ts'
import {
  authTypeNames,
  authTypes,
  authTypesOf,
  fieldNames,
  inputOf,
  registryTypes,
  visibilities
} from '../../src/registries/registry.ts'
import { operations } from '../../src/request.ts'
import { complaintsAboutAction } from './language-service.ts'

const actionFile = readFileSync('action.yml', 'utf8')
const declared = declaredIn(actionFile, 'inputs')

test('action.yml and the table of inputs have the same names, order, headings and defaults', () => {
  const fromFile = declared.map(({ name, group, default: preset }) => ({ name, group, default: preset }))
  const fromTable = Object.entries(inputs).map(([name, input]) => ({
    name,
    group: input.group,
    default: input.default
  }))
  expect(fromFile).toEqual(fromTable)
})

test('an input that is required has no default', () => {
  const required = declared.filter(input => input.required)
  expect(required.map(({ name }) => name)).toEqual(['operation'])
  expect(required.filter(input => 'default' in input)).toEqual([])
})

test.each([
  { input: 'operation', values: operations },
  { input: 'registry-type', values: registryTypes },
  { input: 'visibility', values: visibilities },
  { input: 'auth-type', values: authTypeNames }
])('$input lists every value it may have', ({ input, values }) => {
  expect(valuesIn(descriptionOf(declared, input))).toEqual(values)
})

test.each(fieldNames.filter(field => authTypesOf(field).length > 0))(
  '%s says which auth types require it and which take it',
  field => {
    const said = authTypesIn(descriptionOf(declared, inputOf(field)))
    const having = (list: 'required' | 'optional') =>
      authTypesOf(field).filter(name => new Set<string>(authTypes[name][list]).has(field))
    expect(said).toEqual({ required: having('required'), optional: having('optional') })
  }
)

test('README and package.json call it as the Marketplace does', () => {
  const { name } = parse(actionFile)
  expect(readFileSync('README.md', 'utf8').split('\n', 1)).toEqual([`# ${name}`])
  expect(JSON.parse(readFileSync('package.json', 'utf8')).description).toBe(name)
})

test('the Marketplace shows the whole description, and has an icon and a colour for it', () => {
  const { description, branding } = parse(actionFile)
  expect(description.length).toBeLessThan(125)
  expect(Object.keys(branding)).toEqual(['icon', 'color'])
})

test.each([...declared, ...declaredIn(actionFile, 'outputs')])(
  'the description of $name stands alone',
  ({ description }) => {
    expect(description).toMatch(/^[A-Zt].*\.$/)
    expect(description).not.toMatch(/\b(above|below|see|this (organization )?permission|that App)\b/)
  }
)

test('GitHub’s language service accepts action.yml', async () => {
  expect(await complaintsAboutAction(actionFile)).toEqual([])
})

test.each([
  { name: 'a key that does not exist', from: 'author:', to: 'autor:' },
  { name: 'a runtime that does not exist', from: 'node24', to: 'node99' },
  { name: 'an icon that does not exist', from: 'icon: package', to: 'icon: parcel' }
])('the language service refuses $name', async ({ from, to }) => {
  expect(await complaintsAboutAction(actionFile.replace(from, to))).not.toEqual([])
})

function descriptionOf(inputs: readonly Declared[], name: string): string {
  return inputs.find(input => input.name === name)?.description ?? ''
}

/** The values after `One of`, without what is said of them in brackets. */
function valuesIn(description: string): string[] {
  const list = /One of (.*?)\./.exec(description)?.[1] ?? ''
  return list.replaceAll(/ \(.*?\)/g, '').split(', ')
}

/** The auth types after `required for` and `optional for`. */
function authTypesIn(description: string): Record<'required' | 'optional', string[]> {
  const found: Record<'required' | 'optional', string[]> = { required: [], optional: [] }
  let kind: 'required' | 'optional' | undefined
  for (const word of description.toLowerCase().match(/\w+/g) ?? []) {
    if (word === 'required' || word === 'optional') kind = word
    else if (kind && authTypeNames.some(name => name === word)) found[kind].push(word)
  }
  return found
}
