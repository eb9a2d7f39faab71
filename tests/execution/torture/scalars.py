"""Leaves of the torture schema: a scalar that refuses values, and an enum."""

from enum import Enum
from typing import NewType

import strawberry
from strawberry.schema.config import StrawberryConfig

Fussy = NewType("Fussy", str)


def _serialized(value: object) -> str | None:
    if not isinstance(value, str) or value == "refused":
        raise ValueError(f"Fussy refuses {value!r}.")
    return None if value == "void" else f"fussy {value}"


def _parsed(value: object) -> str:
    if not isinstance(value, str) or value == "refused":
        raise ValueError("Fussy takes no such value.")
    return value


@strawberry.enum
class Colour(Enum):
    RED = "red"
    GREEN = "green"
    BLUE = "blue"


CONFIG = StrawberryConfig(
    scalar_map={Fussy: strawberry.scalar(name="Fussy", serialize=_serialized, parse_value=_parsed)},
)
