import type { Change } from './change.ts'
import { strayHostsOf } from './check.ts'
import { findByAddress } from './match.ts'
import type { Occasion, Plan, State } from './plan.ts'
import type { Sentence } from './problem.ts'
import { type Recognised, recogniseAll } from './recognise.ts'
import { describe, hasSecret, insteadOf, needsSecret, type Registry, secretIn } from './registry.ts'
import { isDue, type Rewrite } from './rewrite.ts'
import { faultOf, missingStep, type PlannedStep, stepOf } from './step.ts'
import { sentenceAbout, specFor, type Wanted } from './wanted.ts'

/** Which secrets are written, and where they may go. */
export interface RotationPolicy {
  rewriteSecrets: Rewrite
  allowedHosts: readonly string[] | undefined
}

/** The plan that writes the secrets of registries that exist, and touches no other field. */
export function planRotation(state: State, policy: RotationPolicy, occasion: Occasion): Plan {
  const planned = recogniseAll(state).map(entry => rotateOne(entry, { ...state, policy, ...occasion }))
  return {
    org: state.org,
    steps: planned.map(({ step }) => step),
    problems: [],
    warnings: planned.flatMap(({ warnings }) => warnings),
    notices: planned.flatMap(({ notices }) => notices),
    respelt: [],
    drift: false
  }
}

/** What an entry is rotated with. */
interface Context extends Occasion, Omit<State, 'entries'> {
  policy: RotationPolicy
}

type Rotated = PlannedStep & { warnings: Sentence[] }

function rotateOne(entry: Recognised, context: Context): Rotated {
  const { org, policy, now, dryRun } = context
  const { rewriteSecrets, allowedHosts } = policy
  const { wanted, registry } = entry
  if (!registry) return missing(entry, context)
  const { name } = registry
  const keep: Change = { action: 'keep', org, name, registry }
  const spec = specFor(wanted, { auth_type: 'token', ...registry })
  const mismatch = mismatches(wanted, registry)
  if (mismatch.length > 0)
    return {
      step: faultOf({ ...keep, action: 'update', spec: {} }, mismatch, 'change'),
      notices: [],
      warnings: []
    }
  const takesSecret = needsSecret(spec, registry)
  const due = takesSecret && hasSecret(spec) && isDue(registry, rewriteSecrets, now)
  const change: Change = due ? { ...keep, action: 'update', spec: secretIn(spec) } : keep
  const organization = [...entry.problems, ...(due ? strayHostsOf(registry, {}, allowedHosts) : [])]
  const unnamed = `${describe(registry)} has no 'secret_env', so its secret is not rotated.`
  return {
    ...stepOf(change, { run: [], organization }, { wanted, dryRun }),
    warnings: takesSecret && !hasSecret(spec) ? [sentenceAbout(wanted, unnamed)] : []
  }
}

/** A registry that does not exist is the fault of its entry alone; several that may be meant stop the organization. */
function missing({ wanted, unclear, problems }: Recognised, { org, registries }: Context): Rotated {
  const spec = specFor(wanted, {})
  const none = `${org} has no ${describe(spec)}, so there is no secret to rotate. ${insteadOf(registries, spec.registry_type)}`
  const sentences = problems.length > 0 ? problems : [sentenceAbout(wanted, none)]
  const stops = unclear && unclear.length > 0 ? 'organization' : 'change'
  return { step: missingStep(wanted, org, sentences, stops), notices: [], warnings: [] }
}

/** Type and address beside a name are a check. */
function mismatches(wanted: Wanted, registry: Registry): Sentence[] {
  const { registry_type, url } = wanted.spec
  const said: Sentence[] = []
  if (registry_type !== undefined && registry_type !== registry.registry_type)
    said.push(
      sentenceAbout(
        wanted,
        `${registry.name} is a ${registry.registry_type}, not a ${registry_type}.`,
        'registry_type'
      )
    )
  if (
    url !== undefined &&
    registry.url &&
    findByAddress([registry], registry.registry_type, url).length === 0
  )
    said.push(sentenceAbout(wanted, `${registry.name} is at ${registry.url}, not at ${url}.`, 'url'))
  return said
}
