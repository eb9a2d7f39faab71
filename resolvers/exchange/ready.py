"""Makes an item of what a network says of a record: all of its checks that take no database, and so no transaction."""

from collections.abc import Sequence
from typing import Any

from resolvers.editing.draft import Draft
from resolvers.exchange.item import Item
from resolvers.exchange.references import checked_reference
from resolvers.validation import Problem
from resolvers.validation.problem import Checked, refused
from resolvers.validation.records import checked
from resolvers.validation.web import url


def ready(
    type_name: str,
    reference: str,
    draft: Draft,
    address: str | None = None,
    *,
    demonstration: bool = False,
    wrong: Sequence[Problem] = (),
) -> Item:
    """The item with its reference and its address as they can be stored; `wrong` is what is known to be wrong."""
    named, its = checked_reference(reference) if reference else refused("REQUIRED")
    problems = [*wrong, *_anew(its, "reference", wrong)] if its else wrong
    if address is not None:
        address, its = url(address)
        problems = [*problems, *_anew(its, "referenceUrl", wrong)] if its else problems
    checks: dict[str, Checked[Any]] = {name: checked(type_name, name, value) for name, value in draft.values.items()}
    return Item(named or reference, draft, checks, address, demonstration, problems)


def _anew(found: Sequence[Problem], name: str, wrong: Sequence[Problem]) -> list[Problem]:
    """What was found of a field, unless something is told of that field already."""
    told = {each.path for each in wrong}
    return [] if (name,) in told else [each.under(name) for each in found]
