import fc from 'fast-check'
import { badAnswer, badAnswers } from '../bad-answers.ts'
import { converge } from '../converge.ts'
import type { Experiment } from '../experiment.ts'
import { errorsIn } from '../oracle.ts'
import { onStage } from '../play.ts'
import { everything } from '../situations.ts'

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

/** No request is sent while the server has asked to wait. */
export const retryWindow: Experiment<Run> = {
  title: 'Requests inside a window in which GitHub asks to wait',
  reach: '0, in windows of random length, given as seconds, dates and resets',
  of: 'windows',
  share: 2,
  cases: (seed, most) => fc.sample(run, { seed, numRuns: Math.min(most, 400) }),
  play: ({ isLarge, byPattern, plan, seconds }, how) =>
    onStage(how, {}, async stage => {
      let [count, since] = [0, 0]
      const decide = () => {
        const next = plan[count]
        since += 1
        if (!next || since <= next.after) return undefined
        ;[count, since] = [count + 1, 0]
        return badAnswer(next.name)
      }
      stage.wait = how === 'built' ? 1 + (seconds % 2) : seconds
      const situations = everything(isLarge && how === 'here', byPattern)
      const times = { timeout: '1d', 'write-interval': '100ms' }
      const { wrong, results } = await converge(stage, situations, [{ decide, with: times }])
      return { count, wrong: [...wrong, ...stage.early, ...results.flatMap(errorsIn)] }
    })
}
