"""Null in the input of a mutation: a field either takes it as a value, or refuses it. It is never as if left out.

Where a field that is left out means something (the only space, a moment, making it in earnest), a program with an
empty variable would otherwise get that.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import strawberry
from strawberry.types.base import has_object_definition

from resolvers.validation import Problem
from resolvers.validation.field_names import to_camel_case

NULL = "null"
"""Key of a field's metadata that says that it takes null."""
TAKES_NULL: Mapping[str, bool] = MappingProxyType({NULL: True})
"""The metadata of a field in which null is a value: no text, a column cleared, or what its description says."""


def given_or_none(value: Any) -> Any:
    """Return the value of a field; None if it was omitted, or takes null and got it."""
    return None if value is strawberry.UNSET else value


def null_problems(given: Any, path: tuple[str | int, ...] = ()) -> Iterator[Problem]:
    """A problem for each null of an input that its field does not take, those within other inputs too."""
    if isinstance(given, list):
        for number, each in enumerate(given):
            yield from null_problems(each, (*path, number))
        return
    for field in given.__strawberry_definition__.fields if has_object_definition(given) else ():
        value, name = getattr(given, field.python_name), to_camel_case(field.python_name)
        if value is None and NULL not in field.metadata:
            yield Problem((*path, name), "NULL_GIVEN")
        else:
            yield from null_problems(value, (*path, name))
