// The floor: reads some addresses, one after the other over one connection, and does nothing else. Plain CommonJS,
// because whatever reads this file is measured too.
const { Agent, get } = require(process.argv[2].startsWith('https:') ? 'node:https' : 'node:http')
const agent = new Agent({ keepAlive: true })
const headers = {
  accept: 'application/vnd.github+json',
  authorization: `Bearer ${process.env.TOKEN}`,
  'user-agent': 'bare',
  'x-github-api-version': '2022-11-28'
}

function next([address, ...others]) {
  if (!address) return agent.destroy()
  get(address, { agent, headers }, answer => {
    if (answer.statusCode !== 200) process.exitCode = 1
    answer.resume().on('end', () => next(others))
  })
}

next(process.argv.slice(2))
