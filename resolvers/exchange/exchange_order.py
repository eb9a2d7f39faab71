"""The types that networks exchange, each after those that it refers to."""

from collections.abc import Iterator, Mapping

from resolvers.core.record_types import RECORD_TYPES, RecordType


def exchange_order(kinds: Mapping[str, RecordType]) -> Iterator[str]:
    """Yield the names of types, each after those to which its columns lead, and in alphabetical order otherwise.

    What its lists name comes first where that can be. It cannot where two types name each other, as projects and the
    resources that they reuse do: such a line is for a second import. Raises ValueError where the columns of types lead
    round in a circle.
    """
    left = dict(sorted(kinds.items()))
    while left:
        ready = [name for name, kind in left.items() if not _leads(kind) & left.keys() - {name}]
        if not ready:
            raise ValueError(f"Each of these types refers to another one: {', '.join(left)}.")
        chosen = next((name for name in ready if not _lists(left[name]) & left.keys() - {name}), ready[0])
        yield chosen
        del left[chosen]


def _leads(kind: RecordType) -> set[str]:
    return {type_name for _, type_name in kind.references.values()}


def _lists(kind: RecordType) -> set[str]:
    return {each.type_name for each in kind.lists.values()}


EXCHANGED_TYPES = tuple(exchange_order({name: kind for name, kind in RECORD_TYPES.items() if kind.exchanged}))
"""The types that networks exchange, in the order in which files have them."""
