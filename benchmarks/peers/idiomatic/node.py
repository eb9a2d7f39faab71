"""The interface of everything with an id, and how any of it is loaded by that id."""

from typing import Any, ClassVar, Self

import strawberry

from benchmarks.peers.idiomatic.context import Info


@strawberry.interface
class Node:
    """Anything with an id."""

    prefix: ClassVar[str]

    id: strawberry.ID

    @classmethod
    def from_model(cls, model: Any) -> Self:
        """Make it of a row."""
        raise NotImplementedError

    @classmethod
    async def load(cls, info: Info, key: str | None) -> Self | None:
        """The node with this id, if there is one."""
        if key is None:
            return None
        model = await info.context.loaders.nodes[cls.prefix].load(key)
        return None if model is None else cls.from_model(model)

    @classmethod
    async def resolve_reference(cls, info: Info, id: strawberry.ID) -> Self | None:  # noqa: A002 - the key's name
        """What a federation gateway refers to."""
        return await cls.load(info, id)
