"""Validation of a collection's draft: all of its problems at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from resolvers.core.references import Reference
from resolvers.core.use_case import UseCase
from resolvers.editorial.collection_store import Item, StoredCollection
from resolvers.editorial.content_references import Path, resolve_content
from resolvers.moderation.voters import voting_networks
from resolvers.validation import Problem, validate
from resolvers.validation.problem import Check, quotable
from resolvers.validation.texts import Limit, line

MOST_ITEMS, MOST_NETWORKS = 200, 20
ANNOTATION = line(Limit.SUMMARY)


class ItemDraft(NamedTuple):
    """An item of a collection's draft: a record, or an item of the collection that is kept."""

    node: str | None
    keep: int | None
    """The position of the kept item, from 1."""
    annotation: str | None
    annotated: bool
    """True if an annotation was given; otherwise a kept item keeps its own."""


@dataclass(frozen=True, slots=True)
class CollectionDraft:
    """A collection as it was given; what was left out stays."""

    texts: Mapping[str, str | None]
    networks: Sequence[Reference] | None
    items: Sequence[ItemDraft] | None


@dataclass(slots=True)
class ValidCollection:
    """A collection as it can be stored, as far as something was given."""

    texts: dict[str, str | None] = field(default_factory=dict)
    networks: list[str] | None = None
    items: list[Item] | None = None
    problems: list[Problem] = field(default_factory=list)
    """All that is wrong with it; if anything is, nothing is stored."""


async def validate_collection(
    use_case: UseCase, draft: CollectionDraft, before: StoredCollection | None
) -> ValidCollection:
    """The draft made ready; `before` is the collection as it stands, if it does."""
    contents = ValidCollection(problems=_amounts(draft))
    if contents.problems:
        return contents
    contents.texts, wrong = validate("Collection", draft.texts, before=None if before is None else before.record)
    contents.problems += wrong
    if draft.networks is not None:
        contents.networks = await _networks(use_case, draft.networks, before, contents.problems)
    if draft.items is not None:
        contents.items = await _items(use_case, draft.items, before, contents.problems)
    return contents


def _amounts(draft: CollectionDraft) -> list[Problem]:
    """Return the problems of the numbers of networks and records; longer lists are not examined."""
    lists = (("networks", draft.networks, MOST_NETWORKS), ("items", draft.items, MOST_ITEMS))
    problems = [
        Problem((name,), "LIST_TOO_LONG", {"length": len(given), "limit": limit})
        for name, given, limit in lists
        if given is not None and len(given) > limit
    ]
    return [*problems, Problem(("networks",), "REQUIRED")] if draft.networks == [] else problems


async def _networks(
    use_case: UseCase, given: Sequence[Reference], before: StoredCollection | None, problems: list[Problem]
) -> list[str]:
    """The ids of networks, which must have a voice where they are not tied to the collection already."""
    places: dict[Path, Reference | str] = {("networks", place): each for place, each in enumerate(given)}
    found, unknown = await resolve_content(use_case, places)
    able = await voting_networks(use_case.work) | (before.networks | before.invited if before else frozenset())
    problems += [*unknown, *_repeated(found)]
    problems += [Problem(path, "NETWORK_WITHOUT_VOICE") for path, each in found.items() if each not in able]
    return list(found.values())


async def _items(
    use_case: UseCase, given: Sequence[ItemDraft], before: StoredCollection | None, problems: list[Problem]
) -> list[Item]:
    """The records and their annotations, in order: seen by the editor, or in the collection already."""
    inside = [] if before is None else before.items
    if misplaced := list(_misplaced(given, inside)):
        problems += misplaced
        return []
    known = {node for node, _ in inside}
    nodes: dict[Path, str] = {
        ("items", number, "node" if place.keep is None else "keep"): place.node or inside[(place.keep or 1) - 1][0]
        for number, place in enumerate(given)
    }
    found, unknown = await resolve_content(use_case, {path: node for path, node in nodes.items() if node not in known})
    nodes |= found
    own = None if before is None else before.row.id
    problems += [*unknown, *_repeated(nodes)]
    problems += [Problem(path, "COLLECTION_OF_ITSELF") for path, each in nodes.items() if each == own]
    return list(zip(nodes.values(), _annotations(given, inside, problems), strict=True))


def _misplaced(given: Sequence[ItemDraft], inside: Sequence[Item]) -> Iterator[Problem]:
    """Places of which it is not told what stands there, or where nothing does."""
    for number, place in enumerate(given):
        if (place.node is None) == (place.keep is None):
            yield Problem(("items", number), "NODE_OR_KEEP")
        elif place.keep is not None and not 1 <= place.keep <= len(inside):
            yield Problem(("items", number, "keep"), "NOTHING_AT_PLACE", {"value": place.keep})


def _annotations(given: Sequence[ItemDraft], inside: Sequence[Item], problems: list[Problem]) -> list[str | None]:
    """Of each place; what is kept keeps its own unless another one was given."""
    return [
        inside[place.keep - 1][1]
        if place.keep is not None and not place.annotated
        else _text(ANNOTATION, place.annotation, ("items", number, "annotation"), problems)
        for number, place in enumerate(given)
    ]


def _text(check: Check, value: str | None, path: Path, problems: list[Problem]) -> str | None:
    """A text as it can be stored; adds what is wrong with it."""
    if value is None:
        return None
    text, wrong = check(value)
    problems += [each.under(*path) for each in wrong]
    return text


def _repeated(nodes: Mapping[Path, str]) -> list[Problem]:
    """Return a problem for each record that is in the collection twice."""
    first: dict[str, Path] = {}
    return [
        Problem(path, "LIST_REPEATS", {"value": quotable(each)})
        for path, each in nodes.items()
        if first.setdefault(each, path) != path
    ]
