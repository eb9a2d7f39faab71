"""Imports a file: chunk by chunk, each in a unit of work of its own, or all of it in one.

What a line wants to have alone, and another record of the network has, may be given up by a line of another chunk: such
a line is set aside, and tried once more with its like when all of the type have been seen. What others have is refused.

An import that was interrupted is started again from the beginning of the file: what is there already is unchanged,
which costs little, and no note of how far it came can be wrong when the file was corrected in between.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from loaders.unit_of_work import Rollback
from resolvers.core.execute import UnitsOfWork
from resolvers.core.refusals import ValidationFailed
from resolvers.core.use_case import UseCase
from resolvers.exchange.import_file import ImportFile, ImportLog, SourceEntry
from resolvers.exchange.items import ItemResult, UpsertOutcome
from resolvers.exchange.network_context import NetworkContext
from resolvers.exchange.upsert import bulk_upsert

CHUNK = 5_000
"""Entries in a unit of work: what it takes to begin and to end one is little beside them."""
HEAVY_ITEM = 8_000_000
"""Bytes of the file in a unit of work; one that goes beyond is the last."""
MOST_DEFERRED = 20_000
"""Entries that are set aside at most; the others are refused at once."""

Progress = Callable[[int], None]
"""Called with the line on which the last record so far begins, and at the end with the number of lines."""
Chunk = list[SourceEntry]


def chunks(entries: Iterator[SourceEntry]) -> Iterator[Chunk]:
    """The entries in their order, those of one type together, as many as a unit of work takes."""
    for _, group in groupby(entries, key=attrgetter("type_name")):
        chunk: Chunk = []
        size = 0
        for entry in group:
            chunk.append(entry)
            size += entry.size
            if len(chunk) == CHUNK or size > HEAVY_ITEM:
                yield chunk
                chunk, size = [], 0
        if chunk:
            yield chunk


@dataclass(frozen=True, slots=True)
class Importer:
    """An import of one file for one network."""

    units: UnitsOfWork
    party: NetworkContext
    source: ImportFile
    report: ImportLog
    progress: Progress
    aside: Chunk = field(default_factory=list)
    """Entries of the present type that are tried once more."""

    async def by_chunks(self) -> None:
        """Store the valid lines of each chunk; refuses where that concerns no single line."""
        for _, chunks_of_type in groupby(chunks(self.source.entries()), key=_type_of):
            for chunk in chunks_of_type:
                await self._chunk(chunk)
                self.report.flush()
                self.progress(chunk[-1].line)
            if again := self._taken_up():
                await self._chunk(again, once_more=True)
        self.progress(self.source.length)

    async def at_once(self) -> None:
        """Store all lines, or none if one is refused; refuses where that concerns no single line."""

        async def act(use_case: UseCase) -> None:
            self.report.begin_again()
            self._taken_up()
            for _, chunks_of_type in groupby(chunks(self.source.entries()), key=_type_of):
                for chunk in chunks_of_type:
                    self._tell(chunk, await self._upserted(use_case, chunk))
                    self.progress(chunk[-1].line)
                if again := self._taken_up():
                    self._tell(again, await self._upserted(use_case, again), once_more=True)
            self.progress(self.source.length)
            if self.report.counts[UpsertOutcome.REFUSED]:
                raise Rollback(None)

        await self.units.run(act)
        counts = self.report.counts
        if counts[UpsertOutcome.REFUSED]:
            made = sum(counts.pop(each, 0) for each in UpsertOutcome if each is not UpsertOutcome.REFUSED)
            counts[UpsertOutcome.NOT_MADE] = made

    def _taken_up(self) -> Chunk:
        """Entries that were set aside, and then are no more."""
        again, self.aside[:] = self.aside[:], []
        return again

    async def _chunk(self, chunk: Chunk, *, once_more: bool = False) -> None:
        try:
            told = await self.units.run(lambda use_case: self._upserted(use_case, chunk))
        except Rollback as rolled_back:
            if not isinstance(rolled_back.result, ValidationFailed):
                raise
            await self._refused(chunk, rolled_back.result, once_more=once_more)
        else:
            self._tell(chunk, told, once_more=once_more)

    async def _refused(self, chunk: Chunk, refusal: ValidationFailed, *, once_more: bool) -> None:
        """Find the line that met a rule of the database which nothing foresaw, and store the others."""
        if len(chunk) == 1:
            reference = chunk[0].item.reference if chunk[0].item else None
            self.report.refuse(chunk[0].line, reference, refusal.problems)
            return
        half = len(chunk) // 2
        await self._chunk(chunk[:half], once_more=once_more)
        await self._chunk(chunk[half:], once_more=once_more)

    async def _upserted(self, use_case: UseCase, chunk: Chunk) -> list[ItemResult]:
        items = [entry.item for entry in chunk if entry.item is not None]
        if not items:
            return []
        return await bulk_upsert(use_case, self.party, chunk[0].type_name, items, atomic=False)

    def _tell(self, chunk: Chunk, told: list[ItemResult], *, once_more: bool = False) -> None:
        """Report what became of each line, but for those that are set aside, which are tried `once_more`."""
        rest = iter(told)
        for entry in chunk:
            if entry.problem is not None:
                self.report.refuse(entry.line, None, [entry.problem])
                continue
            if entry.item is None:
                self.report.pass_over()
                continue
            each = next(rest)
            if not once_more and each.awaits and len(self.aside) < MOST_DEFERRED:
                self.aside.append(entry)
            elif each.outcome is UpsertOutcome.REFUSED:
                self.report.refuse(entry.line, each.reference, each.problems)
            else:
                self.report.count(each.outcome, archived=each.archived)


def _type_of(chunk: Chunk) -> str:
    return chunk[0].type_name
