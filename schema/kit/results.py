"""Payloads of mutations: the union of a result and all refusals."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Annotated, Any, TypeVar, get_args, get_origin

import strawberry

from schema.refusals import REFUSALS

PAYLOADS: dict[type, Any] = {}
"""The payload of the mutations that return a type, by the type."""

ResultType = TypeVar("ResultType", bound=type)


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A payload, and the function that makes its result of the value that a mutation returns."""

    union: Any
    show: Callable[[Any], Any]


def payload(says: str) -> Callable[[ResultType], ResultType]:
    """Give the decorated type of a result the payload `<Type>Payload`, with a description."""

    def declare(result: ResultType) -> ResultType:
        PAYLOADS[result] = payload_union(result, result.__name__, says)
        return result

    return declare


def payload_union(result: Any, name: str, says: str) -> Any:
    """`<name>Payload`: the union of a result and all refusals."""
    union = strawberry.union(f"{name}Payload", description=f"{says}, or the reason for the refusal.")
    return Annotated[reduce(or_, (result, *REFUSALS)), union]


def shown_result(annotation: Any, says: str, mutation: str) -> ShownResult:
    """Return the result that a function's annotation stands for; with `says`, the mutation has a payload of its own."""
    if get_origin(annotation) is Annotated:
        found: ShownResult = get_args(annotation)[1]
        return found
    name = mutation[0].upper() + mutation[1:]
    return ShownResult(payload_union(annotation, name, says) if says else PAYLOADS[annotation], lambda result: result)
