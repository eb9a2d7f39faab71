"""References: an entity named by its id or by an official code, found or refused in one place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from loaders.drivers.snapshot import Snapshot
from loaders.errors import FaultError
from loaders.queries.lookup import Lookup, Queryable, lookup
from loaders.queries.territory_aliases import territory_aliases
from loaders.sql.filters import MATCH_ALL, Comparison, Filter
from loaders.sql.target import Target
from loaders.tables import table_of
from models import codes, ids
from resolvers.core.entities import ENTITIES
from resolvers.core.territory_codes import FORMER, KINDS, POSTAL, CodeResolution, ambiguous_postal_code, resolve_alias
from resolvers.validation.problem import Problem, quotable
from resolvers.validation.values import language

Reference = tuple[str, str, str]
"""A type of the graph, `id` or one of its schemes, and the value."""


class CodeReference(NamedTuple):
    """A reference by a code."""

    type_name: str
    scheme: str
    code: str


ReferenceScheme = tuple[str, str]
"""A type of the graph, and `id` or one of its schemes."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to name an entity: the column that holds the name, and what is well formed."""

    column: str
    valid: Callable[[str], bool]
    expected: str
    condition: Filter = MATCH_ALL
    normal: Callable[[str], str] = codes.normal
    """The normalisation of a name before it is compared with stored ones."""


def _of_kind(kind: str, valid: Callable[[str], bool], expected: str) -> Scheme:
    return Scheme("code", valid, expected, Comparison("kind", "eq", kind))


def _is_slug(value: str) -> bool:
    return value.isascii() and value == value.lower() and value.replace("-", "").isalnum()


def _slug(value: str) -> str:
    """A slug in small letters, without the blanks around it."""
    return value.strip().lower()


SIREN = Scheme("siren", codes.is_siren, "a SIREN of nine digits whose check digit is right")
RNA = Scheme("rna", codes.is_rna, "an RNA number: W, the department and seven digits")
SLUG = Scheme("slug", _is_slug, "letters, digits and hyphens", normal=_slug)

OFFICIAL: dict[str, Scheme] = {
    "commune": _of_kind(
        "COMMUNE",
        codes.is_commune,
        "an INSEE commune code, which is the two characters of the department (01 to 95, 2A, 2B, 97 or 98) and three "
        "digits, such as 01001 or 2A004",
    ),
    "department": _of_kind("DEPARTMENT", codes.is_department, "an INSEE department code, such as 01, 2A or 974"),
    "region": _of_kind("REGION", codes.is_region, "an INSEE region code, such as 11 or 84"),
    "epci": _of_kind("EPCI", codes.is_siren, "the SIREN of an EPCI, nine digits whose check digit is right"),
}
"""The official codes of territories, by kind."""
ALIASES: dict[str, Scheme] = {
    POSTAL: Scheme("code", codes.is_postal, "a postal code of five digits, such as 01000 or 97411"),
    FORMER: Scheme("code", codes.is_territory, "a former INSEE code of a commune or region, or SIREN of an EPCI"),
}
"""The other codes that lead to territories."""
SCHEMES: dict[str, dict[str, Scheme]] = {
    "Actor": {"siren": SIREN, "rna": RNA},
    "Network": {"slug": SLUG},
    "Topic": {"slug": SLUG},
    "Territory": OFFICIAL | ALIASES,
}
"""The ways besides its id by which an entity can be named."""
ALIAS_SCHEMES = {("Territory", scheme) for scheme in ALIASES}
"""The ways that no column of the entity holds."""
SCHEMES_WITH_ALIASES = ALIAS_SCHEMES | {("Territory", scheme) for scheme in KINDS}
"""The ways by which a code may lead to a territory that is none of its own."""

FORMS = {"siren": (SIREN,), "rna": (RNA,), "slug": (SLUG,), "code": tuple(OFFICIAL.values())}
"""The forms of values by the name of a column of codes, in any table."""

CACHEABLE_SCHEMES = {("Territory", scheme) for scheme in OFFICIAL} | {("Topic", "slug")}
"""Official codes, and slugs of our vocabulary: everyone sees what they name, nobody who writes here changes them, and
none ever comes to name another record."""


async def resolve_ids(snapshot: Snapshot, references: Sequence[Reference]) -> dict[Reference, str]:
    """Return the id of each reference, for reading.

    Raises FaultError: INVALID_ID, INVALID_CODE or SIRET_GIVEN for what is not well formed, NOT_FOUND or another that
    says why for what stands for nothing, or for several.
    """
    for reference in references:
        normalise_reference(*reference)
    found: dict[Reference, str] = {}
    for reference, each in (await resolve_ids_or_faults(snapshot, references)).items():
        if isinstance(each, FaultError):
            raise each
        found[reference] = each
    return found


async def resolve_ids_or_faults(
    snapshot: Snapshot, references: Sequence[Reference]
) -> dict[Reference, str | FaultError]:
    """The same with the fault of each reference that stands for nothing; the answer tells of codes that are none."""
    answers = await _read(snapshot, references)
    return {reference: each.fault or _one(reference, each) for reference, each in answers.items()}


async def resolve_all_ids(snapshot: Snapshot, references: Sequence[Reference]) -> dict[Reference, tuple[str, ...]]:
    """Return all ids of each reference, for filters; raises FaultError as `resolve_ids`."""
    for reference in references:
        normalise_reference(*reference)
    answers = await _read(snapshot, references)
    for each in answers.values():
        if each.fault is not None:
            raise each.fault
    return {reference: each.ids for reference, each in answers.items()}


async def find_ids(reads: Queryable, references: Sequence[Reference]) -> dict[Reference, str | FaultError]:
    """Return the id of each reference, for writing, or its fault; former codes are refused."""
    answers = await _answers(reads, references)
    return {reference: each.fault or each.unwritten or _one(reference, each) for reference, each in answers.items()}


async def _read(snapshot: Snapshot, references: Sequence[Reference]) -> dict[Reference, CodeResolution]:
    """Resolve each reference; notices on it are added to the operation's answer."""
    answers = await _answers(snapshot, references)
    snapshot.notices += [each.notice for each in answers.values() if each.notice is not None]
    return answers


def _one(reference: Reference, answer: CodeResolution) -> str | FaultError:
    return answer.ids[0] if len(answer.ids) == 1 else ambiguous_postal_code(reference[2], len(answer.ids))


async def _answers(reads: Queryable, references: Sequence[Reference]) -> dict[Reference, CodeResolution]:
    """Resolve each reference: in one statement, and a second one for codes that are not official today."""
    answers: dict[Reference, CodeResolution] = {}
    schemes: dict[ReferenceScheme, dict[str, str]] = {}
    for reference in references:
        type_name, name, value = reference
        try:
            schemes.setdefault((type_name, name), {})[value] = normalise_reference(type_name, name, value)
        except FaultError as fault:
            answers[reference] = CodeResolution(fault=fault)
    found = await _found(reads, {way: list(dict.fromkeys(values.values())) for way, values in schemes.items()})
    for way, values in schemes.items():
        for value, normal in values.items():
            answers[*way, value] = found[way].get(normal) or CodeResolution(fault=not_found_fault(*way, value))
    return answers


async def _found(
    reads: Queryable, schemes: Mapping[ReferenceScheme, Sequence[str]]
) -> dict[ReferenceScheme, dict[str, CodeResolution]]:
    """By type and scheme, what the values stand for that name something."""
    lasting = reads.lasting if isinstance(reads, Snapshot) and schemes.keys() <= CACHEABLE_SCHEMES else None
    if lasting is None or (known := lasting.all_of(schemes)) is None:
        known = await _looked_up(reads, {way: values for way, values in schemes.items() if way not in ALIAS_SCHEMES})
        if lasting is not None:
            lasting.keep(known)
    found = {way: {value: CodeResolution((id_,)) for value, id_ in known.get(way, {}).items()} for way in schemes}
    missing = {
        way: [each for each in schemes[way] if each not in found[way]] for way in schemes if way in SCHEMES_WITH_ALIASES
    }
    if not any(missing.values()):
        return found
    # Codes move every 1 January, and people have others in mind: what they lead to is known, too.
    rows = await territory_aliases(reads, sorted({value for values in missing.values() for value in values}))
    for (type_name, name), values in missing.items():
        for value in values:
            if (answer := resolve_alias(name, value, rows.get(value, ()))) is not None:
                found[type_name, name][value] = answer
    return found


async def _looked_up(
    reads: Queryable, schemes: Mapping[ReferenceScheme, Sequence[str]]
) -> dict[ReferenceScheme, dict[str, str]]:
    """By type and scheme, the ids of the values that a record has in its column."""
    if not schemes:
        return {}
    answers = await lookup(reads, [(_lookup(*way), values) for way, values in schemes.items()])
    return dict(zip(schemes, answers, strict=True))


def normalise_reference(type_name: str, name: str, value: str) -> str:
    """The value in its normal form; raises FaultError INVALID_ID, INVALID_CODE or SIRET_GIVEN for what is none."""
    if name == "id":
        prefix = ENTITIES[type_name].prefix
        if ids.prefix_of(value) != prefix:
            raise FaultError("INVALID_ID", f"{value[:60]!r} is no id of type {type_name}: those begin with {prefix}_.")
        return value
    return _well_formed(name, value, (SCHEMES[type_name][name],))


def normalise_value(type_name: str, column: str, value: Any) -> Any:
    """The value as a row of the type has it in that column: codes in their normal form, and all else as it is.

    Raises FaultError INVALID_ID, INVALID_CODE or SIRET_GIVEN for what no row can have in a column of ids or codes.
    """
    if column == "id":
        return normalise_reference(type_name, "id", value)
    if column == "language":
        return language(value)[0] or value
    if column not in FORMS:
        return value
    return _well_formed(column, value, FORMS[column])


def _well_formed(name: str, value: str, forms: Sequence[Scheme]) -> str:
    """The value in the normal form of the first scheme that takes it; of a SIRET, the fault tells the SIREN."""
    for form in forms:
        if form.valid(normal := form.normal(value)):
            return normal
    siren = codes.siren_of(value)
    if siren is not None and any(form.valid(siren) for form in forms):
        says = f"{value[:60]!r} is a SIRET, of an establishment: {name} takes its SIREN, {siren}."
        raise FaultError("SIRET_GIVEN", says, siren=siren)
    expected = ", or ".join(form.expected for form in forms)
    raise FaultError("INVALID_CODE", f"{value[:60]!r} is not well formed: {name} takes {expected}.")


def reference_problem(path: tuple[str | int, ...], reference: Reference, fault: FaultError | None) -> Problem:
    """Return the problem of an unresolved reference, at its path in the input; without a fault, NOT_FOUND."""
    code, values = (fault.extensions["code"], fault.values) if fault else ("NOT_FOUND", {})
    return Problem(path, code, {**values, "value": quotable(reference[2])})


def not_found_fault(type_name: str, name: str, value: str) -> FaultError:
    """The fault of a well-formed reference to nothing."""
    return FaultError(
        "NOT_FOUND", f"There is no {type_name} with the {name} {value[:60]!r}. Check it, or search by name."
    )


@cache
def _lookup(type_name: str, name: str) -> Lookup:
    """Return the lookup for the values of a scheme."""
    scheme = SCHEMES[type_name][name] if name != "id" else Scheme("id", bool, "")
    target = Target(table_of(ENTITIES[type_name]), type_name, key=scheme.column)
    return Lookup(target, condition=scheme.condition)
