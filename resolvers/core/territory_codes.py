"""Codes that lead to a territory without being its official code of today: what each means, and what is said of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.errors import FaultError
from loaders.sql.statement import Row
from models import AliasKind, TerritoryKind
from resolvers.validation.problem import quotable

POSTAL, FORMER = "postalCode", "formerCode"
"""The schemes of a reference for who means such a code."""
KINDS = {"commune": TerritoryKind.COMMUNE, "region": TerritoryKind.REGION, "epci": TerritoryKind.EPCI}
"""Kinds of territories that can be referred to by a former code, by scheme."""
MOST_SHOWN = 8
"""Communes that a message names."""


class CodeNotice(NamedTuple):
    """A notice in the answer on a code that was accepted though it is not official today."""

    code: str
    message: str
    given: str
    id: str
    kind: str
    now: str
    """The official code of the territory."""
    name: str


class CodeResolution(NamedTuple):
    """The resolution of a reference."""

    ids: tuple[str, ...] = ()
    fault: FaultError | None = None
    """The fault, if the reference is unresolved."""
    notice: CodeNotice | None = None
    unwritten: FaultError | None = None
    """The fault, if the reference is used for writing."""


def resolve_alias(scheme: str, value: str, rows: Sequence[Row]) -> CodeResolution | None:
    """Resolve an alias code of a scheme by the rows to which it leads; None if it leads nowhere."""
    former = [row for row in rows if row.alias == AliasKind.FORMER]
    served = [row for row in rows if row.alias == AliasKind.POSTAL]
    if scheme == POSTAL:
        return CodeResolution(tuple(row.id for row in served)) if served else None
    if scheme == FORMER:
        return CodeResolution((former[0].id,)) if former else None
    former = [row for row in former if row.kind == KINDS.get(scheme)]
    if scheme != "commune":
        return _before(value, former[0]) if former else None
    if districts := [row for row in rows if row.alias == AliasKind.DISTRICT]:
        return CodeResolution((districts[0].id,), notice=_of_district(value, districts[0]))
    if former and (not served or former[0].id in {row.id for row in served}):
        return _before(value, former[0])
    return CodeResolution(fault=_misread(value, former, served)) if served else None


def ambiguous_postal_code(value: str, communes: int) -> FaultError:
    """The fault of a postal code where one commune is meant."""
    says = f"The postal code {value[:60]!r} serves {communes} communes. Name one of them by its INSEE code (commune)."
    return FaultError("SEVERAL_COMMUNES", says, count=communes)


def _before(value: str, row: Row) -> CodeResolution:
    """A former code: read with a notice, and written by who says that one is meant."""
    says = f"{value[:60]!r} is a former code: it leads to {_named(row)} today."
    notice = CodeNotice("FORMER_CODE", says, value, row.id, row.kind, row.code, row.name)
    advice = f"{says} Give that one's code, or formerCode to take the former one."
    return CodeResolution(
        (row.id,), notice=notice, unwritten=FaultError("FORMER_CODE", advice, name=row.name, now=row.code)
    )


def _of_district(value: str, row: Row) -> CodeNotice:
    says = f"{value[:60]!r} is the code of a municipal district of {_named(row)}, which stands for it."
    return CodeNotice("DISTRICT_CODE", says, value, row.id, row.kind, row.code, row.name)


def _misread(value: str, former: Sequence[Row], served: Sequence[Row]) -> FaultError:
    """The fault of a postal code where an INSEE code is meant."""
    communes = ", ".join(_shown(served))
    if former:
        says = (
            f"{value[:60]!r} is the postal code of {communes}, and the former INSEE code of {_named(former[0])}. "
            "Say which is meant: postalCode, or formerCode."
        )
        return FaultError("AMBIGUOUS_CODE", says, communes=communes, former=_named(former[0]))
    says = (
        f"{value[:60]!r} is a postal code and no INSEE code; it serves {communes}. "
        "Give the INSEE code of one of them, or postalCode."
    )
    return FaultError("POSTAL_CODE", says, communes=communes)


def _shown(rows: Sequence[Row]) -> Iterator[str]:
    yield from map(_named, rows[:MOST_SHOWN])
    if len(rows) > MOST_SHOWN:
        yield "…"


def _named(row: Row) -> str:
    return f"{quotable(row.name)} ({row.code})"
