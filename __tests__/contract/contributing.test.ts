import { readdirSync, readFileSync } from 'node:fs'
import { section } from './snippets.ts'

const contributing = readFileSync('CONTRIBUTING.md', 'utf8')
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))

test('the floor plan names every file of src, in its folder, and no other', () => {
  const tree = /^src\/\n(.*?)^\S/ms.exec(section(contributing, '## The floor plan'))?.[1] ?? ''
  let folder = ''
  const planned = [...tree.matchAll(/^( +)(\S+)/gm)].flatMap(([, indent = '', name = '']) => {
    if (indent.length === 2) folder = name.endsWith('/') ? name : ''
    return name.endsWith('/') ? [] : folder + name
  })
  const present = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter(entry => entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/').replace('src/', ''))
  expect(planned.sort()).toEqual(present.sort())
})

test('every npm script that README and CONTRIBUTING name exists', () => {
  const text = contributing + readFileSync('README.md', 'utf8')
  const named = [...text.matchAll(/\bnpm (?:run )?([a-z]+)\b/g)].map(([, name = '']) => name)
  expect(new Set(named).size).toBeGreaterThan(5)
  expect(named.filter(name => !(name in scripts) && !['ci', 'scripts'].includes(name))).toEqual([])
})
