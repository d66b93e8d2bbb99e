import { type Command, commandNames, parseCommand } from './commands.ts'
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
  outputs: Record<string, string>
  read(line: string): void
  annotate(annotation: Annotation): void
}

const labels = { error: 'Error', warning: 'Warning', notice: 'Notice' }

/** A log that obeys workflow commands as the runner does; a mask hides only what is printed after it. */
export function createLog(showDebug: boolean): Log {
  const forms = new Set<string>()
  const log: Log = { shown: [], annotations: [], commands: [], masks: [], outputs: {}, read, annotate }
  let stopToken: string | undefined

  return log

  function show(text: string): void {
    log.shown.push(mask(text, forms))
  }

  // The runner masks the message, but not the title.
  function annotate(annotation: Annotation): void {
    log.annotations.push({ ...annotation, message: mask(annotation.message, forms) })
    if (annotation.message !== '') show(`${labels[annotation.level]}: ${annotation.message}`)
  }

  function read(line: string): void {
    if (stopToken !== undefined) {
      if (parseCommand(line, new Set([...commandNames, stopToken]))?.name === stopToken) stopToken = undefined
      show(line)
      return
    }
    const command = parseCommand(line)
    if (command === undefined) {
      show(line)
      return
    }
    log.commands.push(command)
    obey(command, line)
  }

  function obey(command: Command, line: string): void {
    const { name, properties, data } = command
    switch (name) {
      case 'error':
      case 'warning':
      case 'notice':
        annotate(annotation(name, properties, data))
        break
      case 'debug':
        if (showDebug) show(`##[debug]${data}`)
        break
      case 'group':
        show(`▸ ${data}`)
        break
      case 'add-mask':
        addMask(data)
        break
      case 'set-output':
        if (properties['name']) log.outputs[properties['name']] = data
        break
      case 'stop-commands':
        stop(data.toLowerCase(), line)
        break
      case 'set-env':
      case 'add-path':
        annotate({ level: 'error', message: `Unable to process command '${line}' successfully.` })
        annotate({ level: 'error', message: `The \`${name}\` command is disabled.` })
        break
    }
  }

  function addMask(value: string): void {
    log.masks.push(value)
    if (value.trim() === '') {
      annotate({
        level: 'warning',
        message: "Can't add secret mask for empty string in ##[add-mask] command."
      })
      return
    }
    for (const form of maskedForms(value)) forms.add(form)
  }

  function stop(token: string, line: string): void {
    if (token === '' || token === 'pause-logging' || commandNames.has(token)) {
      annotate({ level: 'error', message: `Unable to process command '${line}' successfully.` })
      return
    }
    stopToken = token
    show(line)
  }
}

function annotation(
  level: Annotation['level'],
  properties: Record<string, string>,
  message: string
): Annotation {
  const { title, file, line, col } = properties
  return {
    level,
    message,
    ...(title && { title }),
    ...(file && { file }),
    ...(line && { line: Number(line) }),
    ...(col && { col: Number(col) })
  }
}
