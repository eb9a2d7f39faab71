"""Descriptions of fields as the SDL has them, for what no single column of a model says: lists, and ways back."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graphql import ObjectTypeDefinitionNode, parse


@cache
def _descriptions() -> Mapping[str, Mapping[str, str]]:
    """Read the committed SDL, which `make check` holds to the schema: to build one takes a second."""
    document = parse((files("schema") / "encommun.graphql").read_text("utf-8"), no_location=True)
    return {
        each.name.value: {
            field.name.value: field.description.value for field in each.fields or () if field.description is not None
        }
        for each in document.definitions
        if isinstance(each, ObjectTypeDefinitionNode)
    }


def field_descriptions(type_name: str) -> Mapping[str, str]:
    """Return the descriptions of a type's fields, by the names of the API."""
    return _descriptions()[type_name]
