import * as core from '@actions/core'
import { checkChange, checkNew } from '../registries/check.ts'
import { missingSelection } from '../registries/check-values.ts'
import type { Sentence } from '../registries/problem.ts'
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
import type { Lookup } from './manifest.ts'
import { locateManifest } from './manifest-file.ts'
import type { ManyParts } from './many.ts'
import { readMany } from './many.ts'
import { readOrgs, readReach } from './reach.ts'
import { checkHosts, checkSpec, readSpec } from './spec.ts'
import { type Variables, writingOn } from './surroundings.ts'
import { inputs } from './table.ts'
import { readTarget } from './target.ts'
import { unknownInputs } from './unknown.ts'
import { parseBoolean, parseHosts } from './values.ts'

/** What was typed that is probably not meant, or was changed on reading. */
export interface Remarks {
  warnings: Sentence[]
  notices: Sentence[]
}

/** A request, or everything that is wrong with the inputs. */
export type Reading = Remarks & ({ request: Request } | { problems: Sentence[]; operation?: Operation })

/** Reads every input once. Nothing is printed before `mask` has been called with each secret. */
export async function readRequest(variables: Variables, mask: (secret: string) => void): Promise<Reading> {
  const form = new Form(name => core.getInput(name, { trimWhitespace: name !== 'secret' }))
  form.add(unknownInputs(variables))
  const operation = form.choice('operation', operations)
  if (operation) form.keepTo(operation)
  if (form.text('operation') === undefined)
    form.problems.push(`'operation' is missing; give one of ${operations.join(', ')}.`)
  const reach = readReach(form, variables, mask)
  const orgs = readOrgs(form, operation)
  const spec = readSpec(form, mask)
  const allowedHosts = form.parsed('allowed-hosts', parseHosts)
  const dryRun = form.parsed('dry-run', parseBoolean) ?? false
  const parts = { reach, orgs, spec, allowedHosts, dryRun }
  const request = operation && (await assemble(form, { variables, mask }, { operation, ...parts }))
  if (operation) {
    form.warnings.push(...unusedInputs(form, operation))
    if (!dryRun && writes.includes(operation)) form.add(writingOn(variables))
  }
  const { warnings, notices } = form
  const problems = form.allProblems()
  if (request && problems.length === 0) return { request, warnings, notices }
  return { problems, warnings, notices, ...(operation && { operation }) }
}

type Parts = Omit<ManyParts, 'operation'> & { operation: Operation }

/** The request that the inputs amount to. What only some operations need is loaded with them. */
async function assemble(form: Form, lookup: Lookup, parts: Parts): Promise<Request | undefined> {
  const { operation, reach, orgs, spec, allowedHosts, dryRun } = parts
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
      checkSpec(form, spec, orgs, checkNew)
      checkHosts(form, spec, allowedHosts)
      return isNew(spec) ? { operation, reach, org, spec, dryRun } : undefined
    case 'update': {
      const target = readTarget(form, operation, spec)
      const change = changeOf(spec, target)
      // The address is checked whether it is written or names the registry.
      checkSpec(form, { ...change, ...(spec.url !== undefined && { url: spec.url }) }, orgs, checkChange)
      form.problems.push(...missingSelection(change, form.source))
      checkHosts(form, spec, allowedHosts)
      if (target && Object.keys(change).length === 0)
        form.problems.push(
          `There is nothing to update; give at least one field beside those that name the registry. A secret that is not set arrives empty.`
        )
      return target && { operation, reach, org, target, spec: change, allowedHosts, dryRun }
    }
    case 'apply':
    case 'plan':
    case 'rotate': {
      return readMany(form, lookup, { ...parts, operation })
    }
    case 'export':
      return {
        operation,
        reach,
        org,
        file: locateManifest(form, lookup.variables, { toWrite: true }),
        dryRun
      }
  }
}

function isNew(spec: RegistrySpec): spec is RegistrySpec & NewRegistry {
  return spec.registry_type !== undefined && spec.url !== undefined && spec.visibility !== undefined
}

/** What an update writes: the type never, the address only as a new value beside a name. */
function changeOf(
  { registry_type: _, url, ...rest }: RegistrySpec,
  target: Target | undefined
): RegistrySpec {
  return target && 'name' in target && url !== undefined ? { url, ...rest } : rest
}

function unusedInputs(form: Form, operation: Operation): string[] {
  return Object.entries(inputs)
    .filter(([, input]) => !input.operations.includes(operation))
    .filter(([name, input]) => form.typed(name) !== '' && form.typed(name) !== input.default)
    .map(([name]) => `'${name}' is not used by ${operation}.`)
}
