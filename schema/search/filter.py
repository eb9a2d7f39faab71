"""The filter of a search: types, facets, and references to what records are tied to."""

from typing import Any

import strawberry

from loaders.queries.search_conditions import SearchConditions
from models import TerritoryKind
from resolvers.core.comparisons import LONGEST_LIST, check_list, check_not_null
from resolvers.core.references import Reference, resolve_all_ids, resolve_ids
from resolvers.search.near import FARTHEST, nearby
from resolvers.validation.field_names import to_camel_case
from schema.kit.context import Context
from schema.kit.costs import OPERATOR, WITHIN
from schema.kit.input_types import input_type
from schema.kit.references import reference_input, reference_of
from schema.kit.scalars import graphql_enum
from schema.kit.type_registry import list_of_type
from schema.search.facet_lists import facet_list, searchable_types

KINDS = "Kind of an actor or a resource, or format of a workshop."
PHASES = "Phase of a record."
LICENCES = "Licence of a record."
REFERENCES = {"topics": "Topic", "territories": "Territory", "networks": "Network"}
"""The types that conditions refer to."""
PLAIN = {"kinds": "kinds", "phases": "phases", "years": "years", "licences": "licences", "territory_levels": "levels"}
"""The conditions with plain values, by the names that the filter has for them."""
AT_MOST = f"at most {LONGEST_LIST}"


def search_filter() -> Any:
    """Return `SearchFilter`."""
    return input_type(
        "SearchFilter",
        {
            "topics": (
                list_of_type(reference_input("Topic")) | None,
                f"On one of these topics or on anything narrower; {AT_MOST}.",
            ),
            "territories": (
                list_of_type(reference_input("Territory")) | None,
                f"In one of these territories or in one inside them, at any depth; {AT_MOST}.",
            ),
            "near": (
                near_input() | None,
                "In a territory whose centre lies near that of another one, or in that one or inside it.",
            ),
            "territory_levels": (
                list_of_type(graphql_enum(TerritoryKind)) | None,
                "Tied to a territory of one of these levels.",
            ),
            "kinds": (list_of_type(facet_list("kind", "SearchableKind", KINDS)) | None, f"One of these. {KINDS}"),
            "phases": (list_of_type(facet_list("phase", "SearchablePhase", PHASES)) | None, "In one of these phases."),
            "years": (
                list_of_type(int) | None,
                f"Projects and workshops that begin in one of these years, resources published in one; {AT_MOST}.",
            ),
            "networks": (
                list_of_type(reference_input("Network")) | None,
                (
                    "Deposited by one of these networks, a member of one (actors), or edited by one (collections); "
                    f"{AT_MOST}."
                ),
            ),
            "licences": (
                list_of_type(facet_list("licence", "SearchableLicence", LICENCES)) | None,
                "Under one of these licences.",
            ),
        },
        "Conditions that the found records must meet, all that are given. Of each list, one value suffices.",
        weights={
            "topics": WITHIN,
            "territories": WITHIN,
            "networks": WITHIN,
            "near": 2 * WITHIN,
            **dict.fromkeys(PLAIN, OPERATOR),
        },
    )


def near_input() -> Any:
    """Return `NearInput`."""
    return input_type(
        "NearInput",
        {
            "territory": (reference_input("Territory"), "The territory around which to look; a commune, for instance."),
            "within_km": (
                float,
                (
                    f"Kilometres between the centres of the territories, as the crow flies; at most {FARTHEST}. Of a "
                    "territory without a centre (latitude), all of its department or region is near."
                ),
            ),
        },
        "A distance around a territory.",
    )


async def search_conditions(context: Context, types: Any, given: Any) -> SearchConditions:
    """Return the conditions of a search; raises FaultError for lists that cannot be, and for unknown references."""
    found: dict[str, Any] = {}
    if types is not strawberry.UNSET:
        found["types"] = tuple(searchable_types()[each.value] for each in check_list("types", types))
    if given is not strawberry.UNSET:
        check_not_null("filter", given)
        for name, condition in PLAIN.items():
            if (values := getattr(given, name)) is not strawberry.UNSET:
                found[condition] = tuple(dict.fromkeys(map(_plain, check_list(to_camel_case(name), values))))
        found |= await _referred(context, given)
        if (near := given.near) is not strawberry.UNSET:
            found["near"] = await _near(context, check_not_null("near", near))
    return SearchConditions(**found)


async def _referred(context: Context, given: Any) -> dict[str, tuple[str, ...]]:
    """The ids of what a filter refers to, all of them found in one statement."""
    references: dict[str, list[Reference]] = {
        name: [reference_of(type_name, each) for each in check_list(name, getattr(given, name))]
        for name, type_name in REFERENCES.items()
        if getattr(given, name) is not strawberry.UNSET
    }
    if not references:
        return {}
    known = await resolve_all_ids(context.snapshot, [each for named in references.values() for each in named])
    return {
        name: tuple(dict.fromkeys(id_ for each in named for id_ in known[each])) for name, named in references.items()
    }


async def _near(context: Context, near: Any) -> tuple[str, ...]:
    """The ids of the territories that are near one."""
    reference = reference_of("Territory", near.territory)
    (territory_id,) = (await resolve_ids(context.snapshot, [reference])).values()
    return await nearby(context.snapshot, territory_id, near.within_km)


def _plain(value: Any) -> Any:
    """A member of a closed list as it is stored."""
    return getattr(value, "value", value)
