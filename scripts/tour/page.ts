import { marked } from 'marked'

/** A step as the page shows it. */
export interface Shown {
  title: string
  failed: boolean
  step: string
  log: string
  summary: string
}

const style = `
:root { color-scheme: light dark; --line: #d1d9e0; --soft: #f6f8fa; --red: #d1242f; --green: #1a7f37 }
@media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #151b23; --red: #f85149; --green: #3fb950 } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1012px; padding: 0 1rem }
h2 { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1.5rem }
pre, code { background: var(--soft); border-radius: 6px; font: 85% ui-monospace, monospace }
code { padding: .2em .4em } pre { overflow: auto; padding: 1rem } pre code { padding: 0 }
table { border-collapse: collapse; display: block; max-width: 100%; overflow: auto }
td, th { border: 1px solid var(--line); padding: 6px 13px } tr:nth-child(2n) { background: var(--soft) }
article { border: 1px solid var(--line); border-radius: 6px; margin-top: 1rem; padding: 0 1.5rem 1rem }
blockquote { border-left: .25em solid var(--line); margin: 1rem 0; padding: 0 1em }
blockquote.alert { border-color: var(--red) } .alert strong:first-child { color: var(--red) }
.failed { color: var(--red) } .done { color: var(--green) } summary { cursor: pointer }`

/** One HTML page with the job summary of each step, as GitHub would show it. Nothing in it can run. */
export function pageOf(steps: readonly Shown[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Private registries: a tour</title>
<style>${style}</style>
<h1>Private registries: a tour</h1>
<p>The job summaries of each step, against a GitHub on this machine.</p>
<ol>${steps.map(({ title }, index) => `<li><a href="#step-${index}">${escaped(title)}</a></li>`).join('\n')}</ol>
${steps.map(sectionOf).join('\n')}
</html>
`
}

function sectionOf({ title, failed, step, log, summary }: Shown, index: number): string {
  return `<h2 id="step-${index}">${index + 1}. ${escaped(title)}</h2>
<pre>${escaped(step)}</pre>
<p class="${failed ? 'failed">✗ The step failed, as it should' : 'done">✓ The step succeeded'}.</p>
<details><summary>Log</summary><pre>${escaped(log)}</pre></details>
<article>${withAlerts(marked.parse(summary, { async: false }))}</article>`
}

/** GitHub's alerts, such as `> [!CAUTION]`. */
function withAlerts(html: string): string {
  return html.replace(/<blockquote>\s*<p>\[!(\w)(\w+)\]\s*/g, (_, first: string, rest: string) => {
    return `<blockquote class="alert"><p><strong>${first}${rest.toLowerCase()}</strong><br>`
  })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
