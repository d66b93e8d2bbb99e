// Preloaded into a process, writes to its file descriptor 3 how many KiB of memory it had at most.
const { readFileSync, writeSync } = require('node:fs')

process.on('exit', () => writeSync(3, String(peak())))

function peak() {
  // What the system counts for the process begins with the size of the one that started it; what it counts for the
  // memory of the program does not. Linux alone tells that.
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  return /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]
}
