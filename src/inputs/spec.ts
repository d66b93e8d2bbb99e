import type { checkNew } from '../registries/check.ts'
import { strayHosts } from '../registries/check-values.ts'
import type { RegistrySpec } from '../registries/registry.ts'
import { selectionProblem } from '../registries/selection.ts'
import { everywhere } from '../request.ts'
import type { Form } from './form.ts'
import { parseList } from './values.ts'

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
  const whole = form.typed('secret')
  const typed = whole.replace(/\r?\n$/, '')
  if (typed !== '') mask(typed)
  if (typed !== '' && typed !== whole) mask(whole)
  const given = form.text('secret')
  if (given === undefined) return undefined
  if (typed === '') form.problems.push(`'secret' holds nothing but a line break.`)
  else if (typed !== given) form.notices.push(`The line break at the end of 'secret' is left out.`)
  return typed
}

/** Checks the fields; what is wrong or probably not meant is added to the form. */
export function checkSpec(
  form: Form,
  spec: RegistrySpec,
  orgs: readonly string[],
  check: typeof checkNew
): void {
  const { problems, warnings } = check(spec, form.source)
  form.problems.push(...problems, ...repositoryProblems(spec, orgs))
  form.warnings.push(...warnings)
}

/** Checks that what names a host names an allowed one, if hosts are given. */
export function checkHosts(form: Form, spec: RegistrySpec, allowed: readonly string[] | undefined): void {
  if (allowed) form.problems.push(...strayHosts(spec, form.source, allowed))
}

/** The owner of a repository that cannot use the registries of an organization, being another's. */
export function foreignRepository(text: string, org: string): string | undefined {
  const [, owner = org] = text.split('/').reverse()
  return owner.toLowerCase() === org.toLowerCase() ? undefined : owner
}

function repositoryProblems(
  { selected_repositories: names = [] }: RegistrySpec,
  orgs: readonly string[]
): string[] {
  return names.flatMap(text => {
    const kind = selectionProblem(text)
    if (kind === 'repository')
      return `'selected-repositories' holds '${text}', which is no repository's name, pattern or id.`
    if (kind === 'id') return `'selected-repositories' holds '${text}', which is no repository's id.`
    const org = orgs.find(name => foreignRepository(text, name))
    if (org === undefined) return []
    if (org === everywhere)
      return `'selected-repositories' holds '${text}', which belongs to ${foreignRepository(text, org)}; with 'org' * give names without an owner.`
    return `'selected-repositories' holds '${text}', which belongs to ${foreignRepository(text, org)}; only repositories of ${org} can use its registries.`
  })
}
