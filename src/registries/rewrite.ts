import type { Registry } from './registry.ts'

/** When the secret of a registry that exists is written: never, on every run, or if it was last written so many milliseconds ago. */
export type Rewrite = 'never' | 'always' | { olderThan: number }

/** Whether it is time to write the secret. A registry whose last update is not shown may be of any age. */
export function isDue({ updated_at }: Registry, rewrite: Rewrite, now: number): boolean {
  if (typeof rewrite === 'string') return rewrite === 'always'
  const updated = Date.parse(updated_at ?? '')
  return Number.isNaN(updated) || now - updated > rewrite.olderThan
}
