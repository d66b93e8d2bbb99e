import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const rule = '-'.repeat(80)

/** The licence texts of all packages that the given files belong to, sorted by name and version. */
export function licenseTexts(files: string[]): string {
  const folders = new Set(files.flatMap(file => packageFolder(file) ?? []))
  return [...folders].map(licenseText).sort().join(`\n${rule}\n\n`)
}

/** `…/node_modules/@scope/name/lib/x.js` → `…/node_modules/@scope/name` */
function packageFolder(file: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0]
}

function licenseText(folder: string): string {
  const {
    name,
    version,
    license = 'no licence named'
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder)
    .filter(file => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map(file => readFileSync(join(folder, file), 'utf8').trim())
  if (texts.length === 0) texts.push('The package brings no licence text.')
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`
}
