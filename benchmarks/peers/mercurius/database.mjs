// The database: a pool of eight connections, and statements that are prepared by name.
import pg from 'pg'

const DATE = 1082
const BIGINT = 20
pg.types.setTypeParser(DATE, text => text) // as a GraphQL Date shows it
pg.types.setTypeParser(BIGINT, Number)

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8, idleTimeoutMillis: 0 })
const names = new Map()

// Loaders tell the objects that they are asked about apart by their JSON: a row's is its id, which is short.
class Row {
  toJSON () {
    return this.id
  }
}

// The rows of a statement, which every connection parses and plans only once.
export async function query (text, values) {
  let name = names.get(text)
  if (name === undefined) names.set(text, name = `statement_${names.size}`)
  const { rows } = await pool.query({ name, text, values })
  for (const row of rows) Object.setPrototypeOf(row, Row.prototype)
  return rows
}

export const close = () => pool.end()
