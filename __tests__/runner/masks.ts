// What the runner hides: https://github.com/actions/runner/blob/main/src/Sdk/DTLogging/Logging/ValueEncoders.cs

/** Every text that the runner hides once a value is given to `add-mask`: the value, each of its lines, and their encodings. */
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
