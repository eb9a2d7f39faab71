// Which columns an operation needs: statements read no others.
import { TypeInfo, visit, visitWithTypeInfo } from 'graphql'

// The column behind each field; a relation to one needs its foreign key. An id is always read.
const COLUMNS = {
  Actor: { kind: 'kind', name: 'name', acronym: 'acronym', summary: 'summary', website: 'website', territory: 'territory_id' },
  Project: {
    title: 'title',
    summary: 'summary',
    phase: 'phase',
    status: 'status',
    startsOn: 'starts_on',
    endsOn: 'ends_on',
    budgetCents: 'budget_cents',
    holder: 'holder_id'
  },
  Resource: { kind: 'kind', title: 'title', language: 'language', publishedOn: 'published_on', licence: 'licence' },
  Workshop: { title: 'title', format: 'format' },
  Territory: { code: 'code', name: 'name', department: 'department_id', region: 'region_id' },
  Topic: { slug: 'slug', labelFr: 'label_fr' },
  ProjectParticipantsEdge: { role: 'role', since: 'since' },
  ActorParticipationsEdge: { role: 'role', since: 'since' },
  ActorResourcesEdge: { role: 'role' }
}

const operations = new WeakMap()

// The fields that an operation selects of each type, wherever it does; found once, as Mercurius keeps parsed documents.
function fields ({ operation, fragments, schema }) {
  let found = operations.get(operation)
  if (found === undefined) {
    operations.set(operation, found = {})
    const types = new TypeInfo(schema)
    const visitor = visitWithTypeInfo(types, {
      Field: node => { (found[types.getParentType().name] ??= new Set()).add(node.name.value) }
    })
    for (const each of [operation, ...Object.values(fragments)]) visit(each, visitor)
  }
  return found
}

export const selects = (info, type, field) => fields(info)[type]?.has(field) ?? false

// The columns of a type that an operation selects, as SQL, named as its fields.
export function columns (info, type, alias) {
  const found = []
  for (const field of fields(info)[type] ?? []) {
    const column = COLUMNS[type][field]
    if (column !== undefined) found.push(`${alias}.${column} AS "${field}"`)
  }
  return found
}
