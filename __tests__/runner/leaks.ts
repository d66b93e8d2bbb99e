import { type Form, formsOf } from './forms.ts'
import type { StepResult } from './result.ts'

/**
 * Where a step let a secret slip, and in which shape: `secret 1 as base64 in stdout`; empty if nowhere.
 * Searches all that the step left behind and the further texts; the secret itself is never in the answer.
 */
export function findLeaks(
  result: StepResult,
  secrets: string[],
  moreTexts: Record<string, string> = {}
): string[] {
  const places = Object.entries({ ...textsOf(result), ...moreTexts })
  const leaks = secrets.flatMap((secret, index) =>
    piecesOf(secret, `secret ${index + 1}`).flatMap(({ name, forms }) =>
      places.flatMap(([place, text]) =>
        forms.filter(form => text.includes(form.text)).map(form => `${name} as ${form.name} in ${place}`)
      )
    )
  )
  return [...new Set(leaks)]
}

/** A secret as a whole, and each of its lines that is long enough to be no accident. */
function piecesOf(secret: string, name: string): { name: string; forms: Form[] }[] {
  const lines = secret.split(/\r\n|\r|\n/)
  const pieces =
    lines.length === 1 ? [] : lines.map((text, index) => ({ name: `line ${index + 1} of ${name}`, text }))
  return [{ name, text: secret }, ...pieces.filter(({ text }) => text.length >= 4)].map(({ name, text }) => ({
    name,
    forms: formsOf(text)
  }))
}

function textsOf(result: StepResult): Record<string, string> {
  return {
    stdout: withoutMasks(result.stdout),
    stderr: withoutMasks(result.stderr),
    log: result.log,
    annotations: allStrings(result.annotations),
    // Here values are no longer escaped as they are in stdout.
    commands: allStrings(result.commands.filter(command => command.name !== 'add-mask')),
    outputs: allStrings(Object.entries(result.outputs)),
    summary: result.summary,
    state: result.state,
    env: result.env,
    path: result.path
  }
}

/** The one place where a secret belongs: the command that asks the runner to hide it. */
function withoutMasks(output: string): string {
  return output.replace(/(^|[\r\n])::add-mask::[^\r\n]*/g, '$1')
}

function allStrings(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([name, member]) => `${name}\n${allStrings(member)}`)
    .join('\n')
}
