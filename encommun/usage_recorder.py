"""Records the last uses of API tokens and accounts, which each process notes in its memory."""

from encommun.authentication import Authenticator
from encommun.note_recorder import MINUTE, NoteRecorder
from loaders.unit_of_work import Writer
from resolvers.identity.accounts.last_seen import mark_all_seen
from resolvers.spaces.tokens.usage import record_usage


class UsageRecorder(NoteRecorder):
    """Writes down what was used since the last round."""

    recorded = "Last uses"

    def __init__(self, writer: Writer, authenticator: Authenticator, minute: float = MINUTE) -> None:
        """Begin with an open writer."""
        super().__init__(writer, minute)
        self._authenticator = authenticator

    async def record(self) -> None:
        """Record the last use of API tokens and accounts."""
        await self._keep(self._authenticator.programs, record_usage)
        await self._keep(self._authenticator.people, mark_all_seen)
