/** What stands where a secret stood. */
const hidden = '***'
/** Shorter pieces are too common in ordinary words to be hidden. */
const shortest = 4

/** Hides values that must never be shown, also in the forms in which a server may send them back. */
export interface Redactor {
  hide(value: string): void
  redact(text: string): string
}

/** A redactor that hides nothing yet. */
export function createRedactor(): Redactor {
  let forms: string[] = []
  return {
    hide(value) {
      const longestFirst = (a: string, b: string) => b.length - a.length
      forms = [...new Set([...forms, ...formsOf(value)])].sort(longestFirst)
    },
    redact: text => forms.reduce((shown, form) => shown.replaceAll(form, hidden), text)
  }
}

/** The lines of a secret that can be told from ordinary words, the whole first. */
export function linesOf(secret: string): string[] {
  return [...new Set([secret, ...secret.split(/\r\n|\r|\n/)])].filter(line => line.trim().length >= shortest)
}

function formsOf(value: string): string[] {
  return linesOf(value).flatMap(line => {
    const bytes = Buffer.from(line)
    const quoted = JSON.stringify(line).slice(1, -1)
    return [
      line,
      line.trim(),
      quoted,
      encodeURIComponent(line),
      new URLSearchParams({ '': line }).toString().slice(1),
      line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
      ...[0, 1, 2].map(shift => base64At(bytes, shift)),
      bytes.toString('base64url'),
      bytes.toString('hex')
    ].filter(form => form.length >= shortest)
  })
}

/** The base64 of the bytes behind `shift` others, as far as it does not depend on what stands around them. */
function base64At(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
  const whole = Math.floor(((shift + bytes.length) * 8) / 6)
  return text.slice(Math.ceil((shift * 8) / 6), whole)
}
