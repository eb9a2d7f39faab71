// How PostGraphile is set up: the Amber preset, with nothing on that only development needs.
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { makePgService } from 'postgraphile/adaptors/pg'
import { conditions, numbers, orders } from './plugins.mjs'

export default {
  extends: [PostGraphileAmberPreset],
  plugins: [...orders, ...conditions, numbers],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['public'],
      poolConfig: { max: 8, idleTimeoutMillis: 0 },
      pubsub: false
    })
  ],
  schema: { defaultBehavior: '-insert -update -delete' },
  grafserv: {
    host: '127.0.0.1',
    port: Number(process.env.PORT),
    graphqlPath: '/graphql',
    graphiql: false,
    watch: false,
    websockets: false
  },
  grafast: { explain: false }
}
