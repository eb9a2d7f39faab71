"""Documents that were once answered wrongly; `$ids` are those of some workshops, resources and projects."""

from typing import Any

REGRESSIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "other selections below two types": (
        """query ($ids: [ID!]!) { nodes(ids: $ids) {
            ... on Workshop { project { holder { name } } }
            ... on Resource { project { holder { kind } } }
        } }""",
        {},
    ),
    "other arguments below two types": (
        """query ($ids: [ID!]!) { nodes(ids: $ids) {
            ... on Workshop { project { participants(first: 1) { totalCount nodes { name } } } }
            ... on Resource { project { participants(first: 3) { totalCount nodes { name } } } }
        } }""",
        {},
    ),
    "other fields under one alias": (
        """query ($ids: [ID!]!) { nodes(ids: $ids) {
            ... on Workshop { project { them: topics { nodes { id } } } }
            ... on Resource { project { them: territories { nodes { id } } } }
        } }""",
        {},
    ),
    "a text of which nothing is left": (
        """query ($ids: [ID!]!, $text: String!) {
            nodes(ids: $ids) { id ... on Resource { topics(filter: {label: {contains: $text}}) { totalCount } } }
            all: projects(filter: {or: [{title: {startsWith: "'"}}]}) { totalCount }
        }""",
        {"text": " - "},
    ),
    "a null in a filter": (
        """query ($ids: [ID!]!, $none: ProjectFilter) {
            nodes(ids: $ids) { id }
            some: projects(first: 1) { nodes { topics(filter: {id: null}) { totalCount } } }
        }""".replace(", $none: ProjectFilter", ""),
        {},
    ),
}
