import { isLoopback } from '../github/fetch.ts'
import { orgName } from '../registries/names.ts'
import { everywhere, type Operation, type Reach, takingSeveral } from '../request.ts'
import { readAccess } from './access.ts'
import type { Form } from './form.ts'
import type { Variables } from './surroundings.ts'
import { parseDuration, parseInterval, parseList } from './values.ts'

/** Reads where GitHub is and how to reach it. What cannot be used becomes a problem of the form. */
export function readReach(form: Form, variables: Variables, mask: (secret: string) => void): Reach {
  const apiUrl = readApiUrl(form, variables)
  readTrust(form, variables, apiUrl)
  const timeout = form.parsed('timeout', parseDuration) ?? 0
  const requestTimeout = form.parsed('request-timeout', parseDuration) ?? 0
  const writeInterval = form.parsed('write-interval', parseInterval) ?? 0
  return {
    apiUrl,
    access: readAccess(form, variables, mask),
    timeout,
    requestTimeout,
    writeInterval,
    proxy: readProxy(form, variables, mask)
  }
}

/** Reads the organizations; several only where the operation takes them. */
export function readOrgs(form: Form, operation: Operation | undefined): string[] {
  const byApp = form.text('app-id') !== undefined || form.text('app-private-key') !== undefined
  const given = form.parsed('org', parseList)
  const lower = (given ?? []).map(org => org.toLowerCase())
  const orgs = (given ?? []).filter((_, index) => lower.indexOf(lower[index] ?? '') === index)
  if (orgs.length === 0 && (given || form.text('org') === undefined))
    form.problems.push(`'org' is empty; give the name of an organization.`)
  for (const org of orgs)
    if (org === everywhere) form.problems.push(...everywhereProblems(orgs, byApp))
    else if (!orgName.test(org))
      form.problems.push(`'org' holds '${org}', which is no organization's name.${hintFor(org)}`)
  const several = orgs.includes(everywhere) ? 'is *' : `names ${orgs.length} organizations`
  if (
    (orgs.length > 1 || orgs.includes(everywhere)) &&
    operation !== undefined &&
    !takingSeveral.includes(operation)
  )
    form.problems.push(`'org' ${several}; ${operation} takes one organization.`)
  return orgs
}

/** What was probably meant by a text that is no organization's name. */
function hintFor(text: string): string {
  if (/\s/.test(text)) return ' Separate names with commas or line breaks.'
  if (text.includes('*')) return ' Patterns are not supported here; use * with an App, or list the names.'
  const [name = ''] = text.replace(/^@|^(https?:\/\/)?[^/]+\.[^/]+\/(orgs\/)?/, '').split('/')
  return orgName.test(name) ? ` Write only the name: ${name}.` : ''
}

function everywhereProblems(orgs: readonly string[], byApp: boolean): string[] {
  if (!byApp)
    return [
      `'org' is *, but a token does not tell its organizations; name them, or give 'app-id' and 'app-private-key' instead of 'token'.`
    ]
  return orgs.length > 1
    ? [`'org' holds * beside names; * stands for all of the App's organizations alone.`]
    : []
}

function readApiUrl(form: Form, variables: Variables): string {
  const given = form.text('github-api-url') ?? (variables['GITHUB_API_URL'] || 'https://api.github.com')
  const url = URL.parse(given)
  const problem = apiUrlProblem(url)
  if (problem) form.problems.push(problem)
  return (url?.href ?? '').replace(/\/+$/, '')
}

/** Without certificates anybody on the way could read the token. */
function readTrust(form: Form, variables: Variables, apiUrl: string): void {
  if (variables['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0' || isLoopback(URL.parse(apiUrl)?.hostname ?? ''))
    return
  form.problems.push(
    `NODE_TLS_REJECT_UNAUTHORIZED is 0, so that anybody on the way could read the token; remove it, and name your own certificate authority in NODE_EXTRA_CA_CERTS.`
  )
}

function apiUrlProblem(url: URL | null): string | undefined {
  const example = 'https://api.github.com, or https://HOST/api/v3 on GitHub Enterprise Server'
  // The value is not repeated: it may hold credentials.
  if (!url || url.username || url.password || url.search || url.hash || !/^https?:$/.test(url.protocol))
    return `'github-api-url' is not the address of a REST API; it must be like ${example}.`
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return `'github-api-url' begins with http:, which would send the token unencrypted; it must be like ${example}.`
  if (url.hostname === 'github.com')
    return `'github-api-url' is GitHub's website; its REST API is ${example}.`
  return undefined
}

function readProxy(form: Form, variables: Variables, mask: (secret: string) => void): Record<string, string> {
  const text = (variables['https_proxy'] || variables['HTTPS_PROXY'] || '').trim()
  if (text === '') return {}
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  for (const password of passwordsIn(url)) mask(password)
  if (!url || !/^https?:$/.test(url.protocol)) {
    // The value is not repeated: it may hold a password.
    form.problems.push(
      'The variable HTTPS_PROXY is not the address of a proxy; it must be like http://proxy.acme.example:3128.'
    )
    return {}
  }
  return { HTTPS_PROXY: url.href, NO_PROXY: variables['no_proxy'] || variables['NO_PROXY'] || '' }
}

/** As written in the address, and as meant. */
function passwordsIn(url: URL | null): string[] {
  if (!url?.password) return []
  try {
    return [url.password, decodeURIComponent(url.password)]
  } catch {
    return [url.password]
  }
}
