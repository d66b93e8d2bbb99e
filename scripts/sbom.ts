// Prints which packages are in dist, as SPDX: node scripts/sbom.ts VERSION, with the version of the action.
// npm's own list goes by package.json, and so has packages that were not bundled, and lacks some that were.
import { readFileSync } from 'node:fs'

interface Locked {
  version?: string
  integrity?: string
  license?: string
}

const [version] = process.argv.slice(2)
if (version === undefined) throw new Error('Usage: node scripts/sbom.ts VERSION')

const name = 'private-registry-action'
const home = `https://github.com/${process.env['GITHUB_REPOSITORY'] ?? `org/${name}`}`
const { packages }: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8')
)
const bundled = readFileSync('dist/licenses.txt', 'utf8')
  .split(/^-{80}\n\n/m)
  .map(text => text.split(' ', 2))

const action = {
  SPDXID: 'SPDXRef-action',
  name,
  versionInfo: version,
  downloadLocation: `git+${home}@v${version}`,
  filesAnalyzed: false,
  licenseDeclared: 'MIT'
}
const parts = bundled.map(([part = '', version = '']) => described(part, version))
const contained = parts.map(({ SPDXID }) => related(action.SPDXID, 'CONTAINS', SPDXID))
const document = {
  spdxVersion: 'SPDX-2.3',
  dataLicense: 'CC0-1.0',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: `${name}-${version}`,
  documentNamespace: `${home}/releases/tag/v${version}#sbom`,
  creationInfo: { created: `${new Date().toISOString().slice(0, 19)}Z`, creators: ['Tool: scripts/sbom.ts'] },
  packages: [action, ...parts],
  relationships: [related('SPDXRef-DOCUMENT', 'DESCRIBES', action.SPDXID), ...contained]
}
console.log(JSON.stringify(document, null, 2))

/** A package as SPDX has it, with the checksum of what npm installed. */
function described(part: string, version: string) {
  const locked = Object.entries(packages).find(
    ([path, entry]) => path.endsWith(`node_modules/${part}`) && entry.version === version
  )?.[1]
  if (!locked?.integrity) throw new Error(`package-lock.json has no ${part} ${version}.`)
  const [, hash = ''] = locked.integrity.split('sha512-')
  return {
    SPDXID: `SPDXRef-${`${part}-${version}`.replaceAll(/[^a-zA-Z0-9.]+/g, '-')}`,
    name: part,
    versionInfo: version,
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    licenseDeclared: locked.license ?? 'NOASSERTION',
    checksums: [{ algorithm: 'SHA512', checksumValue: Buffer.from(hash, 'base64').toString('hex') }],
    externalRefs: [
      {
        referenceCategory: 'PACKAGE-MANAGER',
        referenceType: 'purl',
        referenceLocator: `pkg:npm/${part.replace('@', '%40')}@${version}`
      }
    ]
  }
}

function related(spdxElementId: string, relationshipType: string, relatedSpdxElement: string) {
  return { spdxElementId, relationshipType, relatedSpdxElement }
}
