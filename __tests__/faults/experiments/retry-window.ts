import fc from 'fast-check'
import { badAnswer, badAnswers } from '../bad-answers.ts'
import type { Experiment, Played } from '../experiment.ts'
import { errorsIn, unmet, watch } from '../oracle.ts'
import { onStage, type Stage } from '../play.ts'
import { applyOf, everything, settle } from '../situations.ts'

const names = badAnswers.filter(({ waits }) => waits).map(({ name }) => name)

/** A run in which the server asks to wait a few times, in ways that are given. */
const run = fc.record({
  ...{ isLarge: fc.boolean(), byPattern: fc.boolean(), seconds: fc.integer({ min: 1, max: 90 }) },
  // After how many requests it does so again.
  plan: fc.array(fc.record({ after: fc.nat(20), name: fc.constantFrom(...names) }), {
    minLength: 1,
    maxLength: 4
  })
})
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never

/** No request is sent while the server has asked to wait; the stage looks for them in every experiment. */
export const retryWindow: Experiment<Run> = {
  title: 'Requests inside a window in which GitHub asks to wait',
  reach: '0, in windows of random length, given as seconds, dates and resets',
  of: 'windows',
  share: 4,
  cases: (seed, most) => fc.sample(run, { seed, numRuns: Math.min(most, 400) }),
  play: (one, how) => onStage(how, {}, stage => play(one, stage))
}

async function play({ isLarge, byPattern, plan, seconds }: Run, stage: Stage): Promise<Played> {
  const situations = everything(isLarge && stage.how === 'here', byPattern)
  const scenes = Object.entries(situations).map(([login, one]) => settle(stage, login, one))
  const { with: inputs, ...step } = applyOf(situations)
  stage.wait = stage.how === 'built' ? 1 + (seconds % 2) : seconds
  let [windows, since] = [0, 0]
  stage.decide = () => {
    const next = plan[windows]
    since += 1
    if (!next || since <= next.after) return undefined
    ;[windows, since] = [windows + 1, 0]
    return badAnswer(next.name)
  }
  const all = { ...step, with: { ...inputs, timeout: '1d', 'write-interval': '100ms' } }
  const { result, wrong } = await watch(stage, scenes, all)
  const failed = [...errorsIn(result), ...scenes.flatMap(unmet)].map(fault => `it fails: ${fault}`)
  return { count: windows, wrong: [...wrong, ...failed] }
}
