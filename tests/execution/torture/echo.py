"""Fields that say which arguments reached them, in each way of resolving."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import strawberry

from execution import BatchInfo, batched
from tests.execution.torture.scalars import Colour, Fussy


@strawberry.input(one_of=True)
class Choice:
    number: strawberry.Maybe[int]
    colours: strawberry.Maybe[list[Colour]]


@strawberry.input
class Filter:
    text: str | None = strawberry.UNSET
    at_least: int = 3
    colours: list[Colour] = strawberry.field(default_factory=lambda: [Colour.RED])
    choice: Choice | None = None
    inner: "Filter | None" = None
    maybe: strawberry.Maybe[str | None]


ONE_AND_TWO = [1, 2]


def described(value: Any) -> Any:
    """Arguments in a form that can be compared and shown."""
    if is_dataclass(value) and not isinstance(value, type):
        return {type(value).__name__: {each.name: described(getattr(value, each.name)) for each in fields(value)}}
    if isinstance(value, list):
        return [described(each) for each in value]
    if isinstance(value, Enum | date):
        return str(value)
    return repr(value)


def _told(arguments: dict[str, Any]) -> str:
    given = {name: value for name, value in arguments.items() if name not in {"parents", "info"}}
    return str(described_all(given))


def described_all(arguments: dict[str, Any]) -> dict[str, Any]:
    return {name: described(arguments[name]) for name in sorted(arguments)}


@strawberry.type
class Echo:
    @strawberry.field
    def numbers(
        self,
        a: int,
        b: int | None = None,
        c: int | None = 7,
        d: list[int] = ONE_AND_TWO,
        e: float = 0.5,
        f: int | None = strawberry.UNSET,
    ) -> str:
        return _told({"a": a, "b": b, "c": c, "d": d, "e": e, "f": f})

    @batched
    async def batched_numbers(
        parents: Sequence["Echo"],
        info: BatchInfo,
        a: int,
        b: int | None = None,
        c: int | None = 7,
        d: list[int] = ONE_AND_TWO,
        e: float = 0.5,
        f: int | None = strawberry.UNSET,
    ) -> list[str]:
        return [_told({"a": a, "b": b, "c": c, "d": d, "e": e, "f": f})] * len(parents)

    @strawberry.field
    async def leaves(
        self,
        colour: Colour = Colour.GREEN,
        day: date | None = None,
        fussy: Fussy = "fussy",  # type: ignore[assignment]
        key: strawberry.ID | None = strawberry.ID("key"),  # noqa: B008
        flags: list[bool | None] | None = None,
    ) -> str:
        return _told({"colour": colour, "day": day, "fussy": fussy, "key": key, "flags": flags})

    @batched
    def batched_leaves(
        parents: Sequence["Echo"],
        info: BatchInfo,
        colour: Colour = Colour.GREEN,
        day: date | None = None,
        fussy: Fussy = "fussy",  # type: ignore[assignment]
        key: strawberry.ID | None = strawberry.ID("key"),  # noqa: B008
        flags: list[bool | None] | None = None,
    ) -> list[str]:
        return [_told({"colour": colour, "day": day, "fussy": fussy, "key": key, "flags": flags})] * len(parents)

    @strawberry.field
    def filtered(self, where: Filter | None = None, grid: list[list[int | None]] | None = None) -> str:
        return _told({"where": where, "grid": grid})

    @batched
    async def batched_filtered(
        parents: Sequence["Echo"],
        info: BatchInfo,
        where: Filter | None = None,
        grid: list[list[int | None]] | None = None,
    ) -> list[str]:
        return [_told({"where": where, "grid": grid})] * len(parents)

    @strawberry.field
    def chosen(self, choice: Choice, wheres: list[Filter] | None = None) -> str:
        return _told({"choice": choice, "wheres": wheres})

    @batched
    async def batched_chosen(
        parents: Sequence["Echo"], info: BatchInfo, choice: Choice, wheres: list[Filter] | None = None
    ) -> list[str | None]:
        return [_told({"choice": choice, "wheres": wheres})] * len(parents)
