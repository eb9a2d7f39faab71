"""docs/limits.md gives the figures that the code goes by, all of them."""

import re
from datetime import timedelta

from encommun.exports import graph_filter
from encommun.http.body import MAX_BODY
from encommun.http.json_structure import MAX_ELEMENTS
from encommun.rate_limiting.settings import RateLimitSettings
from execution import Limits
from loaders.queries import connection_pages, search_texts
from models import Policy
from resolvers.core import comparisons, paging
from resolvers.editorial import collection_contents, features
from resolvers.graph import shortest_paths
from resolvers.identity.accounts import known_devices
from resolvers.moderation import cases, voting
from resolvers.network import (
    common_neighbours,
    community_words,
    connectors,
    evolution,
    measured,
    neighbourhoods,
    node_pages,
)
from resolvers.search import complete, near, snippets, suggestions
from resolvers.search import query as search_query
from resolvers.security import lifetimes, password_policy
from resolvers.spaces import claims, invitations
from resolvers.spaces.tokens import issuing, validation
from resolvers.validation import cross_field_rules, markdown
from resolvers.validation.texts import Limit
from schema import federation, query
from schema.exchange import inputs
from schema.kit import context, costs, filters
from schema.search import facets, search_log
from tests.support.commands import ROOT

PAGE = (ROOT / "docs" / "limits.md").read_text()
LIMITS = Limits()
CHARGING = RateLimitSettings.model_fields
SETTLED = {name: each.default for name, each in Policy.model_fields.items()}


def days(life: timedelta) -> int:
    return life.days


REQUEST = {
    "bytes of the body": MAX_BODY,
    "elements of its JSON": MAX_ELEMENTS,
    "characters of the document": LIMITS.characters,
    "tokens of the document": LIMITS.tokens,
    "operations in it": LIMITS.operations,
}
OPERATION = {
    "depth of selections": LIMITS.depth,
    "fields": LIMITS.fields,
    "fields, each for every type": LIMITS.compiled,
    "characters of an alias": LIMITS.alias,
    "aliases": LIMITS.aliases,
    "directives": LIMITS.directives,
    "pairs of fields": LIMITS.overlaps,
    "root fields": LIMITS.repeats,
    "elements of arguments": LIMITS.elements,
    "the same in a mutation": LIMITS.written,
    "lists and objects within one another": LIMITS.nested,
    "conditions of a filter": filters.MOST_CONDITIONS,
    "levels of": filters.DEEPEST,
    "values in a list of a filter": comparisons.LONGEST_LIST,
    "characters of a text in a filter": comparisons.LONGEST_TEXT,
    "characters of the query of a search": search_query.LONGEST,
    "terms of it": search_query.MOST_TERMS,
    "snippets of": snippets.MOST_SNIPPETS,
    "highlighted words": snippets.MOST_HIGHLIGHTS,
    "characters of each text": search_texts.LONGEST,
    "values of a facet": facets.MOST_VALUES,
    "suggestions of": suggestions.MOST_SUGGESTIONS,
    "completions of": complete.MOST,
    "kilometres of": near.FARTHEST,
    "searches of": search_log.MOST,
    "steps of": neighbourhoods.DEEPEST,
    "nodes or paths of a page": node_pages.LARGEST_SIZE,
    "edges of a page": neighbourhoods.EDGES_PER_NODE,
    "paths that": shortest_paths.MOST_PATHS,
    "records in `of`": common_neighbours.MOST_GIVEN,
    "groups in": connectors.MOST_GROUPS,
    "communities of": community_words.MOST_COMMUNITIES,
    "pairs of nodes": measured.MOST_PAIRS,
    "months of": evolution.MOST_MONTHS,
    "values in the address": graph_filter.MOST_VALUES,
    "records of a page": paging.LARGEST_SIZE,
    "ids in": query.MOST_NODES,
    "references in": federation.MOST,
    "items of a bulk upsert": inputs.MOST,
    "votes in": voting.MOST,
    "values in the answer": LIMITS.answer,
    "rows that lists at one place": connection_pages.MOST_ROWS,
    "rows that an operation reads": context.MOST_ROWS,
    "errors in the answer": LIMITS.errors,
}
RECORD = {
    "a name": Limit.NAME,
    "an acronym": Limit.ACRONYM,
    "a summary": Limit.SUMMARY,
    "a contact's value": Limit.SHORT,
    "an e-mail address": Limit.EMAIL,
    "a web address": Limit.URL,
    "a text in Markdown": Limit.MARKDOWN,
    "levels of blocks": markdown.DEEPEST,
    "lines, signs and cells": markdown.FREE,
    "days of a workshop": days(cross_field_rules.LONGEST_WORKSHOP),
    "records in a collection": collection_contents.MOST_ITEMS,
    "networks of a collection": collection_contents.MOST_NETWORKS,
    "days of a feature": days(features.LONGEST),
}
SOMEBODY = {
    "claims of a person": claims.MOST,
    "invitations of a space": invitations.MOST_PENDING,
    "tokens of a network": issuing.MOST_LIVE,
    "IP ranges": validation.MOST_RANGES,
    "days of a token": days(lifetimes.API_TOKEN),
    "days for which": issuing.LONGEST_GRACE,
    "reports of an account": cases.MOST,
    "suggestions in": cases.MOST,
    "reports of personal data": SETTLED["urgent_open"],
    "fields that a network": SETTLED["hides_network"],
    "fields that another": SETTLED["hides_verified"],
    "known devices": known_devices.MOST,
    "characters of a password": password_policy.LONGEST,
    "characters of an `idempotencyKey`": Limit.SHORT,
}


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its titles."""
    below = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^\| (.+) \|$", below, re.MULTILINE)
    return [line.split(" | ") for line in found if not set(line) <= set("-| ")][1:]


def held(heading: str, figures: dict[str, int]) -> None:
    """Hold each row to the figure of what it begins with; there is one for each, in the same order."""
    found = rows(heading)
    assert [figure for _, figure in found] == [f"{figure:,}" for figure in figures.values()]
    assert [says for (says, _), begin in zip(found, figures, strict=True) if not says.startswith(begin)] == []


def test_the_figures_of_a_request_and_an_operation():
    held("A request", REQUEST)
    held("An operation", OPERATION)


def test_the_figures_of_what_is_stored_and_done():
    held("A record", RECORD)
    held("What one person or space may do", SOMEBODY)
    assert (1 / markdown.LINES, 1 / markdown.SIGNS, 1 / markdown.CELLS) == (20, 10, 5)
    assert "one more line for 20 characters, one more sign for 10, and one more cell for 5" in PAGE


def test_the_figures_of_costs_and_points():
    told = dict(rows("Cost"))
    assert told["a text in Markdown"] == str(costs.LONG_TEXT)
    assert told["`totalCount`, a facet of a search"] == str(costs.COUNTED)
    assert told["a snippet of a found record"] == str(costs.SNIPPET)
    assert told["a search; a `filter` on all records of a type"].startswith(f"{costs.SEARCHED},")
    assert told["`searchLog`"] == str(costs.SEARCHED)
    assert told["`complete`"] == str(costs.OPERATORS["startsWith"])
    assert told["`neighbourhood`, `shortestPaths`, `commonNeighbours`"] == str(costs.WALK)
    (graph,) = (each for says, each in told.items() if says.startswith("`connectors`; `networkMetrics`"))
    assert graph == str(costs.GRAPH)
    assert told["`networkEvolution`, since it reads the whole history"] == f"{costs.HISTORY:,}"
    assert told["a `filter` on a list of a record"] == str(costs.SIFTED)
    assert told["an operator in a filter"] == "5; `startsWith` 10; `contains` and `within` 100"
    assert (costs.OPERATOR, costs.OPERATORS, costs.WITHIN) == (5, {"startsWith": 10, "contains": 100}, 100)
    assert told["a mutation"] == f"{costs.WRITTEN}; {costs.HASHED} if it checks or stores a password"
    assert told["the SDL in `_service`; `__schema`"] == str(costs.SDL)
    assert told["`exportMyData`"] == str(costs.PERSONAL_DATA)
    assert f"`last` ({paging.DEFAULT_SIZE} unless given)" in told["a page of a connection"]
    points = [[f"points_{of}", f"points_{of}_per_second"] for of in ("visitor", "known")]
    assert [row[1:] for row in rows("Points")[:2]] == [[f"{CHARGING[each].default:,}" for each in of] for of in points]
    for name in ("cost_visitor", "cost_known", "heavy_cost"):
        assert f"{CHARGING[name].default:,}" in PAGE
