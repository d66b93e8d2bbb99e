import { createHash } from 'node:crypto'
import { findLeaks } from './leaks.ts'
import type { StepResult } from './result.ts'

const secret = `p&ss "w<rd>" it's 100% ünïque/?~~`
const base64 = (text: string) => Buffer.from(text).toString('base64')
const hex = Buffer.from(secret).toString('hex')
const sha256 = createHash('sha256').update(secret).digest('hex')

const clean: StepResult = {
  exitCode: 0,
  signal: null,
  stdout: 'All is well.\n',
  stderr: '',
  log: 'All is well.\n',
  annotations: [],
  masks: [],
  commands: [],
  outputs: { changed: 'true' },
  summary: '# Registries',
  state: '',
  env: '',
  path: '',
  workspace: '/workspace',
  durationMs: 1
}

const forms = [
  { form: 'plain text', text: secret },
  { form: 'base64', text: base64(secret) },
  { form: 'base64', text: base64(`x${secret}`) },
  { form: 'base64', text: base64(`ci:${secret}\n`) },
  { form: 'base64', text: base64(`ab${secret}and more`) },
  { form: 'base64url', text: Buffer.from(`u:${secret}`).toString('base64url') },
  { form: 'hex', text: hex },
  { form: 'hex', text: hex.toUpperCase() },
  { form: 'percent-encoding', text: encodeURIComponent(secret) },
  { form: 'percent-encoding', text: encodeURIComponent(secret).replace(/%../g, code => code.toLowerCase()) },
  { form: 'form encoding', text: new URLSearchParams({ password: secret }).toString() },
  { form: 'JSON', text: JSON.stringify({ password: secret }) },
  { form: 'XML', text: `p&amp;ss "w&lt;rd&gt;" it's 100% ünïque/?~~` },
  { form: 'XML', text: `p&amp;ss &quot;w&lt;rd&gt;&quot; it&#39;s 100% ünïque/?~~` },
  { form: 'XML', text: `p&amp;ss &quot;w&lt;rd&gt;&quot; it&apos;s 100% ünïque/?~~` },
  { form: 'double base64', text: base64(base64(secret)) },
  { form: 'double base64', text: base64(`x${base64(secret)}`) },
  { form: 'sha256', text: sha256 },
  { form: 'sha256', text: sha256.toUpperCase() }
]

const sinks: { sink: string; put(text: string): Partial<StepResult> }[] = [
  { sink: 'stdout', put: text => ({ stdout: `fine\nthe ${text} value\n` }) },
  { sink: 'stderr', put: text => ({ stderr: text }) },
  { sink: 'log', put: text => ({ log: text }) },
  { sink: 'annotations', put: text => ({ annotations: [{ level: 'error', message: 'x', title: text }] }) },
  {
    sink: 'commands',
    put: text => ({ commands: [{ name: 'error', properties: { file: text }, data: '' }] })
  },
  { sink: 'commands', put: text => ({ commands: [{ name: 'debug', properties: {}, data: text }] }) },
  { sink: 'outputs', put: text => ({ outputs: { registry: text } }) },
  { sink: 'outputs', put: text => ({ outputs: { [text]: '' } }) },
  { sink: 'summary', put: text => ({ summary: text }) },
  { sink: 'state', put: text => ({ state: text }) },
  { sink: 'env', put: text => ({ env: text }) },
  { sink: 'path', put: text => ({ path: text }) }
]

const cases = forms.flatMap(form => sinks.map(sink => ({ ...form, ...sink })))

test.each(cases)('finds $form in $sink', ({ form, text, sink, put }) => {
  const leaks = findLeaks({ ...clean, ...put(text) }, ['another secret', secret])
  expect(leaks).toContain(`secret 2 as ${form} in ${sink}`)
  expect(leaks.join()).not.toContain(secret)
})

test('finds nothing where there is nothing', () => {
  expect(findLeaks(clean, [secret, 'another secret', ''])).toEqual([])
})

test('finds a single line of a secret', () => {
  const lines = 'first line\r\nabc\nlast line'
  const leaks = findLeaks({ ...clean, log: 'abc last line', summary: base64('the first line') }, [lines])
  expect(leaks).toEqual([
    'line 1 of secret 1 as base64 in summary',
    'line 3 of secret 1 as plain text in log'
  ])
})

test('searches further texts', () => {
  expect(findLeaks(clean, [secret], { manifest: secret })).toEqual(['secret 1 as plain text in manifest'])
})

test('allows the secret in add-mask, and nowhere else on that line', () => {
  const allowed = {
    ...clean,
    stdout: `::add-mask::${secret}\nfine\r\n::add-mask::${secret}`,
    commands: [{ name: 'add-mask', properties: {}, data: secret }]
  }
  expect(findLeaks(allowed, [secret])).toEqual([])
  expect(findLeaks({ ...clean, stdout: `${secret} ##[add-mask]x` }, [secret])).not.toEqual([])
})
