import fc from 'fast-check'
import { badAnswer, badAnswers } from '../bad-answers.ts'
import { converge } from '../converge.ts'
import { type Drawn, type Experiment, sampled } from '../experiment.ts'
import { errorsIn } from '../oracle.ts'
import { everything } from '../world.ts'

const names = badAnswers.filter(({ is }) => is === 'waits').map(({ name }) => name)

/** A run in which the server asks to wait a few times, in ways that are given. */
const run = fc.record({
  ...{ isLarge: fc.boolean(), byPattern: fc.boolean(), seconds: fc.integer({ min: 1, max: 90 }) },
  // After how many requests it does so again.
  plan: fc.array(fc.record({ after: fc.nat(20), name: fc.constantFrom(...names) }), {
    minLength: 1,
    maxLength: 4
  })
})

/** No request is sent while the server has asked to wait. */
export const retryWindow: Experiment<Drawn<typeof run>> = {
  title: 'Requests inside a window in which GitHub asks to wait',
  reach: '0, in windows of random length, given as seconds, dates and resets',
  of: 'windows',
  share: 2,
  cases: sampled(run, 400),
  async play({ isLarge, byPattern, plan, seconds }, open) {
    const stage = await open()
    let [count, since] = [0, 0]
    const decide = () => {
      const next = plan[count]
      since += 1
      if (!next || since <= next.after) return undefined
      ;[count, since] = [count + 1, 0]
      return badAnswer(next.name)
    }
    stage.wait = stage.how === 'built' ? 1 + (seconds % 2) : seconds
    const situations = everything(isLarge && stage.how === 'here', byPattern)
    const times = { timeout: '1d', 'write-interval': '100ms' }
    const { wrong, results } = await converge(stage, situations, [{ decide, with: times }])
    return { count, wrong: [...wrong, ...stage.early, ...results.flatMap(errorsIn)] }
  }
}
