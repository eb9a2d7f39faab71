// The facts about a node, read from the GraphQL API when it is chosen.

export interface Facts {
  __typename: string;
  summary?: string | null;
  website?: string | null;
  url?: string | null;
  territory?: { name: string } | null;
  territories?: { nodes: { name: string }[] };
  topics?: { nodes: { labelFr: string; labelEn: string }[] };
  startsOn?: string | null;
  endsOn?: string | null;
  startsAt?: string | null;
  publishedOn?: string | null;
  demonstration?: boolean;
  licence?: string | null;
  sourceName?: string | null;
  sourceUrl?: string | null;
}

const SOURCED = "demonstration licence sourceName sourceUrl";
const TOPICS = "topics(first: 20) { nodes { labelFr labelEn } }";
const TERRITORIES = "territories(first: 10) { nodes { name } }";

export const FACTS = `query FactsOfNode($id: ID!) {
  node(id: $id) {
    __typename
    ... on Actor { summary website territory { name } ${TOPICS} ${SOURCED} }
    ... on Network { summary website }
    ... on Project { summary startsOn endsOn ${TERRITORIES} ${TOPICS} ${SOURCED} }
    ... on Resource { summary url publishedOn ${TERRITORIES} ${TOPICS} ${SOURCED} }
    ... on Workshop { summary startsAt territory { name } ${TOPICS} ${SOURCED} }
  }
}`;

/** Ask the API; throws an Error if it does not answer, and returns null for what is not public. */
export async function ask<T>(query: string, variables: object, signal?: AbortSignal): Promise<T> {
  const response = await fetch("graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query, variables }),
    signal: signal ?? null,
  });
  const answer = (await response.json()) as { data?: T; errors?: { message: string }[] };
  if (!answer.data) throw new Error(answer.errors?.[0]?.message ?? String(response.status));
  return answer.data;
}

const known = new Map<string, Facts | null>();

export async function factsOf(id: string, signal: AbortSignal): Promise<Facts | null> {
  if (!known.has(id)) known.set(id, (await ask<{ node: Facts | null }>(FACTS, { id }, signal)).node);
  return known.get(id) ?? null;
}
