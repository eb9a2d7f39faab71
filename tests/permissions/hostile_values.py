"""Hostile values, and the fields of each mutation in which they can be tried."""

from typing import Any

from tests.permissions.expected_permissions import DONE, LINES
from tests.permissions.input_paths import Path, Place, places
from tests.permissions.inputs import input_for
from tests.validation.rejected_inputs import HTML, LINKS, URLS

TEXTS = {
    "a NUL": "a\0b",
    "a control": "a\x1b[31mb",
    "a bidi override": "a\u202eexe.fdp",
    "half a pair": "a\ud800b",
    "a megabyte": "x" * 1_000_000,
}
"""Texts that no field accepts; a request of more than a megabyte is not read at all."""
MARKDOWN = {"script": HTML["script"], "an image": HTML["a tag over two lines"], "a link": LINKS["javascript"]}
ADDRESSES = [each for each in URLS if each.startswith(("javascript:", "data:", "ftp:", "https://127.0.0.1"))]
TYPED = {
    "Date": "2026-02-30",
    "DateTime": "2026-02-30T00:00:00Z",
    "BigInt": "x",
    "Int": 2**31,
    "Float": "x",
    "Boolean": "x",
}
"""Values that GraphQL itself refuses, by scalar; an unknown member of a closed list is refused too."""

ALONE = {
    **dict.fromkeys(("id", "claim", "invitation", "account", "case", "node", "of", "resource", "seal"), ("NOT_FOUND",)),
    "castVotes.case": (DONE,),
    "space": ("NOT_PERMITTED", "NOT_FOUND"),
    "token": ("INVALID_LINK",),
    "refreshToken": ("SESSION_ENDED", DONE),
    "current": ("WRONG_PASSWORD",),
    "logIn.email": ("INVALID_CREDENTIALS",),
}
"""Fields that name something which is then not there: what the mutation comes to, whatever else is in it.

Of each of many votes it is told by itself what became of it.
"""
BESIDES = frozenset({"createCollection.node", "updateCollection.node", "featureContent.node"})
"""Fields of such a name that are told of where they stand, with all else that is wrong."""
PASSWORDS = frozenset({"password", "newPassword"})
"""Any text may be one, as long as it is not too long."""
PASSED_OVER = frozenset({"deviceToken"})
"""Fields whose unknown values are treated like none."""
FIRST = frozenset({"network", "authority", "idempotencyKey", "reason"})
"""Fields that all else depends on, or that are sent with anything: what is wrong with it may be told alone."""


def done_for(name: str) -> tuple[str, dict[str, Any]]:
    """Somebody for whom a mutation is done, and what they send."""
    line = next(line for line in LINES if line.mutation == name and DONE in line.cells.values())
    who = next(who for who, cell in line.cells.items() if cell == DONE)
    given = input_for(name, line.on)
    return who, {**given, "kind": "EXPERIENCE_REPORT"} if "Resource" in name and "kind" in given else given


def texts(name: str) -> list[Place]:
    """The fields that take text."""
    return [each for each in places(name) if each.type_name in {"String", "ID"}]


def named_by(name: str, place: Place) -> tuple[str, ...] | None:
    """Return the outcomes of a mutation whose field names nothing; None for any other field."""
    if f"{name}.{place.name}" in BESIDES:
        return None
    return ALONE.get(f"{name}.{place.name}") or ALONE.get(place.name)


def is_address(place: Place) -> bool:
    return place.name.endswith(("url", "Url", "website"))


def together(name: str) -> list[dict[Path, Path]]:
    """Fields that can all be wrong at once, each with where that is told, and each way to name something in turn."""
    turns: list[dict[Path, Path]] = []
    first = []
    for place in texts(name):
        if place.name in FIRST and named_by(name, place) is None:
            first.append({place.path: place.whole})
        elif place.name not in PASSWORDS | PASSED_OVER and named_by(name, place) is None:
            turn = next((each for each in turns if place.whole not in each.values()), None)
            if turn is None:
                turns.append(turn := {})
            turn[place.path] = place.whole
    return [*first, *turns]
