import { defaultToken } from '../github/tokens.ts'
import { start } from './scenario.ts'

const create = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  visibility: 'all'
}

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
