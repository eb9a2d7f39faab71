"""Chooses the writer of records by the name of a file, and writes all that a view of the database shows."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Protocol

from encommun.exchange.codebook import codebook_files
from encommun.exchange.csv_archive import CsvArchiveWriter
from encommun.exchange.file_format import NDJSON
from encommun.exchange.writers import CsvWriter, NdjsonWriter
from encommun.operator_error import OperatorError
from loaders.drivers.snapshot import Snapshot
from resolvers.exchange.export import ExportedRecord, export_records

ARCHIVE = ".csv.zip"


class RecordWriter(Protocol):
    """Writes records, type by type."""

    def begin(self, type_name: str) -> None:
        """Records of a type follow, or none."""

    def write(self, type_name: str, each: ExportedRecord) -> None:
        """One record."""

    def end(self) -> None:
        """No record follows."""


WRITERS: dict[str, Callable[[IO[bytes]], RecordWriter]] = {
    ARCHIVE: lambda stream: CsvArchiveWriter(stream, codebook_files()),
    ".csv": CsvWriter,
    **dict.fromkeys(NDJSON, NdjsonWriter),
}
"""Makers of writers by the end of a file's name."""


def writer_for(file: Path, type_names: Sequence[str]) -> Callable[[IO[bytes]], RecordWriter]:
    """Return the maker of the writer for a file by its name; raises OperatorError if it cannot have those types."""
    end = next((end for end in WRITERS if file.name.lower().endswith(end)), None)
    if end is None:
        raise OperatorError(f"{file} is neither CSV nor NDJSON: end its name in .csv, .csv.zip or .ndjson.")
    if WRITERS[end] is CsvWriter and len(type_names) > 1:
        raise OperatorError(
            "A CSV file has records of one type: give it by --type, or write an .ndjson or a .csv.zip file."
        )
    return WRITERS[end]


async def write_records(
    snapshot: Snapshot,
    writer: RecordWriter,
    type_names: Sequence[str],
    network_id: str | None = None,
    check: Callable[[], None] = lambda: None,
) -> int:
    """Write what the snapshot sees of those types, or a network's own records of them; return their number.

    `check` is called before each record: it may raise to end the run.
    """
    count = 0
    for type_name in type_names:
        writer.begin(type_name)
        async for each in export_records(snapshot, type_name, network_id):
            check()
            writer.write(type_name, each)
            count += 1
    writer.end()
    return count
