// A steady load: so many requests per second, evenly, whatever becomes of those before them.
import { Agent, request } from 'node:http'

export const NUMBER = '{number}' // in a body: everywhere the same number, which no other request of this process has
let numbers = 0

export function numbered (body) {
  return body.replaceAll(NUMBER, ++numbers)
}

// Begin at once, over at most `connections`; `stop` waits for the answers that are still to come. It tells how many
// there were, and the median of the milliseconds that they took, or the first that was none.
export function steadily ({ url, bodies, headers, connections, rate }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies = []
  const sent = []
  let refused
  const send = async () => {
    const begin = performance.now()
    try {
      const { status, text } = await post(url, { agent, headers }, numbered(bodies[sent.length % bodies.length]))
      if (status !== 200 || text.includes('"errors":[')) refused ??= `HTTP ${status} ${text.slice(0, 1000)}`
      latencies.push(performance.now() - begin)
    } catch (error) {
      refused ??= String(error)
    }
  }
  const timer = setInterval(() => sent.push(send()), 1000 / rate)
  const stop = async () => {
    clearInterval(timer)
    await Promise.all(sent)
    agent.destroy()
    latencies.sort((a, b) => a - b)
    return { refused, answered: latencies.length, p50: latencies[Math.floor(latencies.length / 2)] }
  }
  return { stop }
}

function post (url, options, body) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ...options, method: 'POST' }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', part => { text += part })
      response.on('end', () => resolve({ status: response.statusCode, text }))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
