"""Records the searches that each process notes in its memory."""

from encommun.note_recorder import MINUTE, NoteRecorder
from loaders.unit_of_work import Writer
from resolvers.search.search_log import SearchNotes, record_searches


class SearchRecorder(NoteRecorder):
    """Writes down what was searched for since the last round."""

    recorded = "Searches"

    def __init__(self, writer: Writer, minute: float = MINUTE) -> None:
        """Begin with an open writer."""
        super().__init__(writer, minute)
        self.notes = SearchNotes()

    async def record(self) -> None:
        """Record what was searched for."""
        await self._keep(self.notes, record_searches)
