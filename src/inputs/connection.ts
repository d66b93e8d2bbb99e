import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isLoopback } from '../github/fetch.ts'
import { addressProblem } from '../registries/address.ts'
import { tryTo } from '../registries/problem.ts'
import { orgName } from '../registries/registry.ts'
import { allOrganizations, multiOrganizationOperations, type Operation, type Request } from '../request.ts'
import { type Environment, type Form, parseDuration, parseInterval, parseList } from './form.ts'

/** Reads where GitHub is and how to connect and authenticate. Unusable values become problems of the form. */
export function readConnection(form: Form): Request['connection'] {
  const apiUrl = readApiUrl(form)
  const key = form.typed('app-private-key')
  // Even if the operation uses neither.
  for (const secret of new Set([form.typed('token'), key, ...formsOf(key)]))
    if (secret !== '') form.mask(secret)
  return {
    apiUrl,
    timeout: form.parsed('timeout', parseDuration) ?? 0,
    requestTimeout: form.parsed('request-timeout', parseDuration) ?? 0,
    writeInterval: form.parsed('write-interval', parseInterval) ?? 0,
    access: form.uses('token') ? readAccess(form) : { token: '' },
    proxy: readProxy(form)
  }
}

/** Reads the organizations. Only some operations accept several. */
export function readOrgs(form: Form, operation: Operation | undefined): string[] {
  const byApp = ['app-id', 'app-private-key'].some(name => form.text(name) !== undefined)
  const given = form.text('org') === undefined ? [] : form.parsed('org', parseList)
  if (given?.length === 0) form.problems.push(`'org' is empty; set it to the name of an organization.`)
  // Names that differ only in case are one organization; the first spelling is used.
  const orgs = [...Map.groupBy(given ?? [], org => org.toLowerCase()).values()].flatMap(([org = '']) => org)
  for (const org of orgs)
    if (org !== allOrganizations && !orgName.test(org))
      form.problems.push(`'org' contains '${org}', which is not an organization name.${hintFor(org)}`)
  const isEverywhere = orgs.includes(allOrganizations)
  if (isEverywhere && !byApp)
    form.problems.push(
      `'org' is *, which needs a GitHub App ('app-id' and 'app-private-key'). With a token, list the organizations.`
    )
  else if (isEverywhere && orgs.length > 1)
    form.problems.push(
      `'org' combines * with names; use * alone for all of the App's organizations, or list the names.`
    )
  const several = isEverywhere ? 'is *' : orgs.length > 1 && `names ${orgs.length} organizations`
  if (several && operation && !multiOrganizationOperations.includes(operation))
    form.problems.push(`'org' ${several}; ${operation} takes one organization.`)
  return orgs
}

function hintFor(text: string): string {
  if (/\s/.test(text)) return ' Separate names with commas or line breaks.'
  if (text.includes('*')) return ' Patterns are not supported here; use * with an App, or list the names.'
  const [name = ''] = text.replace(/^@|^(https?:\/\/)?[^/]+\.[^/]+\/(orgs\/)?/, '').split('/')
  return orgName.test(name) ? ` Write only the name: ${name}.` : ''
}

function readApiUrl(form: Form): string {
  const { variables, problems } = form
  const given = form.text('github-api-url') ?? (variables['GITHUB_API_URL'] || 'https://api.github.com')
  const isUsed = form.uses('github-api-url')
  const url = isUsed ? URL.parse(given) : null
  const problem = isUsed ? apiUrlProblem(url, given) : undefined
  if (problem) problems.push(problem)
  if (variables['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' && !isLoopback(url?.hostname ?? ''))
    problems.push(
      `NODE_TLS_REJECT_UNAUTHORIZED is 0, so anyone on the network path could read the token; remove it, and set NODE_EXTRA_CA_CERTS to your own certificate authority.`
    )
  return (url?.href ?? '').replace(/\/+$/, '')
}

function apiUrlProblem(url: URL | null, given: string): string | undefined {
  const example = 'https://api.github.com, or https://HOST/api/v3 on GitHub Enterprise Server'
  // The message does not repeat the value, which may contain credentials.
  if (!url || url.username || url.password || url.search || url.hash || !/^https?:$/.test(url.protocol))
    return `'github-api-url' is not the address of a REST API; it must look like ${example}.`
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return `'github-api-url' begins with http:, which would send the token unencrypted; it must look like ${example}.`
  if (url.hostname === 'github.com')
    return `'github-api-url' is GitHub's website; its REST API is ${example}.`
  const problem = addressProblem(given)
  return problem && `'github-api-url' ${problem}.`
}

function readProxy({ variables, mask, problems }: Form): Record<string, string> {
  const text = (variables['https_proxy'] || variables['HTTPS_PROXY'] || '').trim()
  if (text === '') return {}
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  const password = url?.password ?? ''
  for (const form of [password, tryTo(() => decodeURIComponent(password))]) if (form) mask(form)
  if (!url || !/^https?:$/.test(url.protocol)) {
    // The message does not repeat the value, which may contain a password.
    problems.push(
      'The variable HTTPS_PROXY is not the address of a proxy; it must look like http://proxy.acme.example:3128.'
    )
    return {}
  }
  return { HTTPS_PROXY: url.href, NO_PROXY: variables['no_proxy'] || variables['NO_PROXY'] || '' }
}

function readAccess(form: Form): Request['connection']['access'] {
  const token = form.text('token') ?? ''
  const appId = form.text('app-id') ?? ''
  const key = form.text('app-private-key') ?? ''
  if (appId === '' && key === '') return { token: checkedToken(form, token) }
  if (token !== '')
    form.problems.push(
      `'token' and a GitHub App ('app-id', 'app-private-key') are both given; remove one of them.`
    )
  if (appId === '') form.problems.push(missingId(form))
  // The message does not repeat the value, which may be the key or another secret.
  else if (!/^[\w.-]{1,100}$/.test(appId))
    form.problems.push(
      `'app-id' is neither the id nor the client id of a GitHub App, such as 1234567 or Iv23liAbCdEfGh.`
    )
  return { appId, privateKey: readKey(form, key, formsOf(key).at(-1) ?? '') }
}

function checkedToken(form: Form, token: string): string {
  if (token === '') form.problems.push(reasonForNoToken(form.variables))
  if (!/^[\x21-\x7e]*$/.test(token))
    form.problems.push(
      `'token' has characters that are not allowed in a token, such as a space or a line break.`
    )
  return token
}

function missingId(form: Form): string {
  const hint =
    form.typed('client-id') === ''
      ? ''
      : ` 'client-id' is for an Azure application; the client id of a GitHub App goes into 'app-id'.`
  return `'app-private-key' is given, but 'app-id' is missing; set it to the id or the client id of the App.${hint}`
}

function readKey(form: Form, text: string, pem: string): string {
  if (text === '') {
    form.problems.push(
      reasonForEvent('app-private-key', form.variables) ??
        `'app-id' is given, but 'app-private-key' is empty. A secret that is not set arrives empty.`
    )
    return ''
  }
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs8', format: 'pem' }).toString()
  } catch {
    // The message does not use the error, which may repeat parts of the key.
  }
  form.problems.push(
    /ENCRYPTED/.test(pem)
      ? `'app-private-key' is encrypted; use the .pem file as GitHub generated it, without a passphrase.`
      : `'app-private-key' is not a PEM-encoded RSA private key; use the whole text of the .pem file that GitHub generated, from -----BEGIN to the end of the line with -----END.`
  )
  return ''
}

const armor = /(-----BEGIN [A-Z ]+-----)([\s\S]*?)(-----END [A-Z ]+-----)/

/** The key as given and after each step of decoding. All forms must be masked; the last one is PEM if it is a key. */
function formsOf(text: string): string[] {
  const plain = withLineBreaks(text)
  const decoded = armor.test(plain) ? plain : withLineBreaks(Buffer.from(plain, 'base64').toString())
  const [, begin, body = '', end] = armor.exec(decoded) ?? []
  if (begin === undefined) return [plain]
  // A colon is part of the header of an encrypted key.
  if (body.includes(':')) return [plain, decoded]
  const lines = body.trim().split(/\s+/)
  const wrapped = lines.join('').match(/.{1,64}/g) ?? []
  return [plain, decoded, lines.join('\n'), [begin, ...wrapped, end].join('\n')]
}

/** Some secret stores write line breaks as \\n or \\r\\n. */
function withLineBreaks(text: string): string {
  return text.replace(/(\\r)?\\n/g, '\n')
}

/** Events that anyone who can see a public repository can trigger. */
const openToAnyone = ['issues', 'issue_comment', 'discussion', 'discussion_comment', 'fork', 'watch']
const alternatives = `Use push, schedule or workflow_dispatch, or set 'dry-run': true.`

/** Adds a problem if a run on this event must not write, or a warning if writing may be unintended. */
export function checkEvent({ variables, problems, warnings }: Form): void {
  const { called, danger, cause } = readEvent(variables)
  const warn = (what: string) => warnings.push(`This run writes on ${called}${what} ${alternatives}`)
  if (danger) problems.push(`Nothing is written on ${called}: ${danger} ${alternatives}`)
  else if (isPullRequest(cause)) warn(': changes that are not merged yet take effect.')
  else if (openToAnyone.includes(cause)) warn(', which anyone can trigger.')
}

/** Adds a problem if a run on this event must not send credentials, or only to allowed hosts. */
export function checkVerifyEvent(form: Form): void {
  const { called, danger, cause } = readEvent(form.variables)
  if (danger)
    form.problems.push(
      `No registry is asked on ${called}: ${danger} Use push, schedule or workflow_dispatch.`
    )
  else if ((isPullRequest(cause) || openToAnyone.includes(cause)) && form.text('allowed-hosts') === undefined)
    form.problems.push(
      `'allowed-hosts' is missing; on ${called} someone else may choose the addresses that get the credentials. List the hosts that may get them.`
    )
}

export function reasonForNoToken(variables: Environment): string {
  const usual = `'token' is missing; set it to a token that can manage the organization's private registries (the workflow's own GITHUB_TOKEN cannot). A secret that is not set arrives empty.`
  return reasonForEvent('token', variables) ?? usual
}

/** Why an input that holds a secret is empty, if the event is the reason. */
function reasonForEvent(input: 'token' | 'app-private-key', variables: Environment): string | undefined {
  const { name, isForeign } = readEvent(variables)
  const runs = isPullRequest(name) ? 'pull requests' : 'runs'
  if (variables['GITHUB_ACTOR'] === 'dependabot[bot]')
    return `'${input}' is empty: Dependabot's ${runs} get no Actions secrets, only Dependabot secrets. Store the ${input === 'token' ? 'token' : 'key'} as a Dependabot secret, or skip this step for them.`
  return isPullRequest(name) && name !== 'pull_request_target' && isForeign
    ? `'${input}' is empty: pull requests from forks get no secrets. Skip this step for them.`
    : undefined
}

function isPullRequest(event: string): boolean {
  return /^pull_request(_|$)/.test(event)
}

/** The event, and the one that triggered it, both in `called`; `danger` is why a run on it must not use secrets. */
function readEvent(variables: Environment) {
  const name = variables['GITHUB_EVENT_NAME'] ?? ''
  const path = variables['GITHUB_EVENT_PATH'] ?? ''
  const event = Object(tryTo(() => JSON.parse(readFileSync(path, 'utf8'))))
  const { head, base } = Object(event['pull_request'])
  const run = Object(event['workflow_run'])
  const isRun = name === 'workflow_run'
  // If the triggering run was itself a workflow_run, its payload does not say what triggered that.
  const cause: string = !isRun ? name : typeof run.event === 'string' && run.event !== name ? run.event : ''
  const isForeign = isRun
    ? !isSame(run.head_repository, run.repository ?? event['repository'])
    : head !== undefined && !isSame(head?.repo, base?.repo)
  const called = cause === '' || cause === name ? name : `${name} (${cause})`
  const danger =
    (isRun && cause === '' && 'its payload cannot be read, or does not say which event triggered it.') ||
    (cause === 'pull_request_target' && 'the workflow runs with secrets for code that anyone can propose.') ||
    (isRun &&
      isPullRequest(cause) &&
      isForeign &&
      'a pull request from another repository triggered it, and the workflow runs with secrets.')
  return { name, cause, isForeign, called, danger }
}

/** GitHub shows a deleted fork as null. */
function isSame(head: unknown, base: unknown): boolean {
  const [one, other] = [Object(head).full_name, Object(base).full_name]
  return typeof one === 'string' && one === other
}
