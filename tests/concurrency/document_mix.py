"""Documents for concurrent requests: all that the project shows, and those by which viewers and types differ."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass

from graphql import FieldNode, OperationDefinitionNode, get_named_type, parse

from tests.schema.graph_client import GRAPHQL
from tests.support.documents import Document, queries
from tests.support.viewers import PARTIES

TIMES = 4
"""Questions under way at once, for each connection that there is."""
SEED = 13

DIFFERING = {
    "own drafts": """{ projects(filter: {state: {in: [DRAFT, SUBMITTED]}}, first: 50) {
        totalCount nodes { title state space { id } history(first: 3) { nodes { kind } } } } }""",
    "drafts by title": """{ projects(filter: {title: {contains: "brouillon"}}, first: 9) {
        nodes { id title version holder { name } participants(first: 2) { totalCount } } } }""",
    "myself": "{ me { id email } spaces: changes(first: 5) { nodes { kind version } } }",
    "one by id": '{{ actor(by: {{id: "{actor}"}}) {{ name kind territory {{ name }} }} }}',
    "the same by another way": '{{ node(id: "{actor}") {{ id ... on Actor {{ name siren }} }} }}',
    "the same with its lists": """{{ actor(by: {{id: "{actor}"}}) {{ memberships(first: 3) {{ nodes {{ role
        network {{ slug }} organisation {{ name }} }} }} participations(first: 3) {{ edges {{ role }} }} }} }}""",
    "a draft by id": '{{ project(by: {{id: "{draft}"}}) {{ title state version }} }}',
    "one key below two types": """{{ nodes(ids: ["{workshop}", "{resource}"]) {{ __typename
        ... on Workshop {{ project {{ holder {{ name }} }} }}
        ... on Resource {{ project {{ holder {{ kind }} }} }} }} }}""",
    "references of a gateway": """{{ _entities(representations: [{{__typename: "Actor", id: "{actor}"}},
        {{__typename: "Project", id: "{draft}"}}]) {{ ... on Actor {{ name }} ... on Project {{ title }} }} }}""",
    "refused": '{ projects(first: 101) { nodes { id } } actor(by: {siren: "1"}) { name } }',
}
"""By name; what stands in single braces is filled in."""
FINDING = """{ actors(filter: {kind: {eq: ASSOCIATION}}, first: 1) { nodes { id } } workshops(first: 1) { nodes { id } }
    resources(first: 1) { nodes { id } } projects(filter: {state: {eq: DRAFT}}, first: 1) { nodes { id } } }"""
"""A steward's query for the ids to fill in."""


@dataclass(frozen=True)
class Question:
    """A document, and who sends it."""

    document: Document
    party: str

    def __str__(self) -> str:
        return f"{self.document} by {self.party}"


Ask = Callable[[Question], Awaitable[bytes]]
"""Gives an answer in bytes."""


def differing(found: dict[str, dict[str, list[dict[str, str]]]]) -> Iterator[Document]:
    """Those documents, filled in with what FINDING gave."""
    names = {"actor": "actors", "workshop": "workshops", "resource": "resources", "draft": "projects"}
    ids = {name: found[root]["nodes"][0]["id"] for name, root in names.items()}
    for name, text in DIFFERING.items():
        yield Document(name, text.format(**ids) if "{{" in text else text)


def questions(found: dict[str, dict[str, list[dict[str, str]]]]) -> list[Question]:
    """Every document by every party, but those whose answer names the snapshot of the network at that moment."""
    stable = (each for each in queries() if not names_snapshot(each))
    return [Question(document, party) for document in (*stable, *differing(found)) for party in PARTIES]


def names_snapshot(document: Document) -> bool:
    """True if a root field of a document gives the snapshot from which it was computed."""
    roots = GRAPHQL.query_type.fields
    return any(
        "snapshot" in getattr(get_named_type(roots[field.name.value].type), "fields", {})
        for operation in parse(document.text).definitions
        if isinstance(operation, OperationDefinitionNode)
        for field in operation.selection_set.selections
        if isinstance(field, FieldNode) and field.name.value in roots
    )


async def alone(asked: Sequence[Question], ask: Ask) -> dict[Question, bytes]:
    """Return the answer to each while nothing else is asked."""
    return {each: await ask(each) for each in asked}


def mixed(asked: Sequence[Question]) -> Iterator[list[Question]]:
    """Orders in which all are asked: mixed, those of a document side by side, and each twice in a row."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    for times in (1, 2):
        order = [each for each in asked for _ in range(times)]
        yield order
        yield chance.sample(order, len(order))


async def together(asked: Sequence[Question], ask: Ask, width: int) -> list[tuple[Question, bytes]]:
    """Return the answers with so many requests under way at once."""
    left = iter(asked)

    async def client() -> list[tuple[Question, bytes]]:
        return [(each, await ask(each)) for each in left]

    async with asyncio.TaskGroup() as group:
        clients = [group.create_task(client()) for _ in range(width)]
    return [given for each in clients for given in each.result()]
