import type { Advice, Advised } from '../registries/advise.ts'
import { code, fitting, more, prose } from './page.ts'
import { longestSentence, type Redact, redactIn } from './redact.ts'
import { addressText } from './sanitise.ts'

/** Advice without secrets. The action's own words stay even if a secret equals one. */
export function shownAdvice({ advice, readings }: Advised, redact: Redact): Advised {
  const shown = (text: string | null) => text && redactIn(text, one => redact(one, longestSentence))
  const registryOf = ({ registry_type, url }: Pick<Advice, 'registry_type' | 'url'>) => ({
    ...{ registry_type: shown(registry_type), url: shown(url) }
  })
  return {
    advice: advice.map(({ name, level, text, link, ...registry }) => ({
      ...{ name, level, ...registryOf(registry), text: shown(text) ?? '', link }
    })),
    readings: readings.map(reading => ({ ...reading, ...registryOf(reading) }))
  }
}

/** A fold of the summary with one line for each registry, and the notes, in at most so many characters. */
export function readersFold({ advice, readings }: Advised, most: number): string {
  if (readings.length === 0) return ''
  const called = ({ registry_type, url }: Pick<Advice, 'registry_type' | 'url'>) =>
    `${code(registry_type ?? 'registry')} at ${code(addressText(url ?? ''))}`
  const lines = readings.map(one => {
    const ignored = one.ignored.length > 0 ? `; ignored: ${one.ignored.join(', ')}` : ''
    const who = `Dependabot: ${one.dependabot}; code scanning: ${one.codeScanning}`
    return `- ${called(one)}. ${prose(`${who}; credential: ${one.sent}${ignored}`)}.`
  })
  const notes = advice
    .filter(({ level }) => level === 'note')
    .map(one => `- ${called(one)}: ${prose(one.text)} [${one.name}](${one.link})`)
  const items = [...lines, ...(notes.length > 0 ? ['', 'Notes:', '', ...notes] : [])]
  const shown = fitting(items, most)
  const left = items.length > shown.length ? ['', more(items.length - shown.length)] : []
  const summary = '<details><summary>Who reads these registries</summary>'
  return [summary, '', ...shown, ...left, '', '</details>'].join('\n')
}
