import type { AdviceSettings } from '../registries/advise.ts'
import { checkChange, checkValues, missingSecret, strayHosts } from '../registries/check.ts'
import type { Policy } from '../registries/plan.ts'
import { authTypes, type RegistrySpec, secretIn } from '../registries/registry.ts'
import type { Wanted } from '../registries/wanted.ts'
import type { ManyRequest, Request } from '../request.ts'
import { type Form, parseCount, parseRewrite } from './form.ts'
import { readManifest } from './manifest.ts'
import { checkSpec, readTarget } from './registry.ts'
import { inputs } from './table.ts'

/** What all operations read. */
interface Basics {
  reach: Request['reach']
  orgs: string[]
  spec: RegistrySpec
  allowedHosts: string[] | undefined
  advice: AdviceSettings
  dryRun: boolean
}

/** The request of apply, plan or rotate: for the manifest, or for the one registry of the inputs. */
export async function readApply(
  form: Form,
  operation: ManyRequest['operation'],
  basics: Basics
): Promise<ManyRequest> {
  const { reach, orgs, allowedHosts, advice } = basics
  const fromManifest = form.text('manifest') !== undefined
  const dryRun = operation === 'plan' || basics.dryRun
  const manifest = fromManifest ? await readManifest(form, { orgs, allowedHosts, dryRun }) : undefined
  const given = form.parsed('rewrite-secrets', parseRewrite)
  if (fromManifest) refuseRegistryInputs(form)
  else warnOfManifestInputs(form)
  const wanted = manifest ?? [wantedOf(form, operation, basics, given)]
  const request = { reach, orgs, wanted, fromManifest, advice, dryRun }
  if (operation !== 'rotate') return { operation, ...request, policy: readPolicy(form, given, allowedHosts) }
  if (given === 'never')
    form.problems.push(`'rewrite-secrets' is never, so rotate would do nothing; give always, or an age.`)
  return { operation, ...request, policy: { rewriteSecrets: given ?? 'always', allowedHosts } }
}

/** What apply may do. By default, a manifest's secrets are not rewritten, and the one of the inputs is. */
function readPolicy(
  form: Form,
  given: Policy['rewriteSecrets'] | undefined,
  allowedHosts: string[] | undefined
): Policy {
  const fromManifest = form.text('manifest') !== undefined
  const prune = form.flag('prune')
  if (prune && !fromManifest)
    form.problems.push(
      `'prune' is true, but there is no 'manifest': every other registry would be deleted. Give a manifest that names all that are wanted.`
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

/** The one registry of the inputs. */
function wantedOf(
  form: Form,
  operation: ManyRequest['operation'],
  { spec, orgs, allowedHosts }: Basics,
  rewrite: Policy['rewriteSecrets'] | undefined
): Wanted {
  readTarget(form, operation, spec)
  const name = form.text('name')
  form.problems.push(...strayHosts(spec, form.source, allowedHosts))
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

/** Inputs that have an effect only with a manifest. */
function warnOfManifestInputs(form: Form): void {
  for (const name of ['secrets', 'max-deletions'])
    if (form.text(name) !== undefined && form.text(name) !== inputs[name]?.default)
      form.warnings.push(`'${name}' is not used without 'manifest'.`)
}
