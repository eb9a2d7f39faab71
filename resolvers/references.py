"""References: an entity named by its id or by an official code, found or refused in one place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.errors import FaultError
from loaders.filters import EVERYTHING, Compare, Filter
from loaders.lookup import Lookup, Reads, lookup
from loaders.target import Target
from models import TerritoryFormerCode, codes, ids
from resolvers.targets import ENTITIES

Reference = tuple[str, str, str]
"""A type of the graph, `id` or one of its schemes, and the value."""
Way = tuple[str, str]
"""A type of the graph, and `id` or one of its schemes."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to name an entity: the column that holds the name, and what is well formed."""

    column: str
    valid: Callable[[str], bool]
    expected: str
    condition: Filter = EVERYTHING


def _of_kind(kind: str, valid: Callable[[str], bool], expected: str) -> Scheme:
    return Scheme("code", valid, expected, Compare("kind", "eq", kind))


def _is_slug(value: str) -> bool:
    return value.isascii() and value == value.lower() and value.replace("-", "").isalnum()


SIREN = Scheme("siren", codes.is_siren, "a SIREN of nine digits whose check digit is right")
RNA = Scheme("rna", codes.is_rna, "an RNA number: W and nine capitals or digits")
SLUG = Scheme("slug", _is_slug, "lower-case letters, digits and hyphens")

SCHEMES: dict[str, dict[str, Scheme]] = {
    "Actor": {"siren": SIREN, "rna": RNA},
    "Network": {"slug": SLUG},
    "Topic": {"slug": SLUG},
    "Territory": {
        "commune": _of_kind(
            "COMMUNE", codes.is_commune, "an INSEE commune code of five characters, such as 01001 or 2A004"
        ),
        "department": _of_kind("DEPARTMENT", codes.is_department, "an INSEE department code, such as 01, 2A or 974"),
        "region": _of_kind("REGION", codes.is_region, "an INSEE region code, such as 11 or 84"),
        "epci": _of_kind("EPCI", codes.is_siren, "the SIREN of an EPCI, nine digits whose check digit is right"),
    },
}
"""The ways besides its id by which an entity can be named."""

FORMS = {"siren": (SIREN,), "rna": (RNA,), "slug": (SLUG,), "code": tuple(SCHEMES["Territory"].values())}
"""By column of codes: what its values may look like, in whatever table it stands."""

COMMUNE = "Territory", "commune"

FORMER = Lookup(Target(TerritoryFormerCode.__table__, "Territory", key="code"), "territory_id")  # type: ignore[attr-defined]


async def ids_of(reads: Reads, references: Sequence[Reference]) -> dict[Reference, str]:
    """The id that each reference stands for, all in one statement.

    Raises FaultError: INVALID_ID or INVALID_CODE for what is not well formed, NOT_FOUND for what is.
    """
    for reference in references:
        check(*reference)
    found: dict[Reference, str] = {}
    for reference, answer in (await found_ids(reads, references)).items():
        if isinstance(answer, FaultError):
            raise answer
        found[reference] = answer
    return found


async def found_ids(reads: Reads, references: Sequence[Reference]) -> dict[Reference, str | FaultError]:
    """The id that each reference stands for, or why there is none, all in one statement."""
    answers: dict[Reference, str | FaultError] = {}
    schemes: dict[tuple[str, str], list[str]] = {}
    for reference in references:
        type_name, name, value = reference
        try:
            check(type_name, name, value)
        except FaultError as fault:
            answers[reference] = fault
        else:
            schemes.setdefault((type_name, name), []).append(value)
    found = await _found(reads, schemes)
    for scheme, values in schemes.items():
        for value in values:
            answers[*scheme, value] = found[scheme].get(value) or not_found(*scheme, value)
    return answers


async def _found(reads: Reads, schemes: Mapping[Way, Sequence[str]]) -> dict[Way, dict[str, str]]:
    """By type and scheme, the ids of the values that name something."""
    if not schemes:
        return {}
    answers = await lookup(reads, [(_lookup(*scheme), values) for scheme, values in schemes.items()])
    found = dict(zip(schemes, answers, strict=True))
    missing = [value for value in schemes.get(COMMUNE, ()) if value not in found[COMMUNE]]
    if missing:
        # Codes move every 1 January: a commune that merged is found under the one that it became part of.
        found[COMMUNE] |= (await lookup(reads, [(FORMER, missing)]))[0]
    return found


def check(type_name: str, name: str, value: str) -> None:
    """Raise FaultError INVALID_ID or INVALID_CODE unless the value is well formed for its scheme."""
    if name == "id":
        prefix = ENTITIES[type_name].prefix
        if ids.prefix_of(value) != prefix:
            raise FaultError("INVALID_ID", f"{value[:60]!r} is no id of type {type_name}: those begin with {prefix}_.")
        return
    scheme = SCHEMES[type_name][name]
    if not scheme.valid(value):
        raise FaultError("INVALID_CODE", f"{value[:60]!r} is not well formed: {name} takes {scheme.expected}.")


def check_stored(type_name: str, column: str, value: str) -> None:
    """Raise FaultError INVALID_ID or INVALID_CODE for what no row of the type can have in a column of ids or codes."""
    if column == "id":
        check(type_name, "id", value)
    forms = FORMS.get(column, ())
    if forms and not any(form.valid(value) for form in forms):
        expected = ", or ".join(form.expected for form in forms)
        raise FaultError("INVALID_CODE", f"{value[:60]!r} is not well formed: {column} is {expected}.")


def not_found(type_name: str, name: str, value: str) -> FaultError:
    """The fault of a well-formed reference to nothing."""
    return FaultError(
        "NOT_FOUND", f"There is no {type_name} with the {name} {value[:60]!r}. Check it, or search by name."
    )


@cache
def _lookup(type_name: str, name: str) -> Lookup:
    """How a scheme's values are looked up."""
    scheme = SCHEMES[type_name][name] if name != "id" else Scheme("id", bool, "")
    target = Target(ENTITIES[type_name].__table__, type_name, key=scheme.column)  # type: ignore[attr-defined]
    return Lookup(target, condition=scheme.condition)
