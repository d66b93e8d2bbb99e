import { createPrivateKey } from 'node:crypto'
import type { Access } from '../request.ts'
import type { Form } from './form.ts'
import { reasonForEvent, reasonForNoToken, type Variables } from './surroundings.ts'

/** Reads the token, or the key of the App that makes tokens. What cannot be used becomes a problem of the form. */
export function readAccess(form: Form, variables: Variables, mask: (secret: string) => void): Access {
  const token = form.text('token') ?? ''
  const appId = form.text('app-id') ?? ''
  const key = form.text('app-private-key') ?? ''
  const forms = formsOf(key)
  for (const secret of new Set([token, key, ...forms])) if (secret !== '') mask(secret)
  if (appId === '' && key === '') return { token: checkedToken(form, token, variables) }
  if (token !== '') form.problems.push(`'token' is given, and so is the key of an App; give one of them.`)
  if (appId === '') form.problems.push(missingId(form))
  // It is not repeated: it may be the key, or another secret.
  else if (!/^[\w.-]{1,100}$/.test(appId))
    form.problems.push(
      `'app-id' is neither the id nor the client id of a GitHub App, such as 1234567 or Iv23liAbCdEfGh.`
    )
  return { appId, privateKey: readKey(form, { text: key, pem: forms.at(-1) ?? '' }, variables) }
}

function checkedToken(form: Form, token: string, variables: Variables): string {
  if (token === '') form.problems.push(reasonForNoToken(variables))
  if (!/^[\x21-\x7e]*$/.test(token))
    form.problems.push(`'token' has characters that no token has, such as a space or a line break.`)
  return token
}

function missingId(form: Form): string {
  const confused =
    form.typed('client-id') === ''
      ? ''
      : ` ('client-id' is that of an Azure application; an App's client id goes into 'app-id')`
  return `'app-private-key' is given, but 'app-id' is missing${confused}; give the id or the client id of the App.`
}

/** The key in the one form that can be used to sign. */
function readKey(form: Form, { text, pem }: { text: string; pem: string }, variables: Variables): string {
  if (text === '') {
    form.problems.push(
      reasonForEvent('app-private-key', variables) ??
        `'app-id' is given, but 'app-private-key' is empty. A secret that is not set arrives empty.`
    )
    return ''
  }
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs8', format: 'pem' }).toString()
  } catch {
    // The error may repeat parts of the key.
  }
  form.problems.push(
    /ENCRYPTED/.test(pem)
      ? `'app-private-key' is encrypted; give the .pem file as GitHub made it, without a passphrase.`
      : `'app-private-key' is not a PEM-encoded RSA private key; give the whole text of the .pem file that GitHub made, from -----BEGIN to the end of the line with -----END.`
  )
  return ''
}

const armor = /(-----BEGIN [A-Z ]+-----)([\s\S]*?)(-----END [A-Z ]+-----)/

/** A key as some stores hand it over, and what it is read as, step by step; the last one is PEM, if the key is one. */
function formsOf(text: string): string[] {
  const plain = withLineBreaks(text)
  const decoded = armor.test(plain) ? plain : withLineBreaks(Buffer.from(plain, 'base64').toString())
  const [, begin, body = '', end] = armor.exec(decoded) ?? []
  if (begin === undefined) return [plain]
  // A colon belongs to the head of an encrypted key.
  if (body.includes(':')) return [plain, decoded]
  const lines = body.trim().split(/\s+/)
  const wrapped = lines.join('').match(/.{1,64}/g) ?? []
  return [plain, decoded, lines.join('\n'), [begin, ...wrapped, end].join('\n')]
}

/** Some stores write line breaks as \\n or \\r\\n. */
function withLineBreaks(text: string): string {
  return text.replace(/(\\r)?\\n/g, '\n')
}
