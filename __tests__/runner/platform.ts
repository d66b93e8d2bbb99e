const exceptOnWindows = process.platform === 'win32' ? test.skip : test

/** A test that sends a process a signal: Windows ends the process instead. */
export const testWithSignals = exceptOnWindows

/** A test of the scripts of jobs that run on Linux: they rely on its commands. */
export const testWithShell = exceptOnWindows
