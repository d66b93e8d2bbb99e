import { perform, usualSeed } from './experiment.ts'
import { experiments } from './experiments.ts'

test.each(Object.entries(experiments).filter(([, { share }]) => share > 0))(
  '%s',
  async (_, experiment) => {
    const options = { cases: experiment.share, seed: usualSeed, here: true }
    expect(await perform(experiment, options)).toMatchObject({ faults: [], count: expect.any(Number) })
  },
  120_000
)
