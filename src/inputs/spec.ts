import type { checkNew } from '../registries/check.ts'
import type { RegistrySpec } from '../registries/registry.ts'
import type { Form } from './form.ts'
import { isId, isOnHost, parseList } from './values.ts'

/** Reads the fields of the registry. The secret is masked before anything is printed. */
export function readSpec(form: Form, mask: (secret: string) => void): RegistrySpec {
  const secret = readSecret(form, mask)
  const names = form.parsed('selected-repositories', parseList)
  const ids = form.ids('selected-repository-ids')
  return {
    ...form.fields(),
    ...(secret && { secret }),
    ...(names && { selected_repositories: names }),
    ...(ids && { selected_repository_ids: ids })
  }
}

function readSecret(form: Form, mask: (secret: string) => void): string | undefined {
  const given = form.text('secret')
  const secret = given?.replace(/\r?\n$/, '')
  if (secret) mask(secret)
  if (secret !== given) form.notices.push(`The line break at the end of 'secret' is left out.`)
  return secret
}

/** Checks the fields; what is wrong or probably not meant is added to the form. */
export function checkSpec(form: Form, spec: RegistrySpec, org: string, check: typeof checkNew): void {
  const { problems, warnings } = check(spec, form.source)
  form.problems.push(...problems, ...foreignRepositories(spec, org))
  form.warnings.push(...warnings)
  const hosts = form.parsed('allowed-hosts', parseList)
  const url = URL.parse(spec.url ?? '')
  if (hosts && url && !isOnHost(url, hosts))
    form.problems.push(`'url' is on ${url.host}, which is not in 'allowed-hosts' (${hosts.join(', ')}).`)
}

function foreignRepositories({ selected_repositories: names = [] }: RegistrySpec, org: string): string[] {
  return names.flatMap(text => {
    const [name = '', owner = org, ...more] = text.split('/').reverse()
    if (more.length > 0 || !/^[\w.*-]+$/.test(name) || /^\.+$/.test(name))
      return `'selected-repositories' holds '${text}', which is no repository's name, pattern or id.`
    if (/^\d+$/.test(text) && !isId(text))
      return `'selected-repositories' holds '${text}', which is no repository's id.`
    if (owner.toLowerCase() !== org.toLowerCase())
      return `'selected-repositories' holds '${text}', which belongs to ${owner}; only repositories of ${org} can use its registries.`
    return []
  })
}
