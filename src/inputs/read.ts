import * as core from '@actions/core'
import { checkChange, checkNew } from '../registries/check.ts'
import type { RegistrySpec } from '../registries/registry.ts'
import {
  type NewRegistry,
  type Operation,
  operations,
  type Request,
  type Target,
  writes
} from '../request.ts'
import { Form } from './form.ts'
import { readReach } from './reach.ts'
import { reasonsNotToWrite, type Variables } from './surroundings.ts'
import { inputOf, inputs } from './table.ts'
import { isOnHost, parseBoolean, parseList } from './values.ts'

/** What was typed that is probably not meant, or was changed on reading. */
export interface Remarks {
  warnings: string[]
  notices: string[]
}

/** A request, or everything that is wrong with the inputs. */
export type Reading = Remarks & ({ request: Request } | { problems: string[]; operation?: Operation })

/** Reads every input once. Nothing is printed before `mask` has been called with each secret. */
export function readRequest(variables: Variables, mask: (secret: string) => void): Reading {
  const form = new Form(name => core.getInput(name, { trimWhitespace: name !== 'secret' }))
  const operation = form.choice('operation', operations)
  if (form.text('operation') === undefined)
    form.problems.push(`'operation' is missing; give one of ${operations.join(', ')}.`)
  const reach = readReach(form, variables, mask)
  const orgs = readOrgs(form, operation)
  const spec = readSpec(form, readSecret(form, mask))
  const dryRun = form.parsed('dry-run', parseBoolean) ?? false
  const request = operation && assemble(form, { operation, reach, orgs, spec, dryRun })
  if (operation) {
    form.warnings.push(...unusedInputs(form, operation))
    form.problems.push(...forbiddenWrite(operation, dryRun, variables))
  }
  const { problems, warnings, notices } = form
  if (request && problems.length === 0) return { request, warnings, notices }
  return { problems, warnings, notices, ...(operation && { operation }) }
}

function readSecret(form: Form, mask: (secret: string) => void): string | undefined {
  const given = form.text('secret')
  const secret = given?.replace(/\r?\n$/, '')
  if (secret) mask(secret)
  if (secret !== given) form.notices.push(`The line break at the end of 'secret' is left out.`)
  return secret
}

function forbiddenWrite(operation: Operation, dryRun: boolean, variables: Variables): string[] {
  if (dryRun || !writes.includes(operation)) return []
  return reasonsNotToWrite(variables)
}

interface Parts {
  operation: Operation
  reach: Request['reach']
  orgs: string[]
  spec: RegistrySpec
  dryRun: boolean
}

function assemble(form: Form, { operation, reach, orgs, spec, dryRun }: Parts): Request | undefined {
  const [org = ''] = orgs
  switch (operation) {
    case 'list':
      return { operation, reach, orgs }
    case 'get-public-key':
      return { operation, reach, org }
    case 'get': {
      const target = readTarget(form, operation, spec)
      return target && { operation, reach, org, target }
    }
    case 'delete': {
      const target = readTarget(form, operation, spec)
      return target && { operation, reach, org, target, dryRun }
    }
    case 'create':
      checkSpec(form, spec, org, checkNew)
      return isNew(spec) ? { operation, reach, org, spec, dryRun } : undefined
    case 'update': {
      const target = readTarget(form, operation, spec)
      const change = changeOf(spec, target)
      checkSpec(form, change, org, checkChange)
      if (target && Object.keys(change).length === 0)
        form.problems.push(
          `There is nothing to update; give at least one field beside those that name the registry.`
        )
      return target && { operation, reach, org, target, spec: change, dryRun }
    }
  }
}

function isNew(spec: RegistrySpec): spec is RegistrySpec & NewRegistry {
  return spec.registry_type !== undefined && spec.url !== undefined && spec.visibility !== undefined
}

function readOrgs(form: Form, operation: Operation | undefined): string[] {
  const orgs = form.parsed('org', parseList) ?? []
  if (orgs.length === 0) form.problems.push(`'org' is empty; give the name of an organization.`)
  for (const org of orgs)
    if (org === '*') form.problems.push(`'org' is *, but a token does not tell its organizations; name them.`)
    else if (!/^[a-z0-9][a-z0-9_-]*$/i.test(org))
      form.problems.push(`'org' holds '${org}', which is no organization's name.`)
  if (orgs.length > 1 && operation !== undefined && operation !== 'list')
    form.problems.push(`'org' names ${orgs.length} organizations; ${operation} takes one.`)
  return orgs
}

function readSpec(form: Form, secret: string | undefined): RegistrySpec {
  const names = form.parsed('selected-repositories', parseList)
  const ids = form.ids('selected-repository-ids')
  return {
    ...form.fields(),
    ...(secret && { secret }),
    ...(names && { selected_repositories: names }),
    ...(ids && { selected_repository_ids: ids })
  }
}

function readTarget(
  form: Form,
  operation: Operation,
  { registry_type, url }: RegistrySpec
): Target | undefined {
  const name = form.text('name')
  if (name !== undefined && (!/^[\w.-]+$/.test(name) || /^(\.+|public-key)$/i.test(name)))
    form.problems.push(
      `'name' is '${name}', which is no registry's name; they look like MAVEN_REPOSITORY_SECRET.`
    )
  const expected = { ...(registry_type && { registry_type }), ...(url && operation !== 'update' && { url }) }
  if (name !== undefined) return { name, expected }
  if (registry_type !== undefined && url !== undefined) return { registry_type, url }
  form.problems.push(`The registry to ${operation} is not named; give 'name', or 'registry-type' and 'url'.`)
  return undefined
}

/** What an update writes: the type never, the address only as a new value beside a name. */
function changeOf(
  { registry_type: _, url, ...rest }: RegistrySpec,
  target: Target | undefined
): RegistrySpec {
  return target && 'name' in target && url !== undefined ? { url, ...rest } : rest
}

function checkSpec(form: Form, spec: RegistrySpec, org: string, check: typeof checkNew): void {
  const { problems, warnings } = check(spec, {
    spell: inputOf,
    gave: field => form.text(inputOf(field)) !== undefined
  })
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
    if (owner.toLowerCase() !== org.toLowerCase())
      return `'selected-repositories' holds '${text}', which belongs to ${owner}; only repositories of ${org} can use its registries.`
    return []
  })
}

function unusedInputs(form: Form, operation: Operation): string[] {
  return Object.entries(inputs)
    .filter(([name, input]) => !input.operations.includes(operation) && form.text(name) !== input.default)
    .filter(([name]) => form.text(name) !== undefined)
    .map(([name]) => `'${name}' is not used by ${operation}.`)
}
