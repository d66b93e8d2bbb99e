import { perform, usualSeed } from './experiment.ts'
import { experiments } from './experiments.ts'

for (const [name, experiment] of Object.entries(experiments).filter(([, { share }]) => share > 0)) {
  test(name, async () => {
    const options = { cases: experiment.share, seed: usualSeed, tell() {} }
    expect(await perform(experiment, options)).toMatchObject({ faults: [], count: expect.any(Number) })
  }, 120_000)
}
