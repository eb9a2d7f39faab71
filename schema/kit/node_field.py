"""The field that leads from an id to the record, of whatever type it is."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from execution import BatchInfo, batched
from resolvers.core.nodes import nodes_of
from schema.kit.node import Node

IdOf = Callable[[Any], str | None]


def node_field(says: str, needs: Sequence[str] = ("node_id",), id_of: IdOf = attrgetter("node_id")) -> Any:
    """The record of each parent, null for none and for who does not see it: one statement for each type among them.

    `id_of` finds its id in the columns that it `needs`.
    """

    @batched(needs=needs, description=says)
    async def node(parents: Sequence[Any], info: BatchInfo) -> list[Node | None]:
        wanted = list(map(id_of, parents))
        ids = [each for each in wanted if each is not None]
        info.context.snapshot.only()
        found = iter(await nodes_of(info.context.snapshot, ids, info.selected.columns) if ids else ())
        rows = [None if each is None else next(found) for each in wanted]
        return [None if isinstance(each, Exception) else each for each in rows]

    return node
