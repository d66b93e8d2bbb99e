import { output, start, theError } from './scenario.ts'

const secret = 'hunter2/pa&s ü"9'
const create = {
  ...{ operation: 'create', 'registry-type': 'npm_registry', url: 'https://npm.acme.example' },
  ...{ visibility: 'all', secret }
}
const bytes = Buffer.from(secret)
const each = (form: (byte: number, index: number) => string) => [...bytes].map(form)
const hex = each(byte => byte.toString(16).padStart(2, '0'))
const base64 = (text: string) => Buffer.from(text).toString('base64')
const points = [...secret].map(one => one.codePointAt(0) ?? 0)

test.each([
  {
    form: 'every character in percent, in either case',
    text: `%${hex.join('%')}`.replace(/%7|%c/g, one => one.toUpperCase())
  },
  {
    form: 'every character in JSON',
    text: points.map(point => `\\u${point.toString(16).padStart(4, '0')}`).join('')
  },
  { form: 'a slash in JSON', text: JSON.stringify(secret).slice(1, -1).replace('/', '\\/') },
  { form: 'decimal entities', text: points.map(point => `&#${point};`).join('') },
  { form: 'hexadecimal entities', text: points.map(point => `&#x00${point.toString(16)};`).join('') },
  { form: 'spaced hex', text: hex.join(' ') },
  { form: 'hex with colons', text: hex.join(':').toUpperCase() },
  { form: 'hex in escapes', text: `\\x${hex.join('\\x')}` },
  { form: 'hex with 0x', text: `0x${hex.join(', 0x')}` },
  { form: 'base64 in lines', text: base64(`ci:${secret}`).replace(/.{4}/g, '$&\n') },
  { form: 'base64 three times', text: base64(base64(base64(secret))) },
  { form: 'base64 of JSON', text: base64(JSON.stringify({ secret })) },
  {
    form: 'percent of base64 of entities',
    text: encodeURIComponent(base64(secret.replaceAll('&', '&#38;')))
  },
  {
    form: 'form encoding of percent',
    text: new URLSearchParams({ '': encodeURIComponent(secret) }).toString()
  }
])('$form', async ({ text }) => {
  const { github, run } = await start()
  github.answer({ method: 'POST' }, { status: 422, body: { message: `No: <${text}>, since it is not.` } })
  const error = theError(await run(create))
  expect(error).toMatch(/No: <[^>]{0,14}\*\*\*[^>]{0,6}>, since it is not\./)
})

test('a secret that is a number is hidden where it stands as one', async () => {
  const { github, run } = await start()
  const registry = {
    name: 'NPM',
    registry_type: 'npm_registry',
    visibility: 'all',
    build: 90210734,
    since: 2024
  }
  github.answer({ method: 'GET' }, { status: 200, body: registry })
  const result = await run({ operation: 'get', name: 'NPM', token: '90210734' })
  expect(output(result, 'registry')).toMatchObject({ build: '***', since: 2024 })
})
