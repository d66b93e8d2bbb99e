import type { checkNew } from '../registries/check.ts'
import { hostProblems } from '../registries/match.ts'
import type { RegistrySpec } from '../registries/registry.ts'
import type { Form } from './form.ts'
import { isId, parseList } from './values.ts'

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
  const typed = form.typed('secret').replace(/\r?\n$/, '')
  if (typed !== '') mask(typed)
  const given = form.text('secret')
  if (given === undefined) return undefined
  if (typed === '') form.problems.push(`'secret' holds nothing but a line break.`)
  else if (typed !== given) form.notices.push(`The line break at the end of 'secret' is left out.`)
  return typed
}

/** Checks the fields; what is wrong or probably not meant is added to the form. */
export function checkSpec(form: Form, spec: RegistrySpec, org: string, check: typeof checkNew): void {
  const { problems, warnings } = check(spec, form.source)
  form.problems.push(...problems, ...foreignRepositories(spec, org))
  form.warnings.push(...warnings)
}

/** Checks that an address, if there is one, is on an allowed host, if hosts are given. */
export function checkHost(
  form: Form,
  address: string | undefined,
  allowed: readonly string[] | undefined
): void {
  const url = URL.parse(address ?? '')
  if (allowed && url) form.problems.push(...hostProblems(`'url'`, url, allowed))
}

function foreignRepositories({ selected_repositories: names = [] }: RegistrySpec, org: string): string[] {
  return names.flatMap(text => {
    const [name = '', owner = org, ...more] = text.split('/').reverse()
    if ((owner === '' && org !== '') || more.length > 0 || !/^[\w.*-]+$/.test(name) || /^\.+$/.test(name))
      return `'selected-repositories' holds '${text}', which is no repository's name, pattern or id.`
    if (/^\d+$/.test(text) && !isId(text))
      return `'selected-repositories' holds '${text}', which is no repository's id.`
    if (org !== '' && owner.toLowerCase() !== org.toLowerCase())
      return `'selected-repositories' holds '${text}', which belongs to ${owner}; only repositories of ${org} can use its registries.`
    return []
  })
}
