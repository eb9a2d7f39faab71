"""Inputs that name an entity by its id or by an official code: exactly one of them."""

from typing import Any

import strawberry

from resolvers.core.references import SCHEMES, Reference
from resolvers.validation.field_names import to_camel_case
from schema.kit.type_registry import register, registered, type_ref

DESCRIPTIONS = {
    "siren": "SIREN: nine digits.",
    "rna": "RNA: the letter W and nine digits or letters, such as W751000001.",
    "slug": "Short name (slug).",
    "commune": "INSEE code of a commune. Queries also accept a former code, and report that in `extensions.notices`.",
    "department": "INSEE code of a department.",
    "region": "INSEE code of a region.",
    "epci": "SIREN of an EPCI.",
    "postalCode": (
        "Postal code. In a filter it stands for all communes that it serves; elsewhere it must belong to a single "
        "commune."
    ),
    "formerCode": "Former code of a commune, EPCI or region. It stands for the territory that has succeeded it.",
}


def reference_input(type_name: str) -> Any:
    """The input that names one entity of a type."""
    name = f"{type_name}Reference"
    if registered(name) is None:
        schemes = {"id": strawberry.ID, **dict.fromkeys(SCHEMES.get(type_name, {}), str)}
        fields = {
            scheme: strawberry.field(default=strawberry.UNSET, description=DESCRIPTIONS.get(scheme, "Id (TypeID)."))
            for scheme in schemes
        }
        annotations = {scheme: plain | None for scheme, plain in schemes.items()}
        made = type(name, (), {"__annotations__": annotations, **fields})
        description = f"Reference to one {type_name}. Give exactly one of the fields."
        register(name, strawberry.input(made, one_of=True, description=description))
    return type_ref(name)


def scheme_and_value(given: Any) -> tuple[str, str]:
    """Return the content of a reference input, as (scheme, value)."""
    ((scheme, value),) = ((name, each) for name, each in vars(given).items() if each is not strawberry.UNSET)
    return to_camel_case(scheme), str(value)


def reference_of(type_name: str, given: Any) -> Reference:
    """Return the reference in an input of the type."""
    return (type_name, *scheme_and_value(given))


def reference_if_given(type_name: str, given: Any) -> Reference | None:
    """The same, None where it was left out."""
    return None if given is None or given is strawberry.UNSET else reference_of(type_name, given)
