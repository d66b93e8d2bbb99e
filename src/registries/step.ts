import { type Change, type Outcome, outcomeOf, specOf } from './change.ts'
import { type Sentence, textOf } from './problem.ts'
import { specFor, unsetVariable, type Wanted } from './wanted.ts'

/** A change, or why there can be none. */
export type Step = { change: Change } | { fault: Fault }

/** Something that is wanted and cannot be done, and what that stops: only itself, its organization, or everything. */
export interface Fault {
  outcome: Outcome
  sentences: Sentence[]
  stops: 'change' | 'organization' | 'run'
}

/** The step of a change, and what is to be said of it although it can be done. */
export interface PlannedStep {
  step: Step
  notices: Sentence[]
}

/**
 * The step of a change with what was found against it: problems of the manifest, inputs or variables stop the run,
 * those of one organization only that. A dry run needs no secrets: a variable that is not set is a notice.
 */
export function stepOf(
  change: Change,
  problems: { run: readonly Sentence[]; organization: readonly Sentence[] },
  { wanted, dryRun }: { wanted: Wanted; dryRun: boolean }
): PlannedStep {
  const unset = unsetVariable(wanted, specOf(change), dryRun)
  const run = unset && !dryRun ? [...problems.run, unset] : problems.run
  const notices = unset && dryRun ? [unset] : []
  const all = [...run, ...problems.organization]
  if (all.length === 0) return { step: { change }, notices }
  return { step: faultOf(change, all, run.length > 0 ? 'run' : 'organization'), notices }
}

/** The step of a change that cannot be made. */
export function faultOf(change: Change, sentences: readonly Sentence[], stops: Fault['stops']): Step {
  const outcome = outcomeOf(change, { status: 'failed', reason: reasonOf(sentences) })
  return { fault: { outcome, sentences: [...sentences], stops } }
}

/** The step of an entry of which nobody can tell which registry it means, or whose registry is not there. */
export function missingStep(
  wanted: Wanted,
  org: string,
  sentences: readonly Sentence[],
  stops: Fault['stops']
): Step {
  const { registry_type = null, url = null } = specFor(wanted, {})
  const outcome: Outcome = {
    ...{ org, action: 'update', name: wanted.name ?? null, registry_type, url, fields: [] },
    ...{ status: 'failed', reason: reasonOf(sentences) }
  }
  return { fault: { outcome, sentences: [...sentences], stops } }
}

/** Problems as one text. */
function reasonOf(problems: readonly Sentence[]): string {
  return problems.map(textOf).join(' ')
}
