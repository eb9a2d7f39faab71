"""Mutations whose side effects show the order in which root fields ran."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import strawberry
from graphql import GraphQLError

from execution import BatchInfo, batched


@dataclass
class Context:
    """The events of one operation."""

    events: list[str] = field(default_factory=list)


@strawberry.type
class Entry:
    word: str

    @strawberry.field
    async def events(self, info: strawberry.Info[Context, None]) -> list[str]:
        """Everything that was done up to now: a later root field has left nothing yet."""
        await asyncio.sleep(0)
        return list(info.context.events)

    @batched
    async def count(parents: Sequence["Entry"], info: BatchInfo) -> list[int]:
        return [len(info.context.events)] * len(parents)

    @strawberry.field
    def refused(self) -> str | None:
        raise GraphQLError(f"{self.word} is refused.", extensions={"code": "WORD_REFUSED"})


@strawberry.type
class Mutation:
    @strawberry.mutation
    def push(self, info: strawberry.Info[Context, None], word: str = "word") -> Entry | None:
        info.context.events.append(f"push {word}")
        return Entry(word=word)

    @strawberry.mutation
    async def push_later(self, info: strawberry.Info[Context, None], words: list[str]) -> list[Entry]:
        for word in words[:3]:
            await asyncio.sleep(0)
            info.context.events.append(f"later {word}")
        return [Entry(word=word) for word in words[:3]]

    @batched
    async def push_batched(parents: Sequence[Any], info: BatchInfo, word: str = "word") -> list[Entry]:
        await asyncio.sleep(0)
        info.context.events.append(f"batched {word}")
        return [Entry(word=word) for _ in parents]

    @strawberry.mutation
    def refuse(self, info: strawberry.Info[Context, None]) -> str | None:
        info.context.events.append("refuse")
        raise GraphQLError("Refused.", extensions={"code": "REFUSED"})

    @strawberry.mutation
    async def collapse(self, info: strawberry.Info[Context, None], load: int = 0) -> str:
        """Nulls the whole answer under a great load: nothing is run after it."""
        info.context.events.append("collapse")
        if load > 10:
            raise ValueError("Collapsed.")
        return "still standing"
