"""Names in files: columns as in the API, references as `scheme:value` or as an object with one name."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from resolvers.core.record_types import ListField
from resolvers.core.references import SCHEMES, Reference
from resolvers.exchange.exchange_order import EXCHANGED_TYPES
from resolvers.exchange.export_types import EXPORT_TYPES
from resolvers.exchange.external_references import EXTERNAL
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.problem import Checked, quotable, with_problem
from resolvers.validation.values import choice

REFERENCE, URL, DEMONSTRATION, TYPE = "reference", "referenceUrl", "demonstration", "type"
"""Names of what a file says about a record besides its content."""
CREATED, UPDATED = "createdAt", "updatedAt"
"""The names of what the commons keeps by itself: an import passes over them."""
NDJSON = frozenset({".ndjson", ".jsonl"})
"""Ends of the names of files that have an object on each line."""
ROLE = "="
"""The sign in a cell between a member's role, or other property, and its reference."""
MEMBER = re.compile(r"(?:[^\\|]|\\.)+", re.DOTALL)
"""A member of a list in a cell; a bar or a backslash of its own has a backslash before it."""
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
SPECIAL = re.compile(r"[\\|]")


@cache
def file_names(type_name: str) -> dict[str, str]:
    """Return the names that files use by column, reference or list; names of a detail have a dot."""
    kind = EXPORT_TYPES[type_name]
    names = {to_camel_case(each): each for each in (*kind.columns, *kind.references, *kind.lists)}
    return names | {
        f"{to_camel_case(kind.detail_name)}.{to_camel_case(each)}": f"{kind.detail_name}.{each}"
        for each in kind.detail_columns
    }


def parse_reference(type_name: str, text: str) -> Checked[Reference]:
    """Parse a reference written as `scheme:value`."""
    scheme, _, value = text.partition(":")
    return _reference(type_name, scheme.strip(), value.strip(), text)


def parse_reference_object(type_name: str, given: object) -> Checked[Reference]:
    """Parse a reference written as an object with exactly one name."""
    ((scheme, value),) = given.items() if isinstance(given, Mapping) and len(given) == 1 else [("", "")]
    return _reference(type_name, scheme, value, given)


def _reference(type_name: str, scheme: str, value: object, given: object) -> Checked[Reference]:
    schemes = _schemes(type_name)
    if scheme in schemes and isinstance(value, str) and value:
        return (type_name, scheme, value), []
    return with_problem("INVALID_REFERENCE", value=quotable(given), accepted=", ".join(schemes))


@cache
def _schemes(type_name: str) -> tuple[str, ...]:
    return ("id", *SCHEMES.get(type_name, {}), *([EXTERNAL] if type_name in EXCHANGED_TYPES else []))


def parse_role(listed: ListField, given: object) -> Checked[Any]:
    """A role by its name; None where the list has none."""
    if listed.role is None:
        return None, []
    members: Any = listed.through.model_fields[listed.role].annotation
    return choice(members)(given)


def split_cell(cell: str) -> list[str]:
    """The members of a list in a cell."""
    return [ESCAPED.sub(r"\1", each).strip() for each in MEMBER.findall(cell) if each.strip()]


def join_cell(members: list[str]) -> str:
    """A list as a cell has it."""
    return "|".join(SPECIAL.sub(r"\\\g<0>", each) for each in members)
