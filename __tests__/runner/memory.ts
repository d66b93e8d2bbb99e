import { readFileSync } from 'node:fs'

let watched = 0

/** Whether a test measures the steps that it runs, each of which then needs a process of its own. */
export function isMemoryWatched(): boolean {
  return watched > 0
}

/** The most memory that the child with this script has used, in MiB; Linux alone tells. */
export function watchMemory(): () => number {
  let most = 0
  const look = () => {
    try {
      const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ')
      for (const child of children.filter(Boolean)) {
        const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child}/status`, 'utf8')) ?? []
        const command = readFileSync(`/proc/${child}/cmdline`, 'utf8')
        if (command.includes('dist/index.js')) most = Math.max(most, Number(kilobytes ?? 0) / 1024)
      }
    } catch {
      // A process may end while it is looked at.
    }
  }
  watched += 1
  const timer = setInterval(look, 5)
  return () => {
    watched -= 1
    clearInterval(timer)
    return most
  }
}
