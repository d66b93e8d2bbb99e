import { Form } from '../../src/inputs/form.ts'
import { readReach } from '../../src/inputs/reach.ts'

function read(variables: Record<string, string>) {
  const form = new Form(name => (name === 'token' ? 't0ken' : ''))
  const masked: string[] = []
  const reach = readReach(form, variables, secret => masked.push(secret))
  return { reach, masked, problems: form.problems }
}

test.each([
  { name: 'no proxy', given: {}, expected: {} },
  { name: 'an empty proxy', given: { HTTPS_PROXY: ' ' }, expected: {} },
  {
    name: 'host and port',
    given: { HTTPS_PROXY: 'proxy.acme.example:3128' },
    expected: { HTTPS_PROXY: 'http://proxy.acme.example:3128/', NO_PROXY: '' }
  },
  {
    name: 'an address',
    given: { HTTPS_PROXY: 'https://proxy.acme.example', NO_PROXY: '*.acme.example' },
    expected: { HTTPS_PROXY: 'https://proxy.acme.example/', NO_PROXY: '*.acme.example' }
  },
  {
    name: 'lower case first',
    given: { https_proxy: 'http://a', HTTPS_PROXY: 'http://b', no_proxy: 'c', NO_PROXY: 'd' },
    expected: { HTTPS_PROXY: 'http://a/', NO_PROXY: 'c' }
  },
  { name: 'HTTP_PROXY, which is not for https', given: { HTTP_PROXY: 'http://a' }, expected: {} }
])('the proxy: $name', ({ given, expected }) => {
  const { reach, problems } = read(given as Record<string, string>)
  expect([reach.proxy, problems]).toEqual([expected, []])
})

test.each([
  { name: 'as written and as meant', given: 'hunter%402', expected: ['t0ken', 'hunter%402', 'hunter@2'] },
  {
    name: 'as written, where nobody knows what is meant',
    given: 'hunter%zz',
    expected: ['t0ken', 'hunter%zz']
  }
])("a proxy's password is masked $name", ({ given, expected }) => {
  expect(read({ HTTPS_PROXY: `http://ci:${given}@proxy.acme.example` }).masked).toEqual(expected)
})

test("a proxy's password is masked", () => {
  expect(read({ HTTPS_PROXY: 'ci:hunter2@proxy.acme.example:3128' })).toMatchObject({
    masked: expect.arrayContaining(['t0ken', 'hunter2']),
    reach: { proxy: { HTTPS_PROXY: 'http://ci:hunter2@proxy.acme.example:3128/' } }
  })
})

test.each(['socks5://ci:hunter2@proxy.acme.example', 'http://', 'a b'])(
  'a proxy like %s is refused, and not repeated',
  HTTPS_PROXY => {
    const { reach, problems } = read({ HTTPS_PROXY })
    expect([reach.proxy, problems]).toEqual([
      {},
      [
        'The variable HTTPS_PROXY is not the address of a proxy; it must be like http://proxy.acme.example:3128.'
      ]
    ])
  }
)
