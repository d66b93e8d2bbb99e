import { randomBytes } from 'node:crypto'
import { type Clock, createLimiter, type Log } from '../github/call.ts'
import { addressOf } from '../registries/match.ts'
import type { Sentence } from '../registries/problem.ts'
import { describe } from '../registries/registry.ts'
import { sentenceAbout, type Wanted } from '../registries/wanted.ts'
import type { RequestFor, Result } from '../request.ts'
import { createAsk } from './ask.ts'
import { type Finding, findDifference, unclear } from './difference.ts'
import { readEntry } from './question.ts'

const mostAtOnce = 10

/** Asks each different registry whether it accepts its credential. */
export async function verify(
  { wanted, allowedHosts, connection }: RequestFor<'verify'>,
  { clock, deadline, cancelled }: { clock: Clock; deadline: number; cancelled: AbortSignal },
  log: Log
): Promise<Extract<Result, { operation: 'verify' }>> {
  const ask = createAsk({ ...connection, cancelled }, () => deadline - clock.now())
  const turn = createLimiter(mostAtOnce)
  const entries = differentOnes(wanted)
  const findings = await Promise.all(entries.map(entry => turn(() => findingFor(entry))))
  const problems: Sentence[] = []
  const verified = entries.map(({ wanted, spec, question }, index) => {
    const { verdict, status, reason } = findings[index] ?? unclear('')
    const sentence = sentenceAbout(wanted, `${describe(spec)}: ${reason}`, 'secret_env')
    if (verdict === 'refused') problems.push(sentence)
    else if (verdict === 'unclear') log.warning(sentence)
    else if ('lacksSecret' in question) log.notice(sentence)
    const { registry_type = null, url = null } = spec
    return { registry_type, url, verdict, status, reason }
  })
  return { operation: 'verify', verified, problems }

  async function findingFor({ spec, question }: Entry): Promise<Finding> {
    if ('skipped' in question) return { verdict: 'skipped', status: null, reason: question.skipped }
    if ('unclear' in question) return unclear(question.unclear)
    const { probe, url, authorization } = question
    return findDifference(probe, url, {
      ...{ ask, authorization, allowedHosts, info: log.info },
      secretName: spec.secret_env ?? 'secret',
      // Some types want a name to begin with a letter.
      unknown: `x${randomBytes(16).toString('hex')}`
    })
  }
}

type Entry = ReturnType<typeof readEntry> & { wanted: Wanted }

/** The first entry of each type, address, auth type, user name and credential. */
function differentOnes(wanted: readonly Wanted[]): Entry[] {
  const entries = wanted.map(one => ({ wanted: one, ...readEntry(one) }))
  const keyOf = ({ spec, authType, question }: Entry) => {
    const { registry_type = '', url = '', username } = spec
    const credential = 'url' in question ? question.authorization : question
    return JSON.stringify([addressOf(registry_type, url), authType, username ?? '', credential])
  }
  return [...Map.groupBy(entries, keyOf).values()].flatMap(([first]) => first ?? [])
}
