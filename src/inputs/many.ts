import { setFlagsFromString } from 'node:v8'
import { checkChange, missingSecret } from '../registries/check.ts'
import { checkValues } from '../registries/check-values.ts'
import type { Policy, Rewrite } from '../registries/plan-entry.ts'
import { authTypes, type RegistrySpec, secretIn } from '../registries/registry.ts'
import type { Wanted } from '../registries/wanted.ts'
import type { ManyRequest, Request, RequestFor } from '../request.ts'
import type { Form } from './form.ts'
import { type Lookup, readManifest } from './manifest.ts'
import { checkHosts, checkSpec } from './spec.ts'
import { inputs } from './table.ts'
import { readTarget } from './target.ts'
import { parseBoolean, parseCount, parseRewrite } from './values.ts'

/** What apply, plan and rotate are asked with, beside what is wanted. */
export interface ManyParts {
  operation: ManyRequest['operation']
  reach: Request['reach']
  orgs: string[]
  spec: RegistrySpec
  allowedHosts: string[] | undefined
  dryRun: boolean
}

/** The request of apply, plan or rotate: for the manifest, or for the one registry of the inputs. */
export async function readMany(
  form: Form,
  lookup: Lookup,
  parts: ManyParts
): Promise<RequestFor<ManyParts['operation']>> {
  // What is made for one entry or one request is soon of no use. Room for it that does not grow saves 60 MB of 1,000 writes, and costs no time.
  setFlagsFromString('--semi-space-growth-factor=1')
  const { operation, reach, orgs, allowedHosts } = parts
  const fromManifest = form.text('manifest') !== undefined
  const dryRun = operation === 'plan' || parts.dryRun
  const manifest = fromManifest ? await readManifest(form, lookup, { orgs, allowedHosts, dryRun }) : undefined
  const given = form.parsed('rewrite-secrets', parseRewrite)
  if (fromManifest) refuseRegistryInputs(form)
  else warnOfManifestInputs(form)
  const wanted = manifest ?? [wantedOf(form, parts, given)]
  const many = { reach, orgs, wanted, fromManifest, dryRun }
  if (operation !== 'rotate') return { operation, ...many, policy: readPolicy(form, given, allowedHosts) }
  if (given === 'never')
    form.problems.push(`'rewrite-secrets' is never, so rotate would do nothing; give always, or an age.`)
  return { operation, ...many, policy: { rewriteSecrets: given ?? 'always', allowedHosts } }
}

/** What apply may do. Without an age or another word, a manifest's secrets stay, and the one of the inputs is written. */
function readPolicy(form: Form, given: Rewrite | undefined, allowedHosts: string[] | undefined): Policy {
  const fromManifest = form.text('manifest') !== undefined
  const prune = form.parsed('prune', parseBoolean) ?? false
  if (prune && !fromManifest)
    form.problems.push(
      `'prune' is true, but there is no 'manifest': every other registry would be deleted. Give a manifest that names all that are wanted.`
    )
  return {
    rewriteSecrets: given ?? (fromManifest ? 'never' : 'always'),
    needsSecret: !fromManifest && given !== 'never',
    prune,
    maxDeletions: form.parsed('max-deletions', parseCount) ?? 0,
    allowRecreate: form.parsed('allow-recreate', parseBoolean) ?? false,
    allowedHosts
  }
}

/** The one registry of the inputs. */
function wantedOf(
  form: Form,
  { operation, spec, orgs, allowedHosts }: ManyParts,
  rewrite: Rewrite | undefined
): Wanted {
  readTarget(form, operation, spec)
  const name = form.text('name')
  checkHosts(form, spec, allowedHosts)
  if (operation === 'rotate') checkSpec(form, secretIn(spec), orgs, checkValues)
  else checkSpec(form, spec, orgs, checkChange)
  const authType = spec.auth_type
  const needs = operation === 'rotate' || (rewrite !== 'never' && authType && authTypes[authType].secret)
  if (needs && !form.source.gave('secret'))
    form.problems.push(missingSecret(authType ? `'auth-type' ${authType}` : operation, form.source))
  return { ...(name !== undefined && { name }), spec, defaults: {} }
}

const registryGroups = Object.entries(inputs).filter(
  ([, { group }]) => group !== 'Connection' && group !== 'Safety' && group !== 'Many at once'
)

function refuseRegistryInputs(form: Form): void {
  const given = registryGroups.map(([name]) => name).filter(name => form.typed(name) !== '')
  if (given.length > 0)
    form.problems.push(
      `'manifest' is given, and so ${given.length > 1 ? 'are' : 'is'} ${given.map(name => `'${name}'`).join(', ')}; the manifest says what is wanted, so leave ${given.length > 1 ? 'them' : 'it'} out.`
    )
}

/** What is of use only beside a manifest. */
function warnOfManifestInputs(form: Form): void {
  for (const name of ['secrets', 'max-deletions'])
    if (form.text(name) !== undefined && form.text(name) !== inputs[name]?.default)
      form.warnings.push(`'${name}' is not used without 'manifest'.`)
}
