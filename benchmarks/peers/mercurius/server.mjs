// Encommun's seven operations by Mercurius: JIT, and one statement for each batch of a loader.
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import mercurius from 'mercurius'
import federation from '@mercuriusjs/federation'
import { close, query } from './database.mjs'
import { columns, selects } from './selection.mjs'

// How the rows of a type are sorted.
const ORDERS = { Actor: 'name_sort', Project: 'title_sort', Topic: 'label_sort', Resource: 'title_sort' }
const TYPES = ['Actor', 'Project', 'Resource', 'Workshop', 'Territory', 'Topic']
const TABLES = Object.fromEntries(TYPES.map(type => [type, type.toLowerCase()]))

const typeOf = id => TYPES.find(type => id.startsWith(`${TABLES[type]}_`))
const selected = (info, type) => ['t.id', ...columns(info, type, 't')].join(', ')

// A page with the first rows; `tied` rows have what stands beside their node, such as a role.
const page = (rows, first) => ({
  pageInfo: { hasNextPage: rows.length > first },
  edges: (rows.length > first ? rows.slice(0, first) : rows)
})
const limit = (info, connection, first) => selects(info, connection, 'pageInfo') ? first + 1 : first

// A list of the whole table: `where` and `order` are SQL, `values` its values.
async function list (info, type, { first, where = 'true', order = `${ORDERS[type]}, id`, values = [] }) {
  const counted = selects(info, `${type}Connection`, 'totalCount')
  const rows = await query(
    `SELECT ${selected(info, type)}${counted ? ', count(*) OVER () AS "totalCount"' : ''}
    FROM ${TABLES[type]} t WHERE ${where} ORDER BY ${order} LIMIT ${limit(info, `${type}Connection`, first)}`,
    values
  )
  return { ...page(rows, first), totalCount: counted ? (rows[0]?.totalCount ?? 0) : null }
}

// Rows by their ids, in a Map.
async function byId (info, type, ids) {
  const text = `SELECT ${selected(info, type)} FROM ${TABLES[type]} t WHERE id = ANY($1)`
  return new Map((await query(text, [ids])).map(row => [row.id, row]))
}

const batched = loader => ({ loader, opts: { cache: false } }) // without the cache, loaders are told `info`

// A relation to one: the row whose id the parent holds under the relation's own name.
const one = (type, field) => batched(async queries => {
  const ids = new Set()
  for (const { obj } of queries) if (obj[field] !== null) ids.add(obj[field])
  if (ids.size === 0) return queries.map(() => null)
  const rows = await byId(queries[0].info, type, [...ids])
  return queries.map(({ obj }) => rows.get(obj[field]) ?? null)
})

// A relation to many by an association table: the first rows of each parent.
const many = (type, { connection, edge, link, key, onward, order = '' }) => batched(async queries => {
  const { info } = queries[0]
  const most = Math.max(...queries.map(({ params }) => params.first))
  const rows = await query(
    `SELECT parent.id AS parent, page.* FROM unnest($1::varchar[]) AS parent (id) CROSS JOIN LATERAL (
      SELECT ${[selected(info, type), ...(edge ? columns(info, edge, 'l') : [])].join(', ')}
      FROM ${link} l JOIN ${TABLES[type]} t ON t.id = l.${onward}
      WHERE l.${key} = parent.id ORDER BY t.${ORDERS[type]}, t.id${order} LIMIT ${limit(info, connection, most)}
    ) page`,
    [queries.map(({ obj }) => obj.id)]
  )
  const lists = Map.groupBy(rows, row => row.parent)
  return queries.map(({ obj, params }) => page(lists.get(obj.id) ?? [], params.first))
})

const reference = type => batched(async queries => {
  const rows = await byId(queries[0].info, type, queries.map(({ obj }) => obj.id))
  return queries.map(({ obj }) => rows.get(obj.id) ?? null)
})

const loaders = {
  Actor: {
    territory: one('Territory', 'territory'),
    participations: many('Project', {
      connection: 'ActorParticipationsConnection',
      edge: 'ActorParticipationsEdge',
      link: 'participation',
      key: 'actor_id',
      onward: 'project_id',
      order: ', l.role'
    }),
    resources: many('Resource', {
      connection: 'ActorResourcesConnection',
      edge: 'ActorResourcesEdge',
      link: 'resource_author',
      key: 'actor_id',
      onward: 'resource_id'
    })
  },
  Project: {
    holder: one('Actor', 'holder'),
    participants: many('Actor', {
      connection: 'ProjectParticipantsConnection',
      edge: 'ProjectParticipantsEdge',
      link: 'participation',
      key: 'project_id',
      onward: 'actor_id',
      order: ', l.role'
    }),
    topics: many('Topic', { connection: 'TopicConnection', link: 'project_topic', key: 'project_id', onward: 'topic_id' })
  },
  Territory: { department: one('Territory', 'department'), region: one('Territory', 'region') },
  Resource: {},
  Workshop: {}
}
for (const type of Object.keys(loaders)) loaders[type].__resolveReference = reference(type)

const folded = text => text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '')

// Resources tied to anything inside one of the given territories, or topics; `values` takes the codes.
const inside = (type, known, codes, values) => `id IN (
  SELECT resource_id FROM resource_${type} JOIN ${type}_inclusion ON descendant_id = ${type}_id WHERE ancestor_id IN (
    ${codes.map(code => `(SELECT id FROM ${type} WHERE ${known} = $${values.push(code)})`).join(', ')}))`

const resolvers = {
  Query: {
    async node (_root, { id }, _context, info) {
      const type = typeOf(id)
      return type === undefined ? null : (await byId(info, type, [id])).get(id)
    },
    actors (_root, { first, filter }, _context, info) {
      const prefix = filter?.name?.startsWith
      if (prefix === undefined) return list(info, 'Actor', { first })
      const from = folded(prefix)
      return list(info, 'Actor', { first, where: 'name_sort >= $1 AND name_sort < $2', values: [from, from + '\u{10ffff}'] })
    },
    projects (_root, { first, filter }, _context, info) {
      const status = filter?.status?.eq
      return list(info, 'Project', status === undefined ? { first } : { first, where: 'status = $1', values: [status] })
    },
    resources (_root, { first, filter, orderBy }, _context, info) {
      const newest = orderBy?.[0]?.field === 'PUBLISHED_ON' && orderBy[0].direction === 'DESC'
      const departments = filter?.territories?.within?.map(each => each.department)
      const slugs = filter?.topics?.within?.map(each => each.slug)
      const values = []
      const where = ['true']
      if (departments) where.push(inside('territory', "kind = 'DEPARTMENT' AND code", departments, values))
      if (slugs) where.push(inside('topic', 'slug', slugs, values))
      const order = newest ? 'published_on DESC NULLS LAST, id DESC' : undefined
      return list(info, 'Resource', { first, where: where.join(' AND '), order, values })
    }
  },
  Node: { resolveType: ({ id }) => typeOf(id) }
}
// A row is its own edge.
const EDGES = ['Actor', 'Project', 'Resource', 'Topic', 'ProjectParticipants', 'ActorParticipations', 'ActorResources']
for (const name of EDGES) resolvers[`${name}Edge`] = { node: row => row }

const app = Fastify()
app.register(mercurius, {
  schema: federation.buildFederationSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8')),
  resolvers,
  loaders,
  jit: 1
})
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })

process.once('SIGTERM', async () => {
  await app.close()
  await close()
})
