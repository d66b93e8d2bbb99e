import { formsOf } from './forms.ts'
import type { StepResult } from './result.ts'

/**
 * Where a step let a secret slip, and in which shape: `secret 1 as base64 in stdout`; empty if nowhere.
 * Searches all that the step left behind and the further texts; the secret itself is never in the answer.
 */
export function findLeaks(result: StepResult, secrets: string[], more: Record<string, string> = {}) {
  const places = Object.entries({ ...textsOf(result), ...more })
  const leaks = secrets.flatMap((secret, index) =>
    piecesOf(secret, `secret ${index + 1}`).flatMap(({ name, text }) =>
      formsOf(text).flatMap(form =>
        places
          .filter(([, text]) => text.includes(form.text))
          .map(([place]) => `${name} as ${form.name} in ${place}`)
      )
    )
  )
  return [...new Set(leaks)]
}

/** A secret as a whole, and each of its lines that is long enough to be no accident. */
function piecesOf(secret: string, name: string): { name: string; text: string }[] {
  const lines = secret.split(/\r\n|\r|\n/)
  const pieces = lines.map((text, index) => ({ name: `line ${index + 1} of ${name}`, text }))
  return [{ name, text: secret }, ...pieces.filter(({ text }) => lines.length > 1 && text.length >= 4)]
}

function textsOf(result: StepResult): Record<string, string> {
  const { log, summary, state, env, path } = result
  return {
    ...{ log, summary, state, env, path },
    stdout: withoutMasks(result.stdout),
    stderr: withoutMasks(result.stderr),
    annotations: allStrings(result.annotations),
    // Here values are no longer escaped as they are in stdout.
    commands: allStrings(result.commands.filter(command => command.name !== 'add-mask')),
    outputs: allStrings(Object.entries(result.outputs))
  }
}

/** The one place where a secret belongs: the command that asks the runner to hide it. */
function withoutMasks(output: string): string {
  return output.replace(/(^|[\r\n])::add-mask::[^\r\n]*/g, '$1')
}

function allStrings(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value)
  return members.map(([name, member]) => `${name}\n${allStrings(member)}`).join('\n')
}
