import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fastClock, runHere } from '../runner/here.ts'
import { runStep } from '../runner/step.ts'
import { diceFor } from './dice.ts'
import { formNames } from './echoes.ts'
import type { Experiment, Share } from './experiment.ts'
import { type HostileServer, startHostileServer } from './hostile-server.ts'
import { plays } from './leak-plays.ts'
import { builtPlays } from './leak-plays-thrown.ts'
import { typedPlays } from './leak-plays-typed.ts'
import { makeScene, type Play, type Scene } from './leak-scene.ts'
import { kindsOfSecrets, makeSecret, makeToken } from './secrets.ts'
import { silentSinks, sinksOf } from './sinks.ts'
import { findTraces } from './traces.ts'

const cases: Readonly<Record<Share, number>> = { test: 40, ci: 160, all: 1400 }
/** Every so many of them goes through the built action. */
const builtOnce = 20

/** What one step showed. */
interface Seen {
  /** Secret, sink and form, each once. */
  cells: string[]
  faults: string[]
}

/** Random secrets, sent back by a hostile server in every form, and looked for in every sink. */
export const leaks: Experiment = {
  title: 'Leaks',
  reach: '10,000 secrets × sinks × forms, none seen',
  async run({ share, seed, tell }) {
    const server = await startHostileServer()
    const figure = { of: 'secrets × sinks × forms', count: 0, built: 0 }
    const faults: string[] = []
    const arrivals = new Set<string>()
    try {
      for (let number = 0; number < cases[share]; number += 1) {
        const isBuilt = number % builtOnce === 0
        const { cells, faults: found } = await tryOnce({ server, seed, number, isBuilt })
        figure.count += cells.length
        figure.built += isBuilt ? cells.length : 0
        faults.push(
          ...found.map(fault => `Seed ${seed}, case ${number}, ${isBuilt ? 'built' : 'here'}: ${fault}`)
        )
        for (const cell of cells) arrivals.add(cell.slice(cell.indexOf('\t') + 1))
        if (number % 500 === 499) tell(`${number + 1} of ${cases[share]} steps, ${faults.length} leaks`)
      }
    } finally {
      await server.close()
    }
    if (share === 'all') faults.push(...neverTried(arrivals))
    return { ...figure, faults }
  }
}

interface Trial {
  server: HostileServer
  seed: number
  number: number
  isBuilt: boolean
}

async function tryOnce({ server, seed, number, isBuilt }: Trial): Promise<Seen> {
  const dice = diceFor(seed, number)
  const play = dice.oneOf([
    ...plays,
    ...typedPlays,
    ...(isBuilt ? [...builtPlays, ...builtPlays, ...builtPlays] : [])
  ])
  const kind = dice.oneOf(kindsOfSecrets)
  const scene = makeScene(dice, makeSecret(dice, kind), makeToken(dice))
  server.answerWith(heard => {
    scene.hear(heard)
    return play.answer(scene, heard)
  })
  const { workspace, given } = workspaceFor(play, scene)
  try {
    const step = {
      with: { token: scene.token, 'github-api-url': server.url, ...play.with(scene) },
      env: {
        ...play.env?.(scene),
        RUNNER_DEBUG: String(dice.below(2)),
        NODE_DEBUG: dice.oneOf(['', 'http,https,net,tls'])
      },
      workspace
    }
    const result = isBuilt ? await runStep(step) : await runHere(step, fastClock(1000))
    const sinks = sinksOf(result, server.heard, given)
    const found = findTraces(result, scene.hidden, sinks)
    const about = `${play.name}, a secret of ${Buffer.byteLength(scene.secret)} bytes (${kind})`
    return {
      cells: cellsOf(scene, sinks),
      faults: [...found, ...notReached(play, scene, sinks)].map(fault => `${fault}; ${about}`)
    }
  } finally {
    rmSync(workspace, { recursive: true })
  }
}

function workspaceFor(play: Play, scene: Scene): { workspace: string; given: Set<string> } {
  const workspace = mkdtempSync(join(tmpdir(), 'leaks-'))
  const files = Object.entries(play.files?.(scene) ?? {})
  for (const [path, text] of files) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), text)
  }
  return { workspace, given: new Set(files.map(([, text]) => text)) }
}

/** Each secret in each sink and form, where what the server sent came as far as the sink, or nothing may. */
function cellsOf({ sent }: Scene, sinks: Readonly<Record<string, string>>): string[] {
  const cells = Object.entries(sinks).flatMap(([sink, text]) =>
    sent
      .filter(({ mark }) => silentSinks.includes(sink) || text.includes(mark))
      .map(({ value, form }) => `${value}\t${sink}\t${form}`)
  )
  return [...new Set(cells)]
}

/** An experiment whose echo nobody prints shows nothing. */
function notReached({ reaches }: Play, { sent }: Scene, sinks: Readonly<Record<string, string>>): string[] {
  return reaches
    .filter(sink => !sent.some(({ mark }) => sinks[sink]?.includes(mark)))
    .map(sink => `nothing of what the server sent came to ${sink}, so nothing was tried there`)
}

const loudSinks = ['stdout', 'log', 'annotations', 'outputs', 'texts of outputs', 'summary', 'files']

/** Every form has to have come to every sink at least once, or its figure means nothing. */
function neverTried(arrivals: ReadonlySet<string>): string[] {
  return loudSinks.flatMap(sink =>
    formNames
      .filter(form => !arrivals.has(`${sink}\t${form}`))
      .map(form => `Nothing as ${form} ever came to ${sink}, so nothing was tried there.`)
  )
}
