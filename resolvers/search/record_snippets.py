"""The snippets of the records of a page: their texts are read in one statement, and cut away from the event loop."""

import asyncio
from collections.abc import Mapping, Sequence

from loaders.queries.lookup import Queryable
from loaders.queries.search import Hit
from loaders.queries.search_query import SearchQuery
from loaders.queries.search_texts import record_texts
from resolvers.search.highlights import Highlighter
from resolvers.search.snippets import Snippet, snippets_of

AT_ONCE = 30_000
"""Characters that are looked through between two turns of the event loop."""


async def record_snippets(reads: Queryable, query: SearchQuery, hits: Sequence[Hit]) -> list[list[Snippet]]:
    """Return the snippets of each record, the weightiest text first; none if it has the terms in other places."""
    if not query.terms:
        return [[] for _ in hits]
    ids: dict[str, list[str]] = {}
    for each in hits:
        ids.setdefault(each.type_name, []).append(each.id)
    texts = await record_texts(reads, ids)
    if sum(len(text) for found in texts.values() for text in found.values()) <= AT_ONCE:
        return _cut(query, hits, texts)
    return await asyncio.to_thread(_cut, query, hits, texts)


def _cut(query: SearchQuery, hits: Sequence[Hit], texts: Mapping[str, Mapping[str, str]]) -> list[list[Snippet]]:
    terms = Highlighter(query)
    return [snippets_of(terms, each.type_name, texts.get(each.id, {})) for each in hits]
