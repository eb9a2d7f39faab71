// What the operations need beyond the tables: orders by a related name, and three conditions.
import { addPgTableCondition, addPgTableOrderBy, orderByAscDesc } from 'postgraphile/utils'
import { GraphQLString } from 'postgraphile/graphql'
import { TYPES } from 'postgraphile/@dataplan/pg'
import { sql } from 'postgraphile/pg-sql2'

const table = tableName => ({ schemaName: 'public', tableName })

// Rows of an association table by the name of what they lead to.
const byRelated = (link, name, relation, column) => addPgTableOrderBy(table(link), () =>
  orderByAscDesc(name, query => ({
    fragment: sql`${query.singleRelation(relation)}.${sql.identifier(column)}`,
    codec: TYPES.varchar
  }))
)

export const orders = [
  byRelated('participation', 'ACTOR_NAME', 'actorByMyActorId', 'name_sort'),
  byRelated('participation', 'PROJECT_TITLE', 'projectByMyProjectId', 'title_sort'),
  byRelated('project_topic', 'TOPIC_LABEL', 'topicByMyTopicId', 'label_sort'),
  byRelated('resource_author', 'RESOURCE_TITLE', 'resourceByMyResourceId', 'title_sort'),
  addPgTableOrderBy(table('resource'), () =>
    orderByAscDesc('PUBLISHED_ON', 'published_on', { nulls: 'last-iff-ascending', nullable: true }))
]

const folded = text => text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
const condition = (tableName, name, where) =>
  addPgTableCondition(table(tableName), name, () => ({ type: GraphQLString }), (value, { sqlTableAlias, sqlValueWithCodec }) =>
    where(sqlTableAlias, text => sqlValueWithCodec(text, TYPES.text), value))

export const conditions = [
  condition('actor', 'nameStartsWith', (actor, value, given) => {
    const from = folded(given)
    return sql`${actor}.name_sort >= ${value(from)} AND ${actor}.name_sort < ${value(from + '\u{10ffff}')}`
  }),
  condition('resource', 'inDepartment', (resource, value, code) => sql`${resource}.id IN (
    SELECT resource_id FROM resource_territory JOIN territory_inclusion ON descendant_id = territory_id
    WHERE ancestor_id = (SELECT id FROM territory WHERE kind = 'DEPARTMENT' AND code = ${value(code)}))`),
  condition('resource', 'aboutTopic', (resource, value, slug) => sql`${resource}.id IN (
    SELECT resource_id FROM resource_topic JOIN topic_inclusion ON descendant_id = topic_id
    WHERE ancestor_id = (SELECT id FROM topic WHERE slug = ${value(slug)}))`)
]

// `budgetCents` is a number in the other servers' answers.
export const numbers = {
  name: 'BigIntAsNumberPlugin',
  version: '0.0.0',
  schema: {
    hooks: {
      GraphQLScalarType: config => config.name === 'BigInt' ? { ...config, serialize: Number } : config
    }
  }
}
