// Installs the packages of package-lock.json if they are not installed yet.
// Plain JavaScript, because it also runs on a Node that cannot read TypeScript.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const installed = 'node_modules/.package-lock.json'
const wanted = 'package-lock.json'

const current = existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs
if (!current) {
  console.log('Installing the packages of package-lock.json …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32'
  })
  process.exit(status ?? 1)
}
