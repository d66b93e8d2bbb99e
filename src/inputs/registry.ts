import { type checkNew, hostFieldProblems } from '../registries/check.ts'
import { type RegistrySpec, registryName, selectionProblem } from '../registries/registry.ts'
import { Secret } from '../registries/secret.ts'
import { allOrganizations, type Operation, type Target } from '../request.ts'
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
  if (secret === '') form.problems.push(`'secret' contains only a line break.`)
  else if (secret !== whole) form.notices.push(`The line break at the end of 'secret' was removed.`)
  return secret
}

export function checkSpec(
  form: Form,
  spec: RegistrySpec,
  orgs: readonly string[],
  check: typeof checkNew
): void {
  form.problems.push(...check(spec, form.source), ...repositoryProblems(spec, orgs))
}

/** The owner of a repository of another organization, which cannot use the registries of this one. */
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
      return `'selected-repositories' contains '${text}', which is not a repository name, pattern or id.`
    if (kind === 'id') return `'selected-repositories' contains '${text}', which is not a repository id.`
    const org = orgs.find(name => foreignRepository(text, name))
    if (org === undefined) return []
    if (org === allOrganizations)
      return `'selected-repositories' contains '${text}', which belongs to ${foreignRepository(text, org)}; with 'org' * write names without an owner.`
    return `'selected-repositories' contains '${text}', which belongs to ${foreignRepository(text, org)}; only repositories of ${org} can use its registries.`
  })
}

/** Reads which registry the operation is for: by name, with the type and address it should have, or by type and address. */
export function readTarget(form: Form, operation: Operation, spec: RegistrySpec): Target | undefined {
  const { registry_type, url } = spec
  const name = form.text('name')
  if (name !== undefined && !registryName.test(name))
    form.problems.push(
      `'name' is '${name}', which is not a registry name; names look like MAVEN_REPOSITORY_SECRET.`
    )
  // The address of an update is checked with its other fields; together with a name it is the new value.
  const isUpdate = operation === 'update' || operation === 'apply' || operation === 'plan'
  if (!isUpdate) form.problems.push(...hostFieldProblems(spec, form.source))
  if (name !== undefined)
    return { name, expected: { ...(registry_type && { registry_type }), ...(url && !isUpdate && { url }) } }
  if (registry_type !== undefined && url !== undefined) return { registry_type, url }
  if (!form.source.gave('registry_type') || !form.source.gave('url'))
    form.problems.push(
      inputs['manifest']?.operations.includes(operation)
        ? `There is nothing to ${operation}; set 'manifest', or 'registry-type' and 'url', or 'name'.`
        : `The registry to ${operation} is missing; set 'name', or 'registry-type' and 'url'.`
    )
  return undefined
}
