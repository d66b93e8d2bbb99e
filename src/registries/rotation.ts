import { type Change, type Plan, type Planned, plannedFor, soughtBy } from './change.ts'
import { strayHostsOf } from './check.ts'
import { mismatches, type Recognised, recogniseAll } from './match.ts'
import { isDue, type Policy, type State } from './plan.ts'
import { describe, hasSecret, insteadOf, needsSecret, secretIn } from './registry.ts'
import { sentenceAbout, specFor } from './wanted.ts'

/** What an entry is rotated with; `now` is in milliseconds since 1970. */
interface Context extends Omit<State, 'entries'> {
  policy: Pick<Policy, 'rewriteSecrets' | 'allowedHosts'>
  now: number
  dryRun: boolean
}

/** The plan that writes the secrets of registries that exist, and touches no other field. */
export function planRotation(
  state: State,
  policy: Pick<Policy, 'rewriteSecrets' | 'allowedHosts'>,
  when: { now: number; dryRun: boolean }
): Plan {
  const changes = recogniseAll(state).map(entry => rotateOne(entry, { ...state, policy, ...when }))
  return { org: state.org, changes, problems: [], warnings: [] }
}

function rotateOne(entry: Recognised, context: Context): Planned {
  const { org, policy, now } = context
  const { wanted, registry } = entry
  if (!registry) return missing(entry, context)
  const kept: Change = { org, action: 'keep', before: registry, spec: {} }
  const others = mismatches(registry, wanted.spec)
  if (others.length > 0)
    return {
      change: { ...kept, action: 'update' },
      problems: others.map(({ field, text }) => sentenceAbout(wanted, text, field)),
      stops: 'change'
    }
  const spec = specFor(wanted, { auth_type: 'token', ...registry })
  const takesSecret = needsSecret(spec, registry)
  const due = takesSecret && hasSecret(spec) && isDue(registry, policy.rewriteSecrets, now)
  const change: Change = due ? { ...kept, action: 'update', spec: secretIn(spec) } : kept
  const stray = due ? strayHostsOf(registry, {}, policy.allowedHosts) : []
  const unnamed = `${describe(registry)} has no 'secret_env', so its secret is not rotated.`
  return {
    ...plannedFor(wanted, change, { organization: [...entry.problems, ...stray] }, context),
    warnings: takesSecret && !hasSecret(spec) ? [sentenceAbout(wanted, unnamed)] : []
  }
}

/** A registry that does not exist is the fault of its entry alone; several that may be meant stop the organization. */
function missing({ wanted, unclear = [], problems }: Recognised, { org, registries }: Context): Planned {
  const spec = specFor(wanted, {})
  const none = `${org} has no ${describe(spec)}, so there is no secret to rotate. ${insteadOf(registries, spec.registry_type)}`
  return {
    change: soughtBy(wanted, org),
    problems: problems.length > 0 ? problems : [sentenceAbout(wanted, none)],
    stops: unclear.length > 0 ? 'organization' : 'change'
  }
}
