import type { Case } from './bad-input/case.ts'
import { fileCases } from './bad-input/file-mistakes.ts'
import { halfCases } from './bad-input/halves.ts'
import { inputCases } from './bad-input/inputs.ts'
import { lineCases } from './bad-input/line-mistakes.ts'
import { networkCases } from './bad-input/network.ts'
import { fitsProcess, runCase } from './bad-input/run.ts'
import { scribbleCases } from './bad-input/scribbles.ts'
import { surroundingCases } from './bad-input/surroundings.ts'
import type { Experiment, Share } from './experiment.ts'

/** Of so many cases one is run. */
const everyOf: Record<Share, number> = { test: 25, ci: 6, all: 1 }

/** Of so many cases one goes through the built action, beside those that need a process of their own. */
const builtOf = 20

/** Bad inputs, bad manifests and hostile surroundings: no crash, no stack trace, no leak, and an error that says where. */
export const badInput: Experiment = {
  title: 'Bad inputs and manifests',
  reach: '2,000 bad inputs and manifests, no crash, no stack trace, each names input or line',
  async run({ share, seed, tell }) {
    const chosen = casesOf(seed).filter((_, index) => index % everyOf[share] === 0)
    const faults: string[] = []
    let built = 0
    for (const [index, given] of chosen.entries()) {
      const inProcess = given.process !== undefined || (index % builtOf === 0 && fitsProcess(given))
      if (inProcess) built += 1
      const found = await runCase(given, inProcess)
      faults.push(
        ...found.map(fault => `${given.name} (${inProcess ? 'built' : 'here'}, seed ${seed}): ${fault}`)
      )
      if ((index + 1) % 250 === 0)
        tell(`${index + 1} of ${chosen.length} bad inputs, ${faults.length} faults`)
    }
    return { of: 'bad inputs and manifests', count: chosen.length, built, faults }
  }
}

function casesOf(seed: number): Case[] {
  return [
    ...surroundingCases,
    ...networkCases,
    ...halfCases,
    ...fileCases,
    ...lineCases,
    ...inputCases(seed, 300),
    ...scribbleCases(seed, 500)
  ]
}
