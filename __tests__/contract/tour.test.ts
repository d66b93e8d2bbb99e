import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { pageOf } from '../../scripts/tour/page.ts'

test('npm start shows every step as it should go, and writes a page with the summaries', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/tour.ts'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  const [, path = ''] = /^The job summaries, .*: (\S+)$/m.exec(stdout) ?? []
  const page = readFileSync(path, 'utf8')
  rmSync(dirname(path), { recursive: true })
  for (const shown of ['MAVEN_REPOSITORY_SECRET', 'acme-tools']) expect(page).toContain(shown)
  expect(page).not.toMatch(/-made-up-\d/)
}, 60_000)

test('the page shows alerts as GitHub does, and text of others as text', () => {
  const text = '<script>alert(1)</script>'
  const page = pageOf([
    { title: text, failed: true, step: text, log: text, summary: '> [!CAUTION]\n> 1 delete' }
  ])
  expect(page).toContain('<blockquote class="alert"><p><strong>Caution</strong><br>1 delete</p>')
  expect(page).not.toContain('<script')
  expect(page).toContain("default-src 'none'")
})
