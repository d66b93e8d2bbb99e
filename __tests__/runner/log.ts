import { type Command, parseCommand } from './commands.ts'
import { mask, maskedForms } from './masks.ts'

/** What GitHub shows beside the log: one error, warning or notice. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  message: string
  title?: string
  file?: string
  line?: number
  col?: number
}

/** What the runner has made of the lines it read so far. */
export interface Log {
  shown: string[]
  annotations: Annotation[]
  commands: Command[]
  masks: string[]
  read(line: string): void
  annotate(annotation: Annotation): void
}

const labels = { error: 'Error', warning: 'Warning', notice: 'Notice' }

/** A log that obeys the commands that matter here as the runner does; a mask hides only what is printed after it. */
export function createLog(showDebug: boolean): Log {
  const forms = new Set<string>()
  const log: Log = { shown: [], annotations: [], commands: [], masks: [], read, annotate }
  const orders: Record<string, (command: Command) => void> = {
    ...{ error: annotated, warning: annotated, notice: annotated, 'add-mask': ({ data }) => addMask(data) },
    debug: ({ data }) => showDebug && show(`##[debug]${data}`),
    group: ({ data }) => show(`▸ ${data}`)
  }

  return log

  function show(text: string): void {
    log.shown.push(mask(text, forms))
  }

  // The runner masks the message, but not the title.
  function annotate(annotation: Annotation): void {
    log.annotations.push({ ...annotation, message: mask(annotation.message, forms) })
    if (annotation.message !== '') show(`${labels[annotation.level]}: ${annotation.message}`)
  }

  function annotated({ name, properties, data: message }: Command): void {
    const { title, file, line, col } = properties
    const place = { ...(line && { line: Number(line) }), ...(col && { col: Number(col) }) }
    const level = name as Annotation['level']
    annotate({ level, message, ...(title && { title }), ...(file && { file }), ...place })
  }

  function read(line: string): void {
    const command = parseCommand(line)
    if (command === undefined) show(line)
    else {
      log.commands.push(command)
      orders[command.name]?.(command)
    }
  }

  function addMask(value: string): void {
    log.masks.push(value)
    const message = "Can't add secret mask for empty string in ##[add-mask] command."
    if (value.trim() === '') annotate({ level: 'warning', message })
    else for (const form of maskedForms(value)) forms.add(form)
  }
}
