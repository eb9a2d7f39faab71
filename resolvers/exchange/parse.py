"""Makes an item of what a network says of a record: all of its checks that take no database, and so no transaction."""

from collections.abc import Sequence

from resolvers.core.record_types import RECORD_TYPES
from resolvers.exchange.external_references import normalise_references, valid_external_reference
from resolvers.exchange.items import Item
from resolvers.records.patch import Patch, patched_detail
from resolvers.records.time_zones import ZONE, has_time_zone
from resolvers.validation import Problem, validate
from resolvers.validation.problem import quotable, with_problem
from resolvers.validation.web import url


def parse_item(
    type_name: str,
    reference: str,
    draft: Patch,
    address: str | None = None,
    *,
    demonstration: bool = False,
    wrong: Sequence[Problem] = (),
) -> Item:
    """The item with its reference and its address as they can be stored; `wrong` is what is known to be wrong."""
    named, its = valid_external_reference(reference) if reference else with_problem("REQUIRED")
    problems = [*wrong, *_anew(its, "reference", wrong)] if its else wrong
    if address is not None:
        address, its = url(address)
        problems = [*problems, *_anew(its, "referenceUrl", wrong)] if its else problems
    kind = RECORD_TYPES[type_name]
    given = {**draft.values, **patched_detail(kind, draft)}
    for name, leads_to in draft.references.items():
        column = kind.references[name][0]
        given[column] = None if leads_to is None else column  # for the id of a record that is still to be found
    if has_time_zone(kind) and given.get(ZONE) is None:
        given.pop(ZONE, None)  # it is that of a place that is still to be found
    columns, unfit = validate(type_name, given)
    kind.fold(columns)
    return Item(
        named or quotable(reference), normalise_references(draft), columns, unfit, address, demonstration, problems
    )


def _anew(found: Sequence[Problem], name: str, wrong: Sequence[Problem]) -> list[Problem]:
    """Return the new problems of a field, unless the field has a problem already."""
    told = {each.path for each in wrong}
    return [] if (name,) in told else [each.under(name) for each in found]
