import { type Change, type Plan, type Planned, plannedFor, unmatchedChange } from './change.ts'
import { disallowedHostsOf } from './check.ts'
import { type Matched, matchAll, mismatches, type State } from './match.ts'
import { isDue, type Policy } from './plan.ts'
import { describe, describeExisting, hasSecret, needsSecret, secretIn } from './registry.ts'
import { sentenceAbout, specFor } from './wanted.ts'

/** The plan that writes the secrets of existing registries and no other field. `now` is in milliseconds since 1970. */
export function planRotation(
  state: State,
  policy: Pick<Policy, 'rewriteSecrets' | 'allowedHosts'>,
  when: { now: number; dryRun: boolean }
): Plan {
  const { org, registries } = state
  return { org, changes: matchAll(state).map(rotateOne), problems: [], warnings: [], unmanaged: [] }

  function rotateOne(entry: Matched): Planned {
    const { wanted, registry } = entry
    if (!registry) return missing(entry)
    const kept: Change = { org, action: 'keep', before: registry, spec: {} }
    const differing = mismatches(registry, wanted.spec)
    if (differing.length > 0)
      return {
        change: { ...kept, action: 'update' },
        problems: differing.map(({ field, text }) => sentenceAbout(wanted, text, field)),
        stops: 'change'
      }
    const spec = specFor(wanted, { auth_type: 'token', ...registry })
    const takesSecret = needsSecret(spec, registry)
    const due = takesSecret && hasSecret(spec) && isDue(registry, policy.rewriteSecrets, when.now)
    const change: Change = due ? { ...kept, action: 'update', spec: secretIn(spec) } : kept
    const disallowed = due ? disallowedHostsOf(registry, {}, policy.allowedHosts) : []
    const unnamed = `${describe(registry)} has no 'secret_env', so its secret is not rotated.`
    return {
      ...plannedFor(wanted, change, { organization: [...entry.problems, ...disallowed] }, when),
      warnings: takesSecret && !hasSecret(spec) ? [sentenceAbout(wanted, unnamed)] : []
    }
  }

  /** A registry that does not exist fails only its entry. An ambiguous match stops the organization. */
  function missing({ wanted, candidates = [], problems }: Matched): Planned {
    const spec = specFor(wanted, {})
    const none = `${org} has no ${describe(spec)}, so there is no secret to rotate. ${describeExisting(registries, spec.registry_type)}`
    return {
      change: unmatchedChange(wanted, org),
      problems: problems.length > 0 ? problems : [sentenceAbout(wanted, none)],
      stops: candidates.length > 0 ? 'organization' : 'change'
    }
  }
}
