import { readdirSync, readFileSync, statSync } from 'node:fs'

const files = readdirSync('dist').filter(name => name.endsWith('.js'))
const textOf = (name: string) => readFileSync(`dist/${name}`, 'utf8')
const licenses = readFileSync('dist/licenses.txt', 'utf8')

/** The modules of Node that reach the network. */
const network = /"(?:node:)?(https?2?|net|tls|dgram|dns|inspector)(?:\/[\w/]+)?"\)/g

test('one HTTP stack is in the bundle: that of src/github/fetch.ts', () => {
  const reached = files.flatMap(name => [...textOf(name).matchAll(network)].map(([, module]) => module))
  expect([...new Set(reached)].sort()).toEqual(['http', 'https'])
  expect(licenses).not.toMatch(/undici|http-client|node-fetch|tunnel|@actions\/(exec|io)|@octokit\/plugin/)
  expect(files.filter(name => /\bglobalThis\.fetch\(|\bnew ProxyAgent\(/.test(textOf(name)))).toEqual([])
})

test('SECURITY.md says how many packages are in the bundle', () => {
  const packages = licenses.match(/^\S+ \d+\.\d+\.\d+(?= \()/gm) ?? []
  expect(readFileSync('SECURITY.md', 'utf8')).toContain(` ${packages.length} packages in all`)
})

test('what every run reads is small, and so is the whole', () => {
  const sizes = files.map(name => statSync(`dist/${name}`).size)
  expect(statSync('dist/index.js').size).toBeLessThan(200_000)
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1_300_000)
})

test('YAML, libsodium and Octokit are read only by runs that need them', () => {
  const always = textOf('index.js')
  expect(always).not.toMatch(/crypto_box_seal|parseDocument|registerEndpoints|octokit\.request/)
})

test('every file is plain ASCII, which is read faster', () => {
  expect(files.filter(name => /[^\0-\x7f]/.test(textOf(name)))).toEqual([])
})
