import { TestEnvironment } from 'jest-environment-node'

const idleHosts: unknown[] = []

/** Keeps the hosts of steps for all test files that a worker of jest runs. */
class Environment extends TestEnvironment {
  constructor(...given: ConstructorParameters<typeof TestEnvironment>) {
    super(...given)
    Object.assign(this.global, { idleHosts })
  }
}

// jest loads its environment with `require`, and this is what it gets.
export { Environment as 'module.exports' }
