"""The inputs by which a type is written, derived from its model: what a client may give, and what it then is."""

from collections.abc import Container, Mapping
from typing import Any

import strawberry
from sqlmodel import SQLModel

from resolvers.core.record_types import ListField, RecordType
from resolvers.records.patch import Named, Patch
from schema.kit.nulls import TAKES_NULL
from schema.kit.references import reference_input, reference_of
from schema.kit.requests import RETRY, WHY
from schema.kit.scalars import graphql_type, named_type
from schema.kit.type_registry import list_of_type, register, registered, type_ref

Members = dict[str, tuple[Any, str]]
"""By Python name: the annotation of an input's field, and its description."""

REASON: Members = {"reason": (str | None, WHY)}
"""A reason that stewards give, who do what others may not."""


def create_input(kind: RecordType) -> Any:
    """What a new record is made of."""
    members: Members = {
        "space": (strawberry.ID | None, "The space that deposits it; may be left out by who has only one.")
    }
    content = content_members(kind, required=True)
    says = f"A new {kind.type_name}, which its space alone sees at first; null is as no value."
    return record_input(f"Create{kind.type_name}Input", members | content | REASON, says, content)


def update_input(kind: RecordType) -> Any:
    """What of a record is to be other than it is."""
    content = content_members(kind, required=False)
    says = f"What of a {kind.type_name} is to change: what is left out stays, null clears, lists are replaced."
    members = record_pointer(kind.type_name) | content | REASON
    return record_input(f"Update{kind.type_name}Input", members, says, content)


def suggest_input(kind: RecordType) -> Any:
    """What of somebody else's record should be other than it is."""
    members: Members = {"why": (str | None, "Why, in at most 1,000 characters; its space and moderators read it.")}
    content = content_members(kind, required=False)
    says = f"What of a {kind.type_name} should change: what is left out stays, null clears, lists are replaced."
    members |= record_pointer(kind.type_name) | content
    return record_input(f"Suggest{kind.type_name}Input", members, says, {"why", *content})


def move_input(action: str, kind: RecordType) -> Any:
    """Which record is moved."""
    members = record_pointer(kind.type_name) | REASON
    return record_input(f"{action}{kind.type_name}Input", members, f"Which {kind.type_name}.")


def revert_input(kind: RecordType) -> Any:
    """Which record is brought back, and to what."""
    members = (
        record_pointer(kind.type_name) | {"version": (int, "The version whose content it is to have again.")} | REASON
    )
    return record_input(f"Revert{kind.type_name}Input", members, f"Which {kind.type_name}, and which version of it.")


def record_input(name: str, members: Members, description: str, takes_null: Container[str] = ()) -> Any:
    """What is asked of a record: the members, some of which take null as a value, and what every request has."""
    return _input(name, members | RETRY, description, takes_null)


def record_pointer(type_name: str) -> Members:
    """The record that is meant, as the client knows it."""
    return {
        "id": (strawberry.ID, f"The {type_name}'s id."),
        "expected_version": (int, "The version that this change starts from; another one is a Conflict."),
    }


def content_members(kind: RecordType, *, required: bool) -> Members:
    """The columns, references and lists of a type; in an update none is required."""
    members = _columns(kind.model, kind.columns, required=required)
    for name, (column, type_name) in kind.references.items():
        needed = required and not kind.table.c[column].nullable
        annotation = reference_input(type_name)
        members[name] = annotation if needed else annotation | None, kind.model.model_fields[column].description or ""
    for name, each in kind.lists.items():
        members[name] = (
            list_of_type(_item(kind, name, each)) | None,
            f"All {name} of the record, in place of those it has.",
        )
    if kind.detail is not None:
        members[kind.detail_name] = detail_input(kind.detail) | None, kind.detail.__doc__ or ""
    return members


def detail_input(model: type[SQLModel]) -> Any:
    """What a record says besides."""
    name = f"{model.__name__}Input"
    if registered(name) is None:
        table = model.__table__  # type: ignore[attr-defined]
        columns = [each.key for each in table.columns if not each.primary_key]
        _input(name, _columns(model, columns, required=True), f"{model.__doc__} Null is as no value.", columns)
    return type_ref(name)


def patch_of(kind: RecordType, given: Any) -> Patch:
    """What a client gave for a record."""
    values = _given(given, kind.columns)
    references = {
        name: None if (each := getattr(given, name)) is None else reference_of(type_name, each)
        for name, (_, type_name) in kind.references.items()
        if getattr(given, name) is not strawberry.UNSET
    }
    lists = {
        name: _named(each, getattr(given, name))
        for name, each in kind.lists.items()
        if getattr(given, name) is not strawberry.UNSET
    }
    detail = strawberry.UNSET if kind.detail is None else getattr(given, kind.detail_name)
    if detail is None or detail is strawberry.UNSET:
        return Patch(values, references, lists, clears_detail=detail is None)
    return Patch(values, references, lists, _given(detail, kind.detail_columns))


def _named(kind: ListField, given: Any) -> list[Named]:
    if kind.role is None:
        return [(reference_of(kind.type_name, each), None) for each in given or ()]
    name = kind.type_name.lower()
    return [(reference_of(kind.type_name, getattr(each, name)), each.role) for each in given or ()]


def _given(given: Any, columns: tuple[str, ...]) -> Mapping[str, Any]:
    return {name: value for name in columns if (value := getattr(given, name)) is not strawberry.UNSET}


def _columns(model: type[SQLModel], columns: Any, *, required: bool) -> Members:
    members: Members = {}
    for name in columns:
        annotation = graphql_type(model, name)
        field = model.model_fields[name]
        needed = required and field.is_required()
        members[name] = annotation if needed else annotation | None, field.description or ""
    return members


def _item(kind: RecordType, name: str, each: ListField) -> Any:
    """What an element of a list is given as: a reference, or one with its role."""
    if each.role is None:
        return reference_input(each.type_name)
    input_name = f"{kind.type_name}{name.capitalize()}Input"
    if registered(input_name) is None:
        role = named_type(each.through, each.role)
        says = each.through.model_fields[each.role].description or ""
        members: Members = {
            each.type_name.lower(): (reference_input(each.type_name), "Who it is."),
            "role": (role, says),
        }
        _input(input_name, members, each.through.__doc__ or "")
    return type_ref(input_name)


def _input(name: str, members: Members, description: str, takes_null: Container[str] = ()) -> Any:
    fields = {
        each: strawberry.field(
            default=strawberry.UNSET, description=says, metadata=TAKES_NULL if each in takes_null else {}
        )
        if _optional(annotation)
        else strawberry.field(description=says)
        for each, (annotation, says) in members.items()
    }
    # Strawberry wants fields without a default first.
    order = sorted(members, key=lambda each: _optional(members[each][0]))
    annotations = {each: members[each][0] for each in order}
    made = type(name, (), {"__annotations__": annotations, **fields})
    return register(name, strawberry.input(made, description=description))


def _optional(annotation: Any) -> bool:
    return type(None) in getattr(annotation, "__args__", ())
