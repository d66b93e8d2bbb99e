import type { Verdict } from '../request.ts'
import { code, fitting, type Page, prose, table } from './page.ts'
import { addressText } from './sanitise.ts'

const inOrder = ['refused', 'unclear', 'skipped', 'accepted'] as const

/** What `verify` reports: refused registries first, in the output as in the manifest. */
export function verifiedReport(verified: readonly Verdict[], mostOutput: number, cuts: string[]) {
  const items = verified.map(one => JSON.stringify(one))
  const shown = fitting(items, mostOutput - 2)
  if (shown.length < items.length)
    cuts.push(
      `The output 'verified' would be too long: the last ${items.length - shown.length} are left out.`
    )
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
    outputs: { verified: `[${shown.join(',')}]` },
    page
  }
}
