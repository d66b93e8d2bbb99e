import { EOL } from 'node:os'
import { StringDecoder } from 'node:string_decoder'
import { type Command, parseCommand } from './commands.ts'

/** What GitHub shows beside the log: one error, warning or notice. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  message: string
  title?: string
  file?: string
  line?: number
  col?: number
}

const labels = { error: 'Error', warning: 'Warning', notice: 'Notice' }

/** A log that obeys the commands that matter here as the runner does; a mask hides only what is printed after it. */
export function createLog(showDebug: boolean) {
  const forms = new Set<string>()
  const log = {
    ...{ shown: [] as string[], annotations: [] as Annotation[], commands: [] as Command[] },
    ...{ masks: [] as string[], read, annotate }
  }
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

/**
 * Every text that the runner hides once a value is given to `add-mask`: the value, each of its lines, and their encodings.
 * https://github.com/actions/runner/blob/main/src/Sdk/DTLogging/Logging/ValueEncoders.cs
 */
export function maskedForms(value: string): string[] {
  const lines = value.split(/[\r\n]/).map(line => line.trim())
  return [...new Set([value, ...lines].filter(text => text !== '').flatMap(encodings))]
}

function encodings(value: string): string[] {
  const bytes = Buffer.from(value)
  const unquoted = value.length > 8 && /^".*"$/s.test(value) ? [value.slice(1, -1)] : []
  // .NET escapes five characters more than JavaScript does.
  const percent = encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
  const inXml = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [
    ...[value, ...unquoted],
    ...[0, 1, 2].map(shift => bytes.subarray(bytes.length > shift ? shift : 0).toString('base64')),
    ...[value.replaceAll('"', '\\"'), value.replaceAll("'", "''"), JSON.stringify(value).slice(1, -1)],
    ...[percent, inXml.replaceAll('"', '&quot;').replaceAll("'", '&apos;')]
  ]
}

/** Replaces every occurrence of the given texts with `***`; where they touch or overlap, all of them with one. */
export function mask(text: string, forms: Iterable<string>): string {
  const found = [...forms].flatMap(form => occurrences(text, form)).sort((a, b) => a.start - b.start)
  let masked = ''
  let end = -1
  for (const next of found) {
    if (next.start > end) masked += `${text.slice(Math.max(end, 0), next.start)}***`
    end = Math.max(end, next.end)
  }
  return masked + text.slice(Math.max(end, 0))
}

function occurrences(text: string, form: string): { start: number; end: number }[] {
  const found = []
  for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + 1))
    found.push({ start, end: start + form.length })
  return found
}

/** Collects what a stream writes, and hands on its lines as the runner does: one ends at `\n`, `\r\n` or a lone `\r`. */
export function collector(onLine: (line: string) => void) {
  const decoder = new StringDecoder('utf8')
  const chunks: Buffer[] = []
  let rest = ''
  return {
    push(bytes: Uint8Array): void {
      const chunk = Buffer.from(bytes)
      chunks.push(chunk)
      // A `\r` at the very end waits: a `\n` may follow.
      const lines = (rest + decoder.write(chunk)).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      lines.forEach(onLine)
    },
    /** All of it, its lines as on Linux. */
    end(): string {
      rest += decoder.end()
      if (rest !== '') onLine(rest.replace(/\r$/, ''))
      return Buffer.concat(chunks).toString().replaceAll(EOL, '\n')
    }
  }
}
