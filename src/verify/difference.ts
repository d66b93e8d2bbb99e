import { Fault, type NoAnswer } from '../github/failure.ts'
import { isOnHost } from '../registries/address.ts'
import type { Verdict } from '../request.ts'
import { type Ask, isSafe } from './ask.ts'
import { type Step, targetOf } from './probes.ts'

type Answer = Awaited<ReturnType<Ask>>

/** What the answers of one registry show. */
export type Finding = Pick<Verdict, 'verdict' | 'status' | 'reason'>

/** How to ask one registry. */
interface Inquiry {
  authorization: string
  secretName: string
  /** A name that does not exist. */
  unknown: string
  allowedHosts: readonly string[] | undefined
  ask: Ask
  info(line: string): void
}

/** Asks a registry without its credential and, if it wants one, with it: the verdict comes from the difference. */
export async function findDifference(step: Step, address: URL, inquiry: Inquiry): Promise<Finding> {
  try {
    return await difference(step, address, inquiry)
  } catch (error) {
    if (error instanceof Fault) return unclear(wordsFor(error.failure))
    throw error
  }
}

async function difference(step: Step, address: URL, inquiry: Inquiry): Promise<Finding> {
  const url = targetOf(address, step.path(inquiry.unknown))
  const { ask } = inquiry
  const first = await ask(url, { reads: step.next !== undefined })
  if (step.good.includes(first.status)) {
    if (!step.next)
      return unclear(
        `It answers everybody (${first.status} without a credential), so its answers cannot tell whether it accepts this one. ${unsent}`
      )
    const found = step.next.find(first.json)
    const base = typeof found === 'string' ? URL.parse(found, url.href) : null
    if (!base) return unclear(`Its answer is not what a registry of this type answers. ${unsent}`)
    if (base.origin !== url.origin) return unclear(`It keeps its packages at another origin. ${unsent}`)
    return difference(step.next, base, inquiry)
  }
  if (!step.asks.includes(first.status)) return unclear(`${said(first)} without a credential. ${unsent}`)
  const challenge = step.hasTokenService && first.status === 401 ? bearerIn(first.challenge) : undefined
  if (challenge) return byTokenService(url, challenge, inquiry)
  const answer = await ask(url, inquiry)
  if (!step.good.includes(answer.status)) return notAccepted(answer, inquiry)
  return accepted(`${said(first)} without the credential, and ${answer.status} with it.`, answer)
}

/** Asks the service that issues tokens for a container registry, first without the credential too. */
async function byTokenService(
  url: URL,
  challenge: NonNullable<ReturnType<typeof bearerIn>>,
  inquiry: Inquiry
): Promise<Finding> {
  const { ask, allowedHosts, info } = inquiry
  const service = URL.parse(challenge.realm)
  if (!service || !isSafe(service)) return unclear(`Its token service does not use https:. ${unsent}`)
  if (allowedHosts && !isOnHost(service, allowedHosts))
    return unclear(`It names a token service on ${service.host}, which is not in 'allowed-hosts'. ${unsent}`)
  service.hash = ''
  if (challenge.service !== undefined) service.searchParams.set('service', challenge.service)
  info(`${url.host} names ${service.host} as its token service, which is asked for a token.`)
  const opens = async (answer: Answer) => {
    const token = tokenIn(answer)
    return token === undefined ? undefined : ask(url, { authorization: `Bearer ${token}` })
  }
  const first = await ask(service, { reads: true })
  if ((first.status >= 300 && first.status < 400) || first.status >= 500)
    return unclear(`Its token service: ${said(first)} without a credential. ${unsent}`)
  const anonymous = await opens(first)
  const answer = await ask(service, { ...inquiry, reads: true })
  if (answer.status !== 200) return notAccepted(answer, inquiry, 'Its token service')
  if (anonymous?.status === 200)
    return unclear(
      'It answers everybody, so its answers cannot tell whether it accepts the credential.',
      answer.status
    )
  const last = await opens(answer)
  if (!last) return unclear('Its token service issues no token for the credential.', answer.status)
  if (last.status === 200) return accepted('It opens with the token that its token service issues.', last)
  return unclear(
    `Its token service issues a token for the credential. With that, ${lower(said(last))}.`,
    last.status
  )
}

/** The Bearer challenge of a registry that does not offer Basic. */
function bearerIn(header: string): { realm: string; service: string | undefined } | undefined {
  const [, parameters] = /(?:^|,)\s*Bearer\s+(.*)$/i.exec(header) ?? []
  if (parameters === undefined || /(?:^|,)\s*Basic(\s|,|$)/i.test(header)) return undefined
  const parameter = (name: string) =>
    new RegExp(`(?:^|[,\\s])${name}\\s*=\\s*(?:"([^"]*)"|([^\\s",]+))`, 'i').exec(parameters)
  const [, realm, bare = ''] = parameter('realm') ?? []
  const [, service, plain] = parameter('service') ?? []
  return { realm: realm ?? bare, service: service ?? plain }
}

/** https://distribution.github.io/distribution/spec/auth/token/ */
function tokenIn({ json }: Answer): string | undefined {
  const { token, access_token = token } = Object(json)
  const issued: unknown = token ?? access_token
  return typeof issued === 'string' && /^[\x21-\x7e]+$/.test(issued) ? issued : undefined
}

function accepted(reason: string, { status }: Answer): Finding {
  return { verdict: 'accepted', status, reason }
}

export function unclear(reason: string, status: number | null = null): Finding {
  return { verdict: 'unclear', status, reason }
}

function notAccepted(answer: Answer, { secretName }: Inquiry, who = 'It'): Finding {
  const { status } = answer
  if (status === 401) {
    const remedy = `Check the user name and ${secretName} at the registry. If the secret was changed there, store the new one and write it with operation rotate.`
    return { verdict: 'refused', status, reason: `${who} refuses the credential (401). ${remedy}` }
  }
  if (status === 403)
    return unclear(
      `${who} answers 403 to the credential: it is refused or lacks read access. Check its permissions.`,
      status
    )
  return unclear(
    `${who === 'It' ? '' : `${who}: `}${said(answer)} to the credential, which does not tell whether it is accepted.`,
    status
  )
}

const unsent = 'The credential was not sent.'

function said({ status }: Answer): string {
  const isRedirect = status >= 300 && status < 400 && status !== 304
  return isRedirect ? `It redirects (${status}; give the address to which it leads)` : `It answers ${status}`
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** Why there is no answer. Nothing that a server says is repeated, only Node's error codes. */
function wordsFor({ reason, detail }: NoAnswer): string {
  const code = detail === '' ? '' : ` (${detail})`
  switch (reason) {
    case 'refused':
      return `It refused the connection${code}. Check the address and the network.`
    case 'unresolved':
      return `Its host name cannot be resolved${code}. Check the address, and whether this runner is in its network.`
    case 'proxy':
      return `The proxy of HTTPS_PROXY does not connect to it${code}.`
    case 'certificate':
      return `Its certificate is not trusted${code}. Set NODE_EXTRA_CA_CERTS to your own certificate authority.`
    case 'tls':
      return `The TLS connection failed${code}.`
    case 'timeout':
      return `It did not answer in time ('request-timeout', 'timeout').`
    case 'too-large':
      return 'Its answer is larger than 1 MiB.'
    default:
      return `The connection was lost before an answer${code}.`
  }
}
