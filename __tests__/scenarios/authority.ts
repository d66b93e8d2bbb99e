import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate with its key, and the file of the authority that signed it. */
export interface Authority {
  readonly key: string
  readonly cert: string
  readonly file: string
  remove(): void
}

/** Makes an authority of its own and lets it sign a certificate for these names; undefined where there is no openssl. */
export function makeAuthority(...names: string[]): Authority | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'))
  const at = (name: string): string => join(folder, name)
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const config = '[req]\ndistinguished_name = name\n[name]\n[ca]\nbasicConstraints = critical, CA:true\n'
  try {
    writeFileSync(at('ca.cnf'), config)
    writeFileSync(at('names'), `subjectAltName = ${names.join(',')}\n`)
    const files = ['-config', at('ca.cnf'), '-keyout', at('ca.key'), '-out', at('ca.pem')]
    openssl('req', '-x509', ...newKey, ...files, '-extensions', 'ca', '-subj', '/CN=Acme', '-days', '2')
    const request = ['-config', at('ca.cnf'), '-keyout', at('key'), '-out', at('csr'), '-subj', '/CN=GitHub']
    openssl('req', ...newKey, ...request)
    const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('names')]
    openssl('x509', '-req', '-in', at('csr'), ...signed, '-out', at('pem'), '-days', '2')
    const [key, cert] = [readFileSync(at('key'), 'utf8'), readFileSync(at('pem'), 'utf8')]
    return { key, cert, file: at('ca.pem'), remove: () => rmSync(folder, { recursive: true }) }
  } catch (error) {
    rmSync(folder, { recursive: true })
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
