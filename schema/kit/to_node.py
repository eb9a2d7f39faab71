"""The field that leads from a `node_id` to the record, of whatever type it is."""

from collections.abc import Sequence
from typing import Any

from execution import BatchInfo, batched
from resolvers.nodes import nodes_of
from schema.kit.node import Node


def to_node(says: str) -> Any:
    """The record of each parent, null for who does not see it: one statement for each type that is among them."""

    @batched(needs=["node_id"], description=says)
    async def node(parents: Sequence[Any], info: BatchInfo) -> list[Node | None]:
        found = await nodes_of(info.context.snapshot, [each.node_id for each in parents], info.selected.columns)
        return [None if isinstance(each, Exception) else each for each in found]

    return node
