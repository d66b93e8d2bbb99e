// Installs the packages of package-lock.json if they are not installed yet; with --tour only those that `npm start` needs.
// Plain JavaScript, because it also runs on a Node that cannot read TypeScript.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'

const installed = 'node_modules/.package-lock.json'
const wanted = 'package-lock.json'
const forTour = 'node_modules/.tour'

const isCurrent = file => existsSync(file) && statSync(file).mtimeMs >= statSync(wanted).mtimeMs
const isWindows = process.platform === 'win32'

/** The packages that scripts/tour.ts and what it imports name, and a Node that runs TypeScript. */
function tourPackages() {
  const node = `node-${isWindows ? 'win' : process.platform}-${process.arch}`
  const names = ['ajv', 'ajv-formats', 'libsodium-wrappers', 'marked', 'yaml']
  return Number.parseInt(process.versions.node, 10) < 24 ? [...names, node] : names
}

/** Installs these packages and what they need, in the versions of package-lock.json. */
function installOnly(names) {
  const { packages, ...lock } = JSON.parse(readFileSync(wanted, 'utf8'))
  const kept = {}
  const keep = name => {
    const path = `node_modules/${name}`
    if (path in kept || !(path in packages)) return
    const { dev: _, optional: __, ...entry } = packages[path]
    kept[path] = entry
    for (const other of Object.keys(entry.dependencies ?? {})) keep(other)
  }
  for (const name of names) keep(name)
  const versions = names.flatMap(name =>
    kept[`node_modules/${name}`] ? [[name, packages[`node_modules/${name}`].version]] : []
  )
  const root = { name: 'tour', version: '0.0.0', dependencies: Object.fromEntries(versions) }
  // Beside node_modules, so that it can be moved there.
  const folder = mkdtempSync('.tour-')
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(root))
    writeFileSync(join(folder, wanted), JSON.stringify({ ...lock, packages: { '': root, ...kept } }))
    const status = npmCi(folder)
    if (status !== 0) return status
    rmSync('node_modules', { recursive: true, force: true })
    renameSync(join(folder, 'node_modules'), 'node_modules')
    // Not everything is installed: `npm test` has to see that.
    rmSync(installed)
    writeFileSync(forTour, '')
    return 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function npmCi(cwd) {
  // On Windows npm is a script, which only a shell runs.
  const command = 'npm ci --no-audit --no-fund --loglevel=error'
  return spawnSync(command, { cwd, stdio: 'inherit', shell: true }).status ?? 1
}

// On Windows the Node that runs the tour could not be replaced later.
const tourOnly = process.argv.includes('--tour') && !isWindows && !existsSync(installed)
if (isCurrent(installed) || (tourOnly && isCurrent(forTour))) process.exit()
if (isWindows && process.execPath.startsWith(resolve('node_modules') + sep)) {
  // Windows does not delete a program that runs, and this one's Node is one of the packages.
  console.error('The packages are older than package-lock.json. Run: npm ci')
  process.exit(1)
}
console.log(`Installing the packages ${tourOnly ? 'of the tour' : 'of package-lock.json'} …`)
process.exit(tourOnly ? installOnly(tourPackages()) : npmCi('.'))
