import * as core from '@actions/core'
import { type AdviceSettings, unknownAdvice } from '../registries/advise.ts'
import { checkChange, checkNew, disallowedHosts, missingSelection } from '../registries/check.ts'
import type { Sentence } from '../registries/problem.ts'
import { parseChoice, type RegistrySpec } from '../registries/registry.ts'
import { type Operation, operations, type Request, type Target, writes } from '../request.ts'
import { readApply } from './apply.ts'
import { checkEvent, checkVerifyEvent, readConnection, readOrgs } from './connection.ts'
import { type Environment, Form, parseHosts, parseList } from './form.ts'
import { locateManifest } from './manifest.ts'
import { checkSpec, readSpec, readTarget } from './registry.ts'
import { inputs, unknownInputs } from './table.ts'

/** Reads every input once. Returns a request, or all problems. Prints nothing and masks every secret. */
export async function readRequest(
  variables: Environment,
  mask: (secret: string) => void
): Promise<
  { warnings: Sentence[]; notices: Sentence[] } & (
    | { request: Request }
    | { problems: Sentence[]; operation?: Operation }
  )
> {
  const read = (name: string) => core.getInput(name, { trimWhitespace: name !== 'secret' })
  const form = new Form(read, variables, mask)
  form.add(unknownInputs(Object.keys(variables)))
  const operation = form.parsed('operation', text => parseChoice(text, operations))
  if (operation) form.limitTo(operation)
  if (form.text('operation') === undefined)
    form.problems.push(`'operation' is missing; set it to one of ${operations.join(', ')}.`)
  const basics = {
    connection: readConnection(form),
    orgs: form.uses('org') ? readOrgs(form, operation) : [],
    spec: readSpec(form),
    allowedHosts: form.parsed('allowed-hosts', parseHosts),
    advice: readAdvice(form),
    dryRun: form.flag('dry-run')
  }
  const request = operation && (await assemble(form, operation, basics))
  if (operation) {
    form.warnings.push(...unusedInputs(form, operation))
    if (!basics.dryRun && writes.includes(operation)) checkEvent(form)
    if (operation === 'verify') checkVerifyEvent(form)
  }
  const { warnings, notices } = form
  const problems = form.allProblems()
  if (request && problems.length === 0) return { request, warnings, notices }
  return { problems, warnings, notices, ...(operation && { operation }) }
}

async function assemble(
  form: Form,
  operation: Operation,
  basics: Parameters<typeof readApply>[2]
): Promise<Request | undefined> {
  const { connection, orgs, spec, allowedHosts, advice, dryRun } = basics
  const [org = ''] = orgs
  switch (operation) {
    case 'list':
      return { operation, connection, orgs }
    case 'get-public-key':
      return { operation, connection, org }
    case 'get': {
      const target = readTarget(form, operation, spec)
      return target && { operation, connection, org, target }
    }
    case 'delete': {
      const target = readTarget(form, operation, spec)
      return target && { operation, connection, org, target, dryRun }
    }
    case 'create':
      checkSpec(form, spec, orgs, checkNew)
      form.problems.push(...disallowedHosts(spec, form.source, allowedHosts))
      return { operation, connection, org, spec, advice, dryRun }
    case 'update': {
      const target = readTarget(form, operation, spec)
      const change = changeOf(spec, target)
      // The address is checked even if it only identifies the registry.
      checkSpec(form, { ...change, ...(spec.url !== undefined && { url: spec.url }) }, orgs, checkChange)
      form.problems.push(
        ...missingSelection(change, form.source),
        ...disallowedHosts(spec, form.source, allowedHosts)
      )
      if (target && Object.keys(change).length === 0)
        form.problems.push(
          `There is nothing to update; set at least one field besides those that identify the registry. A secret that is not set arrives empty.`
        )
      return target && { operation, connection, org, target, spec: change, allowedHosts, advice, dryRun }
    }
    case 'apply':
    case 'plan':
    case 'rotate':
    case 'verify':
      return readApply(form, operation, basics)
    case 'export':
      return { operation, connection, orgs, file: locateManifest(form, { toWrite: true }), dryRun }
  }
}

/** What an update writes: never the type, and the address only together with a name, as its new value. */
function changeOf(
  { registry_type: _, url, ...rest }: RegistrySpec,
  target: Target | undefined
): RegistrySpec {
  return target && 'name' in target && url !== undefined ? { url, ...rest } : rest
}

/** The page and version of the action that the README names, where the runner does not say which one runs. */
export const home = ['org/private-registry-action', 'v1'] as const

function readAdvice(form: Form): AdviceSettings {
  const ignored = form.parsed('ignore-advice', parseList) ?? []
  form.warnings.push(
    ...unknownAdvice(
      'ignore-advice',
      ignored.map(name => [name] as const)
    )
  )
  const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = form.variables
  const [name, version] = repository && ref ? [repository, ref] : home
  return { ignored, page: `https://github.com/${name}/blob/${encodeURI(version)}/docs/advice.md` }
}

function unusedInputs(form: Form, operation: Operation): string[] {
  return Object.entries(inputs)
    .filter(([, input]) => !input.operations.includes(operation))
    .filter(([name, input]) => form.typed(name) !== '' && form.typed(name) !== presetOf(input, form))
    .map(([name]) => `'${name}' is not used by ${operation}.`)
}

function presetOf({ default: preset }: { default?: string }, { variables }: Form): string | undefined {
  const [, name] = /^\$\{\{ github\.(\w+) \}\}$/.exec(preset ?? '') ?? []
  return name === undefined ? preset : variables[`GITHUB_${name.toUpperCase()}`]
}
