"""The references of a network: what they may be, and which of them an item names."""

from collections.abc import Iterator

from resolvers.editing.draft import Draft
from resolvers.references import Reference
from resolvers.validation.texts import Limit, line

EXTERNAL = "external"
"""The scheme of a reference that is the network's own."""
checked_reference = line(Limit.SHORT)
"""A network's reference as it is stored: a line of at most 500 characters."""


def is_external(reference: Reference) -> bool:
    """Whether a reference is the network's own."""
    return reference[1] == EXTERNAL


def references_in(draft: Draft) -> Iterator[Reference]:
    """All that a draft refers to."""
    for each in draft.references.values():
        if each is not None:
            yield each
    for named in draft.lists.values():
        for each, _ in named:
            yield each
