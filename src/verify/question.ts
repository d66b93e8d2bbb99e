import { impliedAuthTypes } from '../registries/check.ts'
import type { RegistrySpec } from '../registries/registry.ts'
import type { Secret } from '../registries/secret.ts'
import { specFor, type Wanted } from '../registries/wanted.ts'
import { isSafe } from './ask.ts'
import { type Form, type Probe, probes } from './probes.ts'

/** What to ask a registry with, or why it is not asked. */
type Question =
  | { url: URL; probe: Probe; authorization: string }
  | { skipped: string; lacksSecret?: true }
  | { unclear: string }

/** The registry that an entry means, how its credential is sent, and what to ask it. */
export function readEntry(wanted: Wanted): { spec: RegistrySpec; authType: string; question: Question } {
  const given = wanted.spec.auth_type ?? wanted.defaults.auth_type ?? impliedAuthTypes(wanted.spec)[0]
  const spec = specFor(wanted, { auth_type: given ?? 'token' })
  const authType = given ?? (spec.username ? 'username_password' : 'token')
  return { spec, authType, question: questionFor(spec, authType) }
}

function questionFor(spec: RegistrySpec, authType: string): Question {
  const { registry_type: type = 'registry', secret, secret_env, username } = spec
  if (authType.startsWith('oidc_'))
    return {
      skipped: `${authType} stores no credential; only a Dependabot job or code scanning gets one. What the provider has to trust: ${trust}`
    }
  const probe = Object.hasOwn(probes, type) ? probes[type] : undefined
  if (!probe) return { skipped: `No request can tell whether a ${type} accepts its credential.` }
  const url = URL.parse(spec.url ?? '')
  if (!url) return { skipped: 'No address is given.' }
  const form = authType === 'token' ? probe.token : probe.username_password
  if (!form) return { skipped: unread(type, authType, probe) }
  // There, user name and password are keys of AWS, with which the reader asks another service.
  if (ecr.test(url.hostname))
    return { skipped: 'Amazon ECR is not asked: its readers sign in with AWS keys.' }
  if (!secret) {
    const skipped =
      secret_env === undefined ? 'No secret is given.' : `The variable ${secret_env} is not set.`
    return { skipped, lacksSecret: true }
  }
  if (!isSafe(url))
    return { unclear: 'The credential would travel unencrypted over http:, so nothing was sent. Use https:.' }
  const authorization = authorizationOf(secret, form, username ?? '', url)
  return authorization === undefined ? { unclear: noHeader } : { url, probe, authorization }
}

function unread(type: string, authType: string, probe: Probe): string {
  const other = probe.token ? 'token' : 'username_password and a user name'
  return `Dependabot and code scanning send a ${type} no credential of auth_type ${authType}. Use ${other}.`
}

const noHeader =
  'The secret contains a character that an HTTP header cannot carry, such as a line break. Nothing was sent.'

/** The header that signs in. Readers, written in Go, send it as UTF-8. */
function authorizationOf(secret: Secret, form: Form, username: string, url: URL): string | undefined {
  const text = Buffer.from(form(secret.reveal(), username, url)).toString('latin1')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return /[\u0000-\u0008\u000a-\u001f\u007f]/.test(text) ? undefined : text
}

const trust = 'https://github.com/org/private-registry-action/blob/v1/docs/oidc.md'

const ecr = /(^|\.)dkr[.-]ecr[.-][a-z\d.-]+\.(amazonaws\.com(\.cn)?|on\.aws)$/i
