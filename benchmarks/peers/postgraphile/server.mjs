// Encommun's operations by PostGraphile 5: the schema that its Amber preset makes of the tables, on Node's own HTTP server.
import { createServer } from 'node:http'
import { postgraphile } from 'postgraphile'
import { grafserv } from 'postgraphile/grafserv/node'
import preset from './preset.mjs'

const instance = postgraphile(preset)
const handler = instance.createServ(grafserv)
const server = createServer()
server.on('request', request => { request.headers.accept ??= 'application/json' }) // else it answers application/graphql-response+json
await handler.addTo(server)
server.listen(preset.grafserv.port, preset.grafserv.host)

process.once('SIGTERM', async () => {
  server.close()
  await instance.release()
  process.exit()
})
