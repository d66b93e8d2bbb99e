import { describe } from '../registries/registry.ts'
import type { Verdict } from '../request.ts'
import { code, type Page, prose, table } from './page.ts'
import { addressText } from './sanitise.ts'

const inOrder = ['refused', 'unclear', 'skipped', 'accepted'] as const

/** What `verify` reports: refused registries first. */
export function verifiedContent(verified: readonly Verdict[]) {
  const sorted = inOrder.flatMap(verdict => verified.filter(one => one.verdict === verdict))
  const counts = Map.groupBy(sorted, ({ verdict }) => verdict)
  const texts = [...counts].map(([verdict, { length }]) => `${length} ${verdict}`)
  const counted = texts.join(', ') || 'There was nothing to verify'
  const page: Page = {
    above: [`${counted}.`],
    blocks: [
      table(
        ['Verdict', 'Type', 'Address', 'Status', 'Reason'],
        sorted.map(({ registry_type, url, verdict, status, reason }) => [
          ...[verdict === 'refused' ? '**refused**' : verdict, code(registry_type ?? '')],
          ...[code(addressText(url ?? '')), String(status ?? ''), prose(reason)]
        ])
      )
    ]
  }
  return {
    heading: 'Private registries: verify',
    lines: [
      ...sorted.map(({ verdict, reason, ...registry }) => `${verdict}: ${describe(registry)}: ${reason}`),
      `${counted}.`
    ],
    page
  }
}
