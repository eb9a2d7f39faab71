"""The report of an import: one JSON object for each line that was refused, in both languages."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import orjson

from encommun.file_permissions import private_opener
from encommun.operator_error import OperatorError
from resolvers.exchange.items import UpsertOutcome
from resolvers.i18n.messages import message
from resolvers.validation import Problem


class ImportReport:
    """The refused lines of an import, and the number of lines by outcome."""

    def __init__(self, file: Path) -> None:
        """Name the file; what it had before is gone once the report is open."""
        self.file = file
        self.counts: Counter[UpsertOutcome] = Counter()
        self.archived = 0
        """Unchanged lines whose record is archived."""
        self.passed_over = 0
        """Lines of an export that are there to be read, and which no import takes."""

    def __enter__(self) -> Self:
        """Open the file; raises OperatorError when that fails."""
        try:
            self._stream: IO[bytes] = open(self.file, "wb", opener=private_opener)
        except OSError as error:
            raise OperatorError(f"The report {self.file} cannot be written: {error.strerror}.") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file, and remove it when nothing was refused."""
        self._stream.close()
        if not self.counts[UpsertOutcome.REFUSED] and error is None:
            self.file.unlink()

    def begin_again(self) -> None:
        """Discard the report so far: the transaction was rolled back."""
        self.counts.clear()
        self.archived = self.passed_over = 0
        self._stream.seek(0)
        self._stream.truncate()

    def count(self, outcome: UpsertOutcome, *, archived: bool = False) -> None:
        """Count a line by its outcome; its record may be archived."""
        self.counts[outcome] += 1
        self.archived += archived and outcome is UpsertOutcome.UNCHANGED

    def pass_over(self) -> None:
        """One more line was there to be read alone."""
        self.passed_over += 1

    def refuse(self, line: int, reference: str | None, problems: Sequence[Problem]) -> None:
        """One more line was refused."""
        self.count(UpsertOutcome.REFUSED)
        shown = [
            {
                "path": ".".join(map(str, each.path)),
                "code": each.code,
                "fr": message(each.code, "fr", each.values),
                "en": message(each.code, "en", each.values),
            }
            for each in problems
        ]
        self._stream.write(orjson.dumps({"line": line, "reference": reference, "problems": shown}) + b"\n")

    def flush(self) -> None:
        """Write the report so far to its file."""
        self._stream.flush()

    @property
    def summary(self) -> str:
        """Return the number of lines by outcome, in one line of text."""
        parts = [
            f"{count:,} {outcome.lower().replace('_', ' ')}{self._archived(outcome)}"
            for outcome in UpsertOutcome
            if (count := self.counts[outcome])
        ]
        parts += [f"{self.passed_over:,} passed over"] if self.passed_over else []
        where = f"; see {self.file}" if self.counts[UpsertOutcome.REFUSED] else ""
        return f"{', '.join(parts) or 'nothing to import'}{where}."

    def _archived(self, outcome: UpsertOutcome) -> str:
        return f" ({self.archived:,} archived)" if self.archived and outcome is UpsertOutcome.UNCHANGED else ""
