"""The way into a batch function for a single object: Strawberry's DataLoader.

It serves graphql-core's executor (`reference` execution, subscriptions), which knows no levels.
"""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from contextvars import ContextVar
from typing import Any

import strawberry
from strawberry.dataloader import DataLoader

from execution.selection import ALL_FIELDS, BatchInfo

Resolve = Callable[[Sequence[Any], BatchInfo, dict[str, Any]], Awaitable[Sequence[Any]]]
Loaders = dict[Hashable, DataLoader[Any, Any]]

LOADERS: ContextVar[Loaders] = ContextVar("loaders")
"""The loaders of the running operation; `Schema.execute` sets a new, empty one for each."""


async def load(resolve: Resolve, root: Any, info: strawberry.Info, arguments: dict[str, Any]) -> Any:
    """The value of a batched field for one parent, fetched together with those of its level's other parents."""
    raw = info._raw_info  # noqa: SLF001  Strawberry's Info hides the parent type
    loaders = LOADERS.get()
    # The first node decides the field and its arguments; at one path, other types may have others, and so may
    # parents of one type below other types. The document keeps its nodes.
    steps = tuple(step for step in raw.path.as_list() if isinstance(step, str))
    place = raw.parent_type.name, id(raw.field_nodes[0]), steps
    if place not in loaders:
        loaders[place] = _loader(resolve, BatchInfo(info.context, ALL_FIELDS), arguments)
    return await loaders[place].load(root)


def _loader(resolve: Resolve, info: BatchInfo, arguments: dict[str, Any]) -> DataLoader[Any, Any]:
    async def fetch(parents: list[Any]) -> list[Any]:
        return list(await resolve(parents, info, arguments))

    # Parents need not be hashable, and no two of a level are asked for twice: nothing to cache.
    return DataLoader(load_fn=fetch, cache=False)
