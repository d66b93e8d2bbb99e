import { type checkNew, hostFieldProblems } from '../registries/check.ts'
import { type RegistrySpec, registryName, selectionProblem } from '../registries/registry.ts'
import { Secret } from '../registries/secret.ts'
import { everywhere, type Operation, type Target } from '../request.ts'
import { type Form, parseIds, parseList } from './form.ts'
import { inputs } from './table.ts'

/** Reads the fields of the registry, and masks its secret. */
export function readSpec(form: Form): RegistrySpec {
  const secret = readSecret(form)
  const names = form.parsed('selected-repositories', parseList)
  const ids = form.parsed('selected-repository-ids', parseIds)
  return {
    ...form.fields(),
    ...(secret && { secret: new Secret(secret) }),
    ...(names && { selected_repositories: names }),
    ...(ids && { selected_repository_ids: ids })
  }
}

function readSecret(form: Form): string | undefined {
  const whole = form.typed('secret')
  const secret = form.masked(whole)
  if (form.text('secret') === undefined) return undefined
  if (secret === '') form.problems.push(`'secret' holds nothing but a line break.`)
  else if (secret !== whole) form.notices.push(`The line break at the end of 'secret' is left out.`)
  return secret
}

/** Checks the fields, and adds the problems to the form. */
export function checkSpec(
  form: Form,
  spec: RegistrySpec,
  orgs: readonly string[],
  check: typeof checkNew
): void {
  form.problems.push(...check(spec, form.source), ...repositoryProblems(spec, orgs))
}

/** The owner of a repository that belongs to another organization, and so cannot use this one's registries. */
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

/** Reads which registry is meant: by name, with what to check beside it, or by type and address. */
export function readTarget(form: Form, operation: Operation, spec: RegistrySpec): Target | undefined {
  const { registry_type, url } = spec
  const name = form.text('name')
  if (name !== undefined && !registryName.test(name))
    form.problems.push(
      `'name' is '${name}', which is no registry's name; they look like MAVEN_REPOSITORY_SECRET.`
    )
  // The address of an update is checked with its other fields; beside a name it is the new value.
  const isUpdate = operation === 'update' || operation === 'apply' || operation === 'plan'
  if (!isUpdate) form.problems.push(...hostFieldProblems(spec, form.source))
  if (name !== undefined)
    return { name, expected: { ...(registry_type && { registry_type }), ...(url && !isUpdate && { url }) } }
  if (registry_type !== undefined && url !== undefined) return { registry_type, url }
  if (!form.source.gave('registry_type') || !form.source.gave('url'))
    form.problems.push(
      inputs['manifest']?.operations.includes(operation)
        ? `Nothing to ${operation} is named; give 'manifest', or 'registry-type' and 'url', or 'name'.`
        : `The registry to ${operation} is not named; give 'name', or 'registry-type' and 'url'.`
    )
  return undefined
}
