import { testWithSignals } from '../runner/platform.ts'
import { seedOfTests, shareOfTests } from './experiment.ts'
import { experiments } from './experiments.ts'

// A share may take a minute on a machine that has nothing else to do.
const longest = 300_000

for (const [name, experiment] of Object.entries(experiments)) {
  const testHere = name === 'cancel' ? testWithSignals : test
  testHere(
    name,
    async () => {
      const { count, faults } = await experiment.run({ share: shareOfTests, seed: seedOfTests, tell() {} })
      expect(faults).toEqual([])
      expect(count).toBeGreaterThan(0)
    },
    longest
  )
}
