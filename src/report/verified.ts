import type { Verdict } from '../request.ts'
import { code, type Page, prose, table } from './page.ts'
import { addressText } from './sanitise.ts'

const inOrder = ['refused', 'unclear', 'skipped', 'accepted'] as const

/** What `verify` reports: refused registries first. */
export function verifiedContent(verified: readonly Verdict[]) {
  const sorted = inOrder.flatMap(verdict => verified.filter(one => one.verdict === verdict))
  const counts = inOrder.map(verdict => {
    const count = sorted.filter(one => one.verdict === verdict).length
    return count > 0 ? `${count} ${verdict}` : ''
  })
  const counted = counts.filter(Boolean).join(', ') || 'There was nothing to verify'
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
      ...sorted.map(({ registry_type, url, verdict, reason }) =>
        [`${verdict}:`, registry_type ?? 'registry', url === null ? '' : `at ${url}:`, reason]
          .filter(Boolean)
          .join(' ')
      ),
      `${counted}.`
    ],
    page
  }
}
