"""The inputs of bulk upserts, derived from the models: the content of an update, and the network's own references."""

from typing import Any

import strawberry

from resolvers.core.record_types import ListField, RecordType
from resolvers.core.references import SCHEMES
from resolvers.exchange.exchange_order import EXCHANGED_TYPES
from resolvers.exchange.external_references import EXTERNAL
from schema.kit.costs import WRITTEN
from schema.kit.input_types import Members, input_type
from schema.kit.inputs import content_members, role_input
from schema.kit.references import DESCRIPTIONS, reference_input
from schema.kit.requests import RETRY
from schema.kit.type_registry import list_of_type

MOST = 500
"""Items of one request."""


def upsert_input(kind: RecordType) -> Any:
    """Many records of a network."""
    members: Members = {
        "network": (reference_input("Network"), "The network to which the records belong."),
        "items": (list_of_type(_item(kind)), f"Records; at most {MOST}, each reference once."),
        "atomic": (
            bool | None,
            "True stores all records or, if one is refused, none. By default valid records are stored.",
        ),
    }
    says = f"Records of type {kind.type_name} of a network, identified by its own references."
    return input_type(f"Upsert{kind.type_name}sInput", members | RETRY, says)


def _item(kind: RecordType) -> Any:
    members: Members = {
        "reference": (str, "The network's own identifier of the record. An id of the commons refers to that record."),
        "reference_url": (
            str | None,
            "URL at which the network shows the record. Omitted or null, the known one stays.",
        ),
    }
    content = content_members(kind, required=False)
    members |= content
    for name, (column, type_name) in kind.references.items():
        if type_name in EXCHANGED_TYPES:
            members[name] = _reference(type_name) | None, kind.model.model_fields[column].description or ""
    for name, each in kind.lists.items():
        if each.type_name in EXCHANGED_TYPES:
            members[name] = list_of_type(_member(kind, name, each)) | None, members[name][1]
    says = f"One {kind.type_name}. Omitted fields stay, or get their default in a new record; null clears a field."
    return input_type(
        f"{kind.type_name}ItemInput",
        members,
        says,
        takes_null={"reference_url", *content},
        weights={"reference": WRITTEN},
    )


def _member(kind: RecordType, name: str, each: ListField) -> Any:
    """An element of a list, with its role if it has one."""
    if each.role is None:
        return _reference(each.type_name)
    return role_input(f"{kind.type_name}{name.capitalize()}ItemInput", each, each.role, _reference(each.type_name))


def _reference(type_name: str) -> Any:
    """Names an entity as elsewhere, or by the network's own reference."""
    says = {
        "id": "Identifier (TypeID).",
        **{each: DESCRIPTIONS[each] for each in SCHEMES.get(type_name, {})},
        EXTERNAL: f"The network's own reference of one {type_name} that it sent before, or earlier in this request.",
    }
    members: Members = {name: ((strawberry.ID if name == "id" else str) | None, each) for name, each in says.items()}
    text = f"Reference to one {type_name} in a bulk upsert. Give exactly one of the fields."
    return input_type(f"Upsert{type_name}Reference", members, text, one_of=True)
