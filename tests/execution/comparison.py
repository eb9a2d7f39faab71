"""Holds two executors of one schema to the same answer."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError
from strawberry.types.execution import ExecutionResult, PreExecutionError

from execution import Schema

Path = tuple[str | int, ...]
Place = Path | tuple[None]
Told = tuple[Path, str | None]
"""An error's path and code."""


@dataclass(frozen=True)
class Compared:
    """The answers of both executors."""

    executed: bool
    """False when the request was refused before anything ran."""
    errors: int
    places: int
    """The number of places that errors nulled."""
    told_otherwise: int
    """Of how many of these each executor told another of several errors."""
    data: Any


async def compare(
    breadth_first: Schema,
    reference: Schema,
    document: str,
    variables: dict[str, Any] | None = None,
    context: Callable[[], Any] = dict,
    *,
    root: Any = None,
    operation_name: str | None = None,
) -> Compared:
    """Run an operation on both, each with a new `context()`; fail unless the answers are the same.

    The same means: the same data, keys in the same order; the same set of nulled places, where the
    place of an error is the longest prefix of its path that is null in the data; and of each place an
    error with the same path and code. The specification leaves one thing open (section 6.4.4): of
    several errors that null one place, any may be told. So where the two tell of different fields
    inside one place, this is counted as `told_otherwise`; callers hold its share to a few in a hundred.
    """
    given = {"variable_values": variables, "root_value": root, "operation_name": operation_name}
    left = await breadth_first.execute(document, context_value=context(), **given)
    right = await reference.execute(document, context_value=context(), **given)
    return alike(left, right)


def alike(left: ExecutionResult, right: ExecutionResult) -> Compared:
    """Fail unless two answers, ours and the reference's, are the same as `compare` has it."""
    assert type(left) is type(right), (left, right)
    assert json.dumps(left.data) == json.dumps(right.data)
    ours, theirs = _by_place(left), _by_place(right)
    assert ours.keys() == theirs.keys(), (left.errors, right.errors)
    otherwise = [place for place in ours if not _same_told(place, ours[place], theirs[place])]
    executed = not isinstance(left, PreExecutionError)
    return Compared(executed, len(left.errors or ()), len(ours), len(otherwise), left.data)


def _same_told(place: Place, ours: list[Told], theirs: list[Told]) -> bool:
    """True if both report one error of a place; fails where only one error can be meant."""
    if set(ours) & set(theirs):
        return True
    # An error of the whole request, or of a field that may itself be null, stands alone.
    assert None not in place, (ours, theirs)
    assert not (ours[0][0] == theirs[0][0] == place), (ours, theirs)
    return False


def _by_place(result: ExecutionResult) -> dict[Place, list[Told]]:
    places: dict[Place, list[Told]] = defaultdict(list)
    for error in result.errors or ():
        places[_place(error, result.data)].append((tuple(error.path or ()), (error.extensions or {}).get("code")))
    return places


def _place(error: GraphQLError, data: Any) -> Place:
    """The longest prefix of the path that is null in the data; (None,) for an error of the whole request."""
    if error.path is None:
        return (None,)
    for length, key in enumerate(error.path):
        if data is None:
            return tuple(error.path[:length])
        data = data[key]
    assert data is None, f"An error was told of {error.path}, which is not null."
    return tuple(error.path)
