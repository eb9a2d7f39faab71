"""What editors want a collection to be, checked: all that is wrong with it at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolvers.editorial.naming import Path, named
from resolvers.moderation.voices import with_a_voice
from resolvers.references import Reference
from resolvers.spaces.acting import Acting
from resolvers.validation import Problem
from resolvers.validation.markdown import markdown
from resolvers.validation.problem import Check, shown
from resolvers.validation.texts import Limit, line

MOST_ITEMS, MOST_NETWORKS = 200, 20
TITLE, ANNOTATION = line(Limit.NAME), line(Limit.SUMMARY)


@dataclass(frozen=True, slots=True)
class Draft:
    """A collection as it was given."""

    title: str
    introduction: str | None
    networks: Sequence[Reference]
    items: Sequence[tuple[str, str | None]]
    """Ids of records, each with its annotation."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A collection as it can be stored."""

    title: str
    introduction: str | None
    networks: list[str]
    items: list[tuple[str, str | None]]


async def checked(acting: Acting, draft: Draft, record_id: str | None) -> tuple[Contents, list[Problem]]:
    """The draft made ready, and all that is wrong with it; a collection is in none of its own places."""
    problems = _too_many(draft)
    if problems:
        return Contents("", None, [], []), problems
    title = _text(TITLE, draft.title, ("title",), problems) or ""
    introduction = _text(markdown, draft.introduction, ("introduction",), problems)
    annotations = [
        _text(ANNOTATION, annotation, ("items", place, "annotation"), problems)
        for place, (_, annotation) in enumerate(draft.items)
    ]
    networks: dict[Path, Reference | str] = {("networks", place): each for place, each in enumerate(draft.networks)}
    nodes: dict[Path, Reference | str] = {("items", place, "node"): node for place, (node, _) in enumerate(draft.items)}
    found, unknown = await named(acting, networks | nodes)
    able = await with_a_voice(acting.work)
    problems += unknown
    problems += [
        Problem(path, "NETWORK_WITHOUT_VOICE") for path in networks if path in found and found[path] not in able
    ]
    placed = {path: found[path] for path in nodes if path in found}
    problems += _repeated(placed)
    problems += [Problem(path, "COLLECTION_OF_ITSELF") for path, each in placed.items() if each == record_id]
    items = list(zip(placed.values(), annotations, strict=False))
    return Contents(title, introduction, list(dict.fromkeys(map(found.get, networks))), items), problems  # type: ignore[arg-type]


def _too_many(draft: Draft) -> list[Problem]:
    """What is not even looked at."""
    lists = (("networks", len(draft.networks), MOST_NETWORKS), ("items", len(draft.items), MOST_ITEMS))
    problems = [
        Problem((name,), "LIST_TOO_LONG", {"length": length, "limit": limit})
        for name, length, limit in lists
        if length > limit
    ]
    return problems if draft.networks else [*problems, Problem(("networks",), "REQUIRED")]


def _text(check: Check, value: str | None, path: Path, problems: list[Problem]) -> str | None:
    """A text as it can be stored; adds what is wrong with it."""
    if value is None:
        return None
    text, wrong = check(value)
    problems += [each.under(*path) for each in wrong]
    return text


def _repeated(placed: dict[Path, str]) -> list[Problem]:
    """What stands in a collection already, where it stands again."""
    first: dict[str, Path] = {}
    return [
        Problem(path, "LIST_REPEATS", {"value": shown(each)})
        for path, each in placed.items()
        if first.setdefault(each, path) != path
    ]
