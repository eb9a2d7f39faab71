"""What resolvers find in `info.context`: loaders of this request, and a way to the database."""

from collections.abc import Sequence
from typing import Any

import strawberry

from benchmarks.peers.idiomatic.loaders import Loaders, Sessions


class Context:
    """Made anew for each request."""

    def __init__(self, sessions: Sessions) -> None:
        """Take the maker of sessions; each statement has its own, since root fields run at the same time."""
        self.sessions = sessions
        self.loaders = Loaders(sessions)

    async def all(self, statement: Any) -> Sequence[Any]:
        """All rows of a statement."""
        async with self.sessions() as session:
            return (await session.exec(statement)).all()

    async def one(self, statement: Any) -> Any:
        """The only row of a statement."""
        async with self.sessions() as session:
            return (await session.exec(statement)).one()


Info = strawberry.Info[Context, None]
