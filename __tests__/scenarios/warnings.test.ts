import { defaultRights } from '../github/tokens.ts'
import { type Inputs, messages, start } from './scenario.ts'

const create: Inputs = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  ...{ visibility: 'all', secret: 'a secret value' }
}
const feed = { ...create, 'registry-type': 'nuget_feed' }

const warned: [inputs: Inputs, warnings: RegExp[]][] = [
  [create, []],
  [{ ...create, 'allowed-hosts': 'pypi.acme.example, *.acme.example' }, []],
  [{ ...create, 'allowed-hosts': 'NPM.acme.example' }, []],
  [{ ...create, url: 'http://npm.acme.example' }, [/'url' begins with http:.*unencrypted/]],
  [{ ...create, secret: 'pässwörd' }, [/'secret' has characters outside printable ASCII/]],
  [{ ...create, secret: 'two\nlines' }, [/'secret' has characters outside printable ASCII/]],
  [{ ...create, secret: 'ghp_0123456789abcdef' }, [/'secret' is a GitHub token.*'username'/]],
  [{ ...create, secret: 'github_pat_0123456789' }, [/'secret' is a GitHub token.*'username'/]],
  [{ ...create, secret: 'ghp_0123456789abcdef', username: 'ci' }, []],
  [{ ...feed, url: 'https://nuget.pkg.github.com/' }, [/'url'.*nuget\.pkg\.github\.com\/OWNER\/index\.json/]],
  [{ ...feed, url: 'https://nuget.pkg.github.com/acme/index.json' }, []],
  [{ ...create, name: 'NPM' }, [/'name' is not used by create/]],
  [{ operation: 'list', url: 'https://x.acme.example' }, [/'url' is not used by list/]],
  [
    { operation: 'list', secret: 'a secret value', visibility: 'all' },
    [/'visibility' is not/, /'secret' is not/]
  ],
  [{ operation: 'list', 'dry-run': 'true', timeout: '1m', 'request-timeout': '5s' }, []],
  [{ operation: 'get-public-key', name: 'X' }, [/'name' is not used by get-public-key/]],
  [{ operation: 'list', 'tenant-id': '' }, []]
]

test.each(warned)('%j is done, with the warnings %j', async (inputs, expected) => {
  const { run } = await start()
  const result = await run(inputs)
  expect(messages(result, 'error')).toEqual([])
  expect(messages(result, 'warning')).toEqual(expected.map(text => expect.stringMatching(text)))
})

test('inputs are trimmed', async () => {
  const { acme, run } = await start()
  const spaced = Object.entries(create).map(([name, value]) => [
    name,
    name === 'secret' ? value : `\n ${value}\t`
  ])
  await run(Object.fromEntries(spaced))
  expect(acme.registries).toEqual([expect.objectContaining({ url: create['url'], secret: create['secret'] })])
})

test.each([
  [3, 1],
  [30, 0]
])('a token that ends in %i days is worth %i warnings, however often it is used', async (days, count) => {
  const { github, run } = await start({ now: Date.now })
  const ends = new Date(Date.now() + days * 86_400_000).toISOString().replace(/T(.*)\..*/, ' $1 UTC')
  github.addToken('github_pat_that_ends', { ...defaultRights, expires: ends })
  const result = await run({ ...create, token: 'github_pat_that_ends' })
  expect(messages(result, 'warning')).toHaveLength(count)
  if (count > 0) expect(messages(result, 'warning')[0]).toContain(ends.slice(0, 10))
})
