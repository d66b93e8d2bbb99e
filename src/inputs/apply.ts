import type { AdviceSettings } from '../registries/advise.ts'
import { checkChange, checkValues, disallowedHosts, missingSecret } from '../registries/check.ts'
import type { Policy } from '../registries/plan.ts'
import { authTypes, type RegistrySpec, secretIn } from '../registries/registry.ts'
import type { Wanted } from '../registries/wanted.ts'
import type { ManyRequest, Request, RequestFor } from '../request.ts'
import { type Form, parseCount, parseRewrite } from './form.ts'
import { readManifest } from './manifest.ts'
import { checkSpec, readTarget } from './registry.ts'
import { inputs } from './table.ts'

interface Basics {
  connection: Request['connection']
  orgs: string[]
  spec: RegistrySpec
  allowedHosts: string[] | undefined
  advice: AdviceSettings
  dryRun: boolean
}

/** The request of apply, plan, rotate or verify: for the manifest, or for the one registry of the inputs. */
export async function readApply(
  form: Form,
  operation: ManyRequest['operation'] | 'verify',
  basics: Basics
): Promise<ManyRequest | RequestFor<'verify'>> {
  const { connection, orgs, allowedHosts, advice } = basics
  const fromManifest = form.text('manifest') !== undefined
  const dryRun = operation === 'plan' || basics.dryRun
  const manifest = fromManifest ? await readManifest(form, { orgs, allowedHosts, dryRun }) : undefined
  const given = form.parsed('rewrite-secrets', parseRewrite)
  if (fromManifest) refuseRegistryInputs(form)
  else warnOfManifestInputs(form)
  const wanted = manifest ?? [wantedOf(form, operation, basics, given)]
  if (operation === 'verify') return { operation, connection, wanted, allowedHosts, advice }
  const request = { connection, orgs, wanted, fromManifest, advice, dryRun }
  if (operation !== 'rotate') {
    const planId = operation === 'apply' ? readPlanId(form, given) : 'any'
    return { operation, ...request, policy: readPolicy(form, given, allowedHosts), planId }
  }
  if (given === 'never')
    form.problems.push(
      `'rewrite-secrets' is never, so rotate would do nothing; use always, or an age such as 30d.`
    )
  return { operation, ...request, policy: { rewriteSecrets: given ?? 'always', allowedHosts } }
}

function readPlanId(form: Form, rewrite: Policy['rewriteSecrets'] | undefined): string {
  // Empty does not mean the default: an output that did not arrive is not an approval.
  const id = form.typed('plan-id')
  if (id === '')
    form.problems.push(
      `'plan-id' is empty: the output 'plan-id' of the plan did not arrive. Check that the plan job passes it on, and that this job needs that job.`
    )
  else if (id !== 'any' && !/^[\da-f]{64}$/.test(id))
    form.problems.push(`'plan-id' is not the id of a plan; use the output 'plan-id' of a plan, or any.`)
  if (id !== 'any' && typeof rewrite === 'object')
    form.problems.push(
      `'plan-id' cannot be combined with an age in 'rewrite-secrets', because which secrets are due depends on the time; use never or always.`
    )
  return id
}

/** What apply may do. By default it does not rewrite the secrets of a manifest, and always writes the secret of the inputs. */
function readPolicy(
  form: Form,
  given: Policy['rewriteSecrets'] | undefined,
  allowedHosts: string[] | undefined
): Policy {
  const fromManifest = form.text('manifest') !== undefined
  const prune = form.flag('prune')
  if (prune && !fromManifest)
    form.problems.push(
      `'prune' is true without 'manifest', so every other registry would be deleted. List the registries to keep in a manifest.`
    )
  return {
    rewriteSecrets: given ?? (fromManifest ? 'never' : 'always'),
    needsSecret: !fromManifest && given !== 'never',
    prune,
    maxDeletions: form.parsed('max-deletions', parseCount) ?? 0,
    allowRecreate: form.flag('allow-recreate'),
    allowedHosts
  }
}

function wantedOf(
  form: Form,
  operation: ManyRequest['operation'] | 'verify',
  { spec, orgs, allowedHosts }: Basics,
  rewrite: Policy['rewriteSecrets'] | undefined
): Wanted {
  readTarget(form, operation, spec)
  const name = form.text('name')
  form.problems.push(...disallowedHosts(spec, form.source, allowedHosts))
  if (operation === 'rotate') checkSpec(form, secretIn(spec), orgs, checkValues)
  else checkSpec(form, spec, orgs, checkChange)
  if (operation === 'verify') return { ...(name !== undefined && { name }), spec, defaults: {} }
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
      `'manifest' cannot be combined with ${given.map(name => `'${name}'`).join(', ')}; the manifest describes the registries, so remove ${given.length > 1 ? 'them' : 'it'}.`
    )
}

function warnOfManifestInputs(form: Form): void {
  for (const name of ['secrets', 'max-deletions'])
    if (form.text(name) !== undefined && form.text(name) !== inputs[name]?.default)
      form.warnings.push(`'${name}' is not used without 'manifest'.`)
}
