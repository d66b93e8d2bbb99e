// A fallback that no value reaches counts as a branch.
const nearlyAll = { lines: 99, branches: 90 }

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/__tests__/runner/jest-environment.ts',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true }] },
  collectCoverageFrom: ['src/**/*.ts'],
  // v8 takes the end of a function that only a loop without end leaves for a branch that no test reaches.
  coverageProvider: 'babel',
  coverageThreshold: {
    './src/registries/**/*.ts': nearlyAll,
    './src/github/{explain,failure,fetch,seal}.ts': nearlyAll
  },
  // A hosted runner of Windows or macOS may take seconds to start a process.
  testTimeout: 20_000,
  maxWorkers: '100%',
  reporters: ['default', '<rootDir>/scripts/passed.ts']
}
