import { defaultRights, defaultToken } from '../local-github/tokens.ts'
import { type Inputs, messages, start } from './scenario.ts'

const create: Inputs = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  ...{ visibility: 'all', secret: 'a secret value' }
}
const list = { operation: 'list' }

test.each<[inputs: Inputs, warnings: RegExp[]]>([
  [{ ...create, 'allowed-hosts': 'pypi.acme.example, *.acme.example' }, []],
  [{ ...create, url: 'http://npm.acme.example' }, [/'url' begins with http:.*unencrypted/]],
  [{ ...create, name: 'NPM' }, [/'name' is not used by create/]],
  [{ ...list, secret: 'a secret value', visibility: 'all' }, [/'visibility' is not/, /'secret' is not/]],
  [{ ...list, 'dry-run': 'true', timeout: '1m', 'request-timeout': '5s', 'tenant-id': '' }, []]
])('%j is done, with the warnings %j', async (inputs, expected) => {
  const { run } = await start()
  const result = await run(inputs)
  expect(messages(result, 'error')).toEqual([])
  expect(messages(result, 'warning')).toEqual(expected.map(text => expect.stringMatching(text)))
})

test('inputs are trimmed', async () => {
  const { acme, run } = await start()
  const spaced = Object.entries({ ...create, secret: '' }).map(([name, value]) => [name, `\n ${value}\t`])
  await run({ ...Object.fromEntries(spaced), secret: ' a secret ' })
  expect(acme.registries).toMatchObject([{ url: create['url'], secret: ' a secret ' }])
})

test.each([
  [3, 1],
  [30, 0]
])('a token that ends in %i days is worth %i warnings, however often it is used', async (days, count) => {
  const { github, run } = await start({ now: Date.now })
  const ends = new Date(Date.now() + days * 86_400_000).toISOString().replace(/T(.*)\..*/, ' $1 UTC')
  github.addToken('github_pat_that_ends', { ...defaultRights, expires: ends })
  const result = await run({ ...create, token: 'github_pat_that_ends' })
  const warning = expect.stringContaining(ends.slice(0, 10))
  expect(messages(result, 'warning')).toEqual(Array(count).fill(warning))
})

test('a secret of several lines is masked whole, and each line of four characters or more, before all', async () => {
  const { acme, run } = await start()
  const secret = '-----BEGIN-----\nMIIE+abc\r\nxyz\nMIIE+abc\n-----END-----'
  const result = await run({ ...create, secret, name: 'unused' })
  expect(result.masks).toEqual([defaultToken, secret, '-----BEGIN-----', 'MIIE+abc', '-----END-----'])
  const first = result.stdout.split('\n').slice(0, 5)
  expect(first.every(line => line.startsWith('::add-mask::'))).toBe(true)
  expect(result.annotations).toHaveLength(2)
  expect(acme.registries).toMatchObject([{ secret }])
})

test('secret and token are masked also where the step is refused for other reasons', async () => {
  const { run } = await start()
  const result = await run({ ...create, operation: 'creat', timeout: 'x', secret: 'a secret value' })
  expect(result.masks).toEqual([defaultToken, 'a secret value'])
  expect(result.stdout.indexOf('::error')).toBeGreaterThan(result.stdout.lastIndexOf('::add-mask'))
})

test('a token in the wrong input is not printed', async () => {
  const { run } = await start()
  const result = await run({ ...create, secret: defaultToken, name: defaultToken, timeout: defaultToken })
  expect(result.annotations.length).toBeGreaterThan(0)
})
