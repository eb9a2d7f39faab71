"""References in editors' inputs to records of any type and to networks: resolved, or reported with their path."""

from collections.abc import Mapping
from dataclasses import replace

from loaders.visibility.rules.features import CONTENT_TABLES
from models import ids
from resolvers.core.entities import PREFIXES, TYPE_NAMES
from resolvers.core.references import Reference, find_ids, reference_problem
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR
from resolvers.core.viewer_reads import ViewerReads
from resolvers.validation import Problem
from resolvers.validation.problem import quotable

CONTENT = frozenset(TYPE_NAMES[table.name] for table in CONTENT_TABLES)
"""The types of what is selected and put forward: not those that tell something of other records."""
Path = tuple[str | int, ...]
"""The path of a value in the input."""


async def resolve_content(
    use_case: UseCase, places: Mapping[Path, Reference | str]
) -> tuple[dict[Path, str], list[Problem]]:
    """By place, the id of what is named there by a reference or by the id of any content; and what names nothing.

    What the viewer does not see is not there.
    """
    references = {path: reference for path, each in places.items() if (reference := _reference(each)) is not None}
    answers = await find_ids(ViewerReads(use_case.work, use_case.viewer), list(dict.fromkeys(references.values())))
    found: dict[Path, str] = {}
    problems = []
    for path, each in places.items():
        answer = answers[references[path]] if path in references else None
        if isinstance(answer, str):
            found[path] = answer
        elif path in references:
            problems.append(reference_problem(path, references[path], answer))
        else:
            problems.append(Problem(path, "INVALID_ID", {"value": quotable(each)}))
    return found, problems


async def is_content_public(use_case: UseCase, node_id: str) -> bool:
    """True if a record is public."""
    found, _ = await resolve_content(replace(use_case, viewer=VISITOR), {("node",): node_id})
    return bool(found)


def _reference(named: Reference | str) -> Reference | None:
    """The reference that an id of any content is; None where it is of none."""
    if not isinstance(named, str):
        return named
    type_name = PREFIXES.get(ids.prefix_of(named) or "")
    return (type_name, "id", named) if type_name in CONTENT else None
