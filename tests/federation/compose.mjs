// Composes the subgraphs whose files are named, each as NAME=FILE, with both composers; prints what each of them says.
import { readFileSync } from 'node:fs'
import { parse } from 'graphql'
import apollo from '@apollo/composition'
import { composeServices } from '@theguild/federation-composition'

const subgraphs = process.argv.slice(2).map((argument) => {
  const [name, file] = argument.split('=')
  return { name, url: `http://127.0.0.1/${name}`, typeDefs: parse(readFileSync(file, 'utf8')) }
})
const byApollo = apollo.composeServices(subgraphs)
const byGuild = composeServices(subgraphs)
console.log(
  JSON.stringify({
    apollo: {
      errors: (byApollo.errors ?? []).map(String),
      hints: (byApollo.hints ?? []).map(String),
      supergraph: byApollo.supergraphSdl ?? null
    },
    guild: { errors: (byGuild.errors ?? []).map(String), hints: [], supergraph: byGuild.supergraphSdl ?? null }
  })
)
