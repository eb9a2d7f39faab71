// The load generator: takes orders, one line of JSON each, and answers each with one line. Times are in milliseconds.
// `node load.mjs FOLDER`: autocannon is found in FOLDER/node_modules.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { NUMBER, numbered, steadily } from './steady.mjs'

const autocannon = createRequire(join(process.argv[2], 'package.json'))('autocannon')
const TIMEOUT = 120 // seconds that one request may take

// Keep `connections` busy for `warm` ms without counting, then for `seconds` ms and at least `least` answers, but not
// longer than `most` ms; then let every connection finish what it has asked, so that no server works on meanwhile.
async function measured ({ urls, bodies, headers, connections, warm, seconds, least, most }) {
  const clients = []
  const latencies = []
  let begin, closed, refused
  let answered = 0
  const load = autocannon({
    url: urls,
    method: 'POST',
    connections,
    duration: most / 1000 + TIMEOUT,
    timeout: TIMEOUT,
    sampleInt: 10,
    verifyBody: body => body.startsWith('{"data":{') && !body.includes('"errors":['),
    setupClient: client => {
      const start = Math.floor(clients.length * bodies.length / connections)
      const turned = [...bodies.slice(start), ...bodies.slice(0, start)]
      client.setRequests(turned.map(body => ({ method: 'POST', headers, body, ...distinct(body) })))
      clients.push(client)
    }
  })
  const finish = now => {
    closed = now
    for (const client of clients) client.responseMax = 1
  }
  load.on('start', () => { begin = performance.now() })
  load.on('reqError', error => { refused ??= String(error) })
  load.on('reqMismatch', body => { refused ??= body.slice(0, 1000) })
  load.on('response', (_client, status, _bytes, latency) => {
    const now = performance.now()
    answered += 1
    if (status !== 200) refused ??= `HTTP ${status}`
    if (closed === undefined && now >= begin + warm) latencies.push(latency)
    const enough = now >= begin + warm + seconds && latencies.length >= least
    if (closed === undefined && (enough || now >= begin + most || refused)) finish(now)
  })
  await load
  if (refused || latencies.length === 0) return { refused: refused ?? 'no answer' }
  latencies.sort((a, b) => a - b)
  const rank = share => latencies[Math.ceil(share * latencies.length) - 1]
  const elapsed = (closed - begin - warm) / 1000
  return { answered, requests: latencies.length, seconds: elapsed, p50: rank(0.5), p99: rank(0.99) }
}

// What gives each request a body of its own, where it wants one.
function distinct (body) {
  return body.includes(NUMBER) ? { setupRequest: asked => ({ ...asked, body: numbered(asked.body) }) } : {}
}

// The same beside a load of another kind, which begins before it and ends after it.
async function besides (order) {
  if (order.beside === null) return measured(order)
  const other = steadily(order.beside)
  const found = await measured(order)
  const beside = await other.stop()
  return { ...found, ...(beside.refused && { refused: beside.refused }), beside }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await besides(JSON.parse(line))) + '\n')
}
