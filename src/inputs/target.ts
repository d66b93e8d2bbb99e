import { hostFieldProblems } from '../registries/check-values.ts'
import { registryName } from '../registries/names.ts'
import type { RegistrySpec } from '../registries/registry.ts'
import type { Operation, Target } from '../request.ts'
import type { Form } from './form.ts'
import { inputs } from './table.ts'

/** Reads which registry is meant: by name, with what is checked beside it, or by type and address. */
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
