"""The inputs by which a type is written, derived from its model: what a client may give, and what it then is."""

from collections.abc import Mapping
from typing import Any

import strawberry
from sqlmodel import SQLModel

from resolvers.editing.draft import Draft, Named
from resolvers.editing.editable import Editable, Listed
from schema.kit.names import known, listed, ref, register
from schema.kit.references import reference, reference_of
from schema.kit.scalars import graphql_type, named_type

Members = dict[str, tuple[Any, str]]
"""By Python name: the annotation of an input's field, and its description."""

RETRY = {
    "idempotency_key": (str | None, "Your own name for this request: sent again within 24 hours, it is made once."),
    "dry_run": (bool | None, "True checks everything and changes nothing."),
}


def create_input(kind: Editable) -> Any:
    """What a new record is made of."""
    members: Members = {
        "space": (strawberry.ID | None, "The space that deposits it; may be left out by who has only one.")
    }
    members |= content_of(kind, required=True) | RETRY
    return _input(
        f"Create{kind.type_name}Input", members, f"A new {kind.type_name}, which its space alone sees at first."
    )


def update_input(kind: Editable) -> Any:
    """What of a record is to be other than it is."""
    members = pointer(kind.type_name) | content_of(kind, required=False) | RETRY
    says = f"What of a {kind.type_name} is to change: what is left out stays, null clears, lists are replaced."
    return _input(f"Update{kind.type_name}Input", members, says)


def suggest_input(kind: Editable) -> Any:
    """What of somebody else's record should be other than it is."""
    members: Members = {"why": (str | None, "Why, in at most 1,000 characters; its space and moderators read it.")}
    members |= pointer(kind.type_name) | content_of(kind, required=False) | RETRY
    says = f"What of a {kind.type_name} should change: what is left out stays, null clears, lists are replaced."
    return _input(f"Suggest{kind.type_name}Input", members, says)


def move_input(action: str, kind: Editable) -> Any:
    """Which record is moved."""
    return _input(f"{action}{kind.type_name}Input", pointer(kind.type_name) | RETRY, f"Which {kind.type_name}.")


def revert_input(kind: Editable) -> Any:
    """Which record is brought back, and to what."""
    members = pointer(kind.type_name) | {"version": (int, "The version whose content it is to have again.")}
    return _input(f"Revert{kind.type_name}Input", members | RETRY, f"Which {kind.type_name}, and which version of it.")


def record_input(name: str, members: Members, description: str) -> Any:
    """What is asked of a record in another way than by its content: the members, and what every request has."""
    return _input(name, members | RETRY, description)


def pointer(type_name: str) -> Members:
    """The record that is meant, as the client knows it."""
    return {
        "id": (strawberry.ID, f"The {type_name}'s id."),
        "expected_version": (int, "The version that this change starts from; another one is a Conflict."),
    }


def content_of(kind: Editable, *, required: bool) -> Members:
    """The columns, references and lists of a type; in an update none is required."""
    members = _columns(kind.model, kind.columns, required=required)
    for name, (column, type_name) in kind.references.items():
        needed = required and not kind.table.c[column].nullable
        annotation = reference(type_name)
        members[name] = annotation if needed else annotation | None, kind.model.model_fields[column].description or ""
    for name, each in kind.lists.items():
        members[name] = listed(_item(kind, name, each)) | None, f"All {name} of the record, in place of those it has."
    if kind.detail is not None:
        members[kind.detail_name] = detail_input(kind.detail) | None, kind.detail.__doc__ or ""
    return members


def detail_input(model: type[SQLModel]) -> Any:
    """What a record says besides."""
    name = f"{model.__name__}Input"
    if known(name) is None:
        table = model.__table__  # type: ignore[attr-defined]
        columns = [each.key for each in table.columns if not each.primary_key]
        _input(name, _columns(model, columns, required=True), model.__doc__ or "")
    return ref(name)


def draft_of(kind: Editable, given: Any) -> Draft:
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
        return Draft(values, references, lists, clears_detail=detail is None)
    return Draft(values, references, lists, _given(detail, kind.detail_columns))


def _named(kind: Listed, given: Any) -> list[Named]:
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


def _item(kind: Editable, name: str, each: Listed) -> Any:
    """What an element of a list is given as: a reference, or one with its role."""
    if each.role is None:
        return reference(each.type_name)
    input_name = f"{kind.type_name}{name.capitalize()}Input"
    if known(input_name) is None:
        role = named_type(each.through, each.role)
        says = each.through.model_fields[each.role].description or ""
        members: Members = {each.type_name.lower(): (reference(each.type_name), "Who it is."), "role": (role, says)}
        _input(input_name, members, each.through.__doc__ or "")
    return ref(input_name)


def _input(name: str, members: Members, description: str) -> Any:
    fields = {
        each: strawberry.field(default=strawberry.UNSET, description=says)
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
