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
Told = tuple[Path, str | None]
"""An error's path and code."""


@dataclass(frozen=True)
class Compared:
    """What both executors answered."""

    executed: bool
    """False when the request was refused before anything ran."""
    errors: int
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
    place of an error is the longest prefix of its path that is null in the data; and the same path and
    code of the error of each place. The specification leaves one thing open (section 6.4.4): of several
    errors that null one place, any may be told, and those that were found before may be told or not.
    So where either executor tells more than one error of a place, only the place is compared.
    """
    given = {"variable_values": variables, "root_value": root, "operation_name": operation_name}
    left = await breadth_first.execute(document, context_value=context(), **given)
    right = await reference.execute(document, context_value=context(), **given)
    assert type(left) is type(right), (left, right)
    assert json.dumps(left.data) == json.dumps(right.data)
    _same_errors(left, right)
    return Compared(not isinstance(left, PreExecutionError), len(left.errors or ()), left.data)


def _same_errors(left: ExecutionResult, right: ExecutionResult) -> None:
    ours, theirs = _by_place(left), _by_place(right)
    assert ours.keys() == theirs.keys(), (left.errors, right.errors)
    for place, told in ours.items():
        if len(told) == len(theirs[place]) == 1 or None in place:
            assert told == theirs[place], (left.errors, right.errors)


def _by_place(result: ExecutionResult) -> dict[Path | tuple[None], list[Told]]:
    places: dict[Path | tuple[None], list[Told]] = defaultdict(list)
    for error in result.errors or ():
        places[_place(error, result.data)].append((tuple(error.path or ()), (error.extensions or {}).get("code")))
    return places


def _place(error: GraphQLError, data: Any) -> Path | tuple[None]:
    """The longest prefix of the path that is null in the data; (None,) for an error of the whole request."""
    if error.path is None:
        return (None,)
    for length, key in enumerate(error.path):
        if data is None:
            return tuple(error.path[:length])
        data = data[key]
    assert data is None, f"An error was told of {error.path}, which is not null."
    return tuple(error.path)
