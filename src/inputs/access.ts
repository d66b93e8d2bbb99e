import { createPrivateKey } from 'node:crypto'
import type { Access } from '../request.ts'
import type { Form } from './form.ts'
import { reasonForNoToken, type Variables } from './surroundings.ts'

/** Reads the token, or the key of the App that makes tokens. What cannot be used becomes a problem of the form. */
export function readAccess(form: Form, variables: Variables, mask: (secret: string) => void): Access {
  const token = form.text('token') ?? ''
  const appId = form.text('app-id') ?? ''
  const key = form.text('app-private-key') ?? ''
  for (const secret of [token, key, withLineBreaks(key)]) if (secret !== '') mask(secret)
  if (appId === '' && key === '') return { token: checkedToken(form, token, variables) }
  if (token !== '') form.problems.push(`'token' is given, and so is the key of an App; give one of them.`)
  if (appId === '') form.problems.push(missingId(form))
  else if (!/^[\w.-]+$/.test(appId))
    form.problems.push(`'app-id' is '${appId}', which is neither the id nor the client id of a GitHub App.`)
  return { appId, privateKey: readKey(form, key) }
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

/** The key in the one form that can be used to sign, whichever it came in. */
function readKey(form: Form, text: string): string {
  if (text === '') {
    form.problems.push(
      `'app-id' is given, but 'app-private-key' is empty. A secret that is not set, or not available to this event, arrives empty.`
    )
    return ''
  }
  try {
    const key = createPrivateKey(withLineBreaks(text))
    if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs8', format: 'pem' }).toString()
  } catch {
    // The error may repeat parts of the key.
  }
  form.problems.push(
    `'app-private-key' is no private RSA key in PEM; give the whole text of the .pem file that GitHub made, from -----BEGIN to the end of the line with -----END.`
  )
  return ''
}

/** Some stores write line breaks as \\n. */
function withLineBreaks(text: string): string {
  return text.replaceAll('\\n', '\n')
}
