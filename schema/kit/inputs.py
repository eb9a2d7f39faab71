"""Inputs of a type's mutations, derived from its model."""

from collections.abc import Container, Mapping
from typing import Any

import strawberry
from sqlmodel import SQLModel

from resolvers.core.record_types import ListField, RecordType
from resolvers.records.patch import Named, Patch
from resolvers.validation.field_names import to_camel_case
from schema.kit.input_types import Members, input_type
from schema.kit.references import reference_input, reference_of
from schema.kit.requests import BY_STEWARD, RETRY, WHY
from schema.kit.scalars import graphql_type, named_type
from schema.kit.type_registry import list_of_type

REASON: Members = {"reason": (str | None, WHY, BY_STEWARD)}
"""A reason that stewards give, who do what others may not."""


def create_input(kind: RecordType) -> Any:
    """Return the input for a new record."""
    members: Members = {
        "space": (
            strawberry.ID | None,
            "Id of the space that will own the record. May be omitted by a viewer with a single space.",
        )
    }
    content = content_members(kind, required=True)
    says = f"A new {kind.type_name}, as a draft that only its space sees. Null means no value."
    return record_input(f"Create{kind.type_name}Input", members | content | REASON, says, content)


def update_input(kind: RecordType) -> Any:
    """Return the input for a change of a record."""
    content = content_members(kind, required=False)
    says = f"Changes of one {kind.type_name}. Omitted fields stay, null clears a field, lists are replaced as a whole."
    members = record_pointer(kind.type_name) | content | REASON
    return record_input(f"Update{kind.type_name}Input", members, says, content)


def suggest_input(kind: RecordType) -> Any:
    """Return the input for a suggested change of others' record."""
    members: Members = {
        "why": (
            str | None,
            "Reason for the suggestion, in at most 1,000 characters. The record's space and moderators read it.",
        )
    }
    content = content_members(kind, required=False)
    says = (
        f"Suggested changes of one {kind.type_name}. Omitted fields stay, null clears, lists are replaced as a whole."
    )
    members |= record_pointer(kind.type_name) | content
    return record_input(f"Suggest{kind.type_name}Input", members, says, {"why", *content})


def move_input(action: str, kind: RecordType) -> Any:
    """Return the input for a change of a record's publication state."""
    members = record_pointer(kind.type_name) | REASON
    return record_input(f"{action}{kind.type_name}Input", members, f"The {kind.type_name} to {action.lower()}.")


def revert_input(kind: RecordType) -> Any:
    """Return the input for a return to an earlier version."""
    members = (
        record_pointer(kind.type_name) | {"version": (int, "Version whose content the record gets back.")} | REASON
    )
    return record_input(
        f"Revert{kind.type_name}Input",
        members,
        f"The {kind.type_name} to revert, with the version to which it returns.",
    )


def record_input(name: str, members: Members, description: str, takes_null: Container[str] = ()) -> Any:
    """Return an input on a record: its members, some of which take null as a value, and the common options."""
    return input_type(name, members | RETRY, description, takes_null)


def record_pointer(type_name: str) -> Members:
    """The record that is meant, as the client knows it."""
    return {
        "id": (strawberry.ID, f"Id of the {type_name}."),
        "expected_version": (
            int,
            (
                "Version of the record on which the change is based. The mutation is refused with a Conflict if the "
                "record has another one."
            ),
        ),
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
            f"All `{to_camel_case(name)}` of the record; they replace the former ones.",
        )
    if kind.detail is not None:
        members[kind.detail_name] = detail_input(kind.detail) | None, kind.detail.__doc__ or ""
    return members


def detail_input(model: type[SQLModel]) -> Any:
    """Return the input for a record's detail."""
    columns = [each.key for each in model.__table__.columns if not each.primary_key]  # type: ignore[attr-defined]
    members = _columns(model, columns, required=True)
    return input_type(f"{model.__name__}Input", members, f"{model.__doc__} Null means no value.", columns)


def patch_of(kind: RecordType, given: Any) -> Patch:
    """Return the patch in a client's input."""
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
    """Return the type of a list's element: a reference, or one with its role."""
    if each.role is None:
        return reference_input(each.type_name)
    return role_input(f"{kind.type_name}{name.capitalize()}Input", each, each.role, reference_input(each.type_name))


def role_input(name: str, each: ListField, role: str, reference: Any) -> Any:
    """Return the input for an element that has a role in a list: what it refers to, and the role."""
    says = each.through.model_fields[role].description or ""
    members: Members = {
        each.type_name.lower(): (reference, "The actor."),
        "role": (named_type(each.through, role), says),
    }
    return input_type(name, members, each.through.__doc__ or "")
