"""The references of a network: what they may be, and how they are stored."""

from dataclasses import replace

from resolvers.core.references import Reference
from resolvers.records.patch import Patch
from resolvers.validation.texts import Limit, line

EXTERNAL = "external"
"""The scheme of a reference that is the network's own."""
valid_external_reference = line(Limit.SHORT)
"""A network's reference as it is stored: a line of at most 500 characters."""


def is_external(reference: Reference) -> bool:
    """True if a reference is the network's own."""
    return reference[1] == EXTERNAL


def normalise_references(draft: Patch) -> Patch:
    """The draft with what it refers to by the network's own references spelled as they are stored."""
    references = {name: None if each is None else _as_stored(each) for name, each in draft.references.items()}
    lists = {name: [(_as_stored(each), role) for each, role in named] for name, named in draft.lists.items()}
    return replace(draft, references=references, lists=lists)


def _as_stored(reference: Reference) -> Reference:
    type_name, scheme, value = reference
    stored = valid_external_reference(value)[0] if is_external(reference) else None
    return reference if stored is None else (type_name, scheme, stored)
