"""The column types that both engines store alike, and the closed lists they check."""

from enum import StrEnum
from typing import Any, Self

from sqlalchemy import JSON, Enum, String
from sqlalchemy.dialects.postgresql import JSONB

KEY = String().with_variant(String(collation="C"), "postgresql")
"""Text compared byte by byte on both engines: identifiers, official codes and sort keys."""

JSON_LIST = JSON().with_variant(JSONB(), "postgresql")
"""A list of plain values."""


class ClosedList(StrEnum):
    """An enumeration whose members carry a description; stored and shown by name."""

    description: str

    def __new__(cls, value: str, description: str = "") -> Self:
        """Keep the description beside the name."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    __hash__ = str.__hash__  # the same as of its name; an enumeration's own takes a call of Python


class Licence(ClosedList):
    """Licence under which content may be reused; `spdxLicence` fields give the SPDX identifier."""

    ETALAB_2_0 = "ETALAB_2_0", "Licence Ouverte 2.0 (SPDX etalab-2.0)."
    LICENCE_OUVERTE = "LICENCE_OUVERTE", "Licence Ouverte of a version that the publisher does not state."
    CC_BY_4_0 = "CC_BY_4_0", "Creative Commons Attribution 4.0 (SPDX CC-BY-4.0)."
    CC_BY_SA_4_0 = "CC_BY_SA_4_0", "Creative Commons Attribution-ShareAlike 4.0 (SPDX CC-BY-SA-4.0)."
    CC0_1_0 = "CC0_1_0", "Creative Commons Zero 1.0 (SPDX CC0-1.0)."
    ODBL_1_0 = "ODBL_1_0", "Open Database License 1.0 (SPDX ODbL-1.0)."


def closed_list(members: type[ClosedList]) -> Any:
    """Column type for `members`: text with a CHECK constraint, on both engines."""
    return Enum(
        members,
        name=members.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=max(len(member) for member in members),
    )
