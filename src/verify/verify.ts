import { randomBytes } from 'node:crypto'
import { type Clock, createLimiter, type Log } from '../github/call.ts'
import { impliedAuthTypes } from '../registries/check.ts'
import { addressOf } from '../registries/match.ts'
import type { Sentence } from '../registries/problem.ts'
import { describe, type RegistrySpec } from '../registries/registry.ts'
import { sentenceAbout, specFor, type Wanted } from '../registries/wanted.ts'
import type { RequestFor, Result } from '../request.ts'
import { createAsk, isSafe } from './ask.ts'
import { type Finding, findDifference, unclear } from './difference.ts'
import { probes } from './probes.ts'

const mostAtOnce = 10

/** Asks each different registry whether it accepts its credential. */
export async function verify(
  { wanted, allowedHosts, connection }: RequestFor<'verify'>,
  { clock, deadline, cancelled }: { clock: Clock; deadline: number; cancelled: AbortSignal },
  log: Log
): Promise<Extract<Result, { operation: 'verify' }>> {
  const ask = createAsk({ ...connection, cancelled }, () => deadline - clock.now())
  const turn = createLimiter(mostAtOnce)
  const entries = differentOnes(wanted)
  const findings = await Promise.all(entries.map(entry => turn(() => findingFor(entry))))
  const problems: Sentence[] = []
  const verified = entries.map(({ wanted, spec, question }, index) => {
    const { verdict, status, reason } = findings[index] ?? unclear('')
    const sentence = sentenceAbout(wanted, `${describe(spec)}: ${reason}`, 'secret_env')
    if (verdict === 'refused') problems.push(sentence)
    else if (verdict === 'unclear') log.warning(sentence)
    else if ('lacksSecret' in question) log.notice(sentence)
    const { registry_type = null, url = null } = spec
    return { registry_type, url, verdict, status, reason }
  })
  return { operation: 'verify', verified, problems }

  async function findingFor({ spec, question }: ReturnType<typeof readEntry>): Promise<Finding> {
    if ('skipped' in question) return { verdict: 'skipped', status: null, reason: question.skipped }
    if ('unclear' in question) return unclear(question.unclear)
    const { probe, url, authorization } = question
    return findDifference(probe, url, {
      ...{ ask, authorization, allowedHosts, info: log.info },
      secretName: spec.secret_env ?? 'secret',
      // Some types want a name to begin with a letter.
      unknown: `x${randomBytes(16).toString('hex')}`
    })
  }
}

/** The first entry of each type, address, auth type, user name and credential. */
function differentOnes(wanted: readonly Wanted[]) {
  const byKey = Map.groupBy(wanted.map(readEntry), ({ spec, authType, question }) => {
    const { registry_type = '', url = '', username } = spec
    const credential = 'url' in question ? question.authorization : question
    return JSON.stringify([addressOf(registry_type, url), authType, username ?? '', credential])
  })
  return [...byKey.values()].flatMap(([first]) => first ?? [])
}

/** The registry that an entry means, how its credential is sent, and what to ask it with, or why it is not asked. */
function readEntry(wanted: Wanted) {
  const given = wanted.spec.auth_type ?? wanted.defaults.auth_type ?? impliedAuthTypes(wanted.spec)[0]
  const spec = specFor(wanted, { auth_type: given ?? 'token' })
  const authType = given ?? (spec.username ? 'username_password' : 'token')
  return { wanted, spec, authType, question: questionFor(spec, authType) }
}

function questionFor(spec: RegistrySpec, authType: string) {
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
  if (!form) return { skipped: unread(type, authType, Boolean(probe.token)) }
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
  // Readers, written in Go, send the header as UTF-8.
  const authorization = Buffer.from(form(secret.reveal(), username ?? '', url)).toString('latin1')
  return unsendable.test(authorization)
    ? {
        unclear:
          'The secret contains a character that an HTTP header cannot carry, such as a line break. Nothing was sent.'
      }
    : { url, probe, authorization }
}

function unread(type: string, authType: string, takesToken: boolean): string {
  const other = takesToken ? 'token' : 'username_password and a user name'
  return `Dependabot and code scanning send a ${type} no credential of auth_type ${authType}. Use ${other}.`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unsendable = /[\u0000-\u0008\u000a-\u001f\u007f]/

const trust = 'https://github.com/org/private-registry-action/blob/v1/docs/oidc.md'
const ecr = /(^|\.)dkr[.-]ecr[.-][a-z\d.-]+\.(amazonaws\.com(\.cn)?|on\.aws)$/i
