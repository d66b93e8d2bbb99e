// Installs the packages of package-lock.json if they are not installed yet.
// Plain JavaScript, because it also runs on a Node that cannot read TypeScript.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'

const installed = 'node_modules/.package-lock.json'
const wanted = 'package-lock.json'

const current = existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs
if (!current && process.platform === 'win32' && process.execPath.startsWith(resolve('node_modules') + sep)) {
  // Windows does not delete a program that runs, and this one's Node is one of the packages.
  console.error('The packages are older than package-lock.json. Run: npm ci')
  process.exit(1)
}
if (!current) {
  console.log('Installing the packages of package-lock.json …')
  // On Windows npm is a script, which only a shell runs.
  const command = 'npm ci --no-audit --no-fund --loglevel=error'
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true })
  process.exit(status ?? 1)
}
