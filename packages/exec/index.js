/** In place of the toolkit's way to run a command: this action runs none. */
export async function getExecOutput() {
  throw new Error('This action runs no command.')
}
