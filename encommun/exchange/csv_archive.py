"""Writes a ZIP archive with a CSV file for each type, the codebook of their columns, and the terms of reuse.

The same records make the same bytes: entries bear no time.
"""

from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from encommun.exchange.writers import CsvWriter
from resolvers.exchange.export import ExportedRecord

README = """\
Encommun : les enregistrements publics du commun, tels que chacun les voit.
Encommun: the public records of the commons, as everyone sees them.

- One CSV file for each type: UTF-8 with a byte order mark, separated by semicolons, a header in the first row.
- codebook.csv and codebook.json say what each column means. Read codes such as `siren` and `code` as text.
- A cell may refer to a record of another file by `id:`, `slug:` or a level and an official code (`commune:01001`).
  A list has a bar between its members (`slug:eau|slug:climat`); a backslash stands before a bar of a member's own.
- A cell that a spreadsheet would run as a formula has an apostrophe before it.
- Licence: each record names its own in `licence`. All else is under the Licence Ouverte 2.0 (SPDX etalab-2.0).
- `demonstration` is true for invented content: do not show it as fact.
"""


class CsvArchiveWriter:
    """A CSV file for each type, in an archive."""

    def __init__(self, stream: IO[bytes], codebook: dict[str, bytes]) -> None:
        """Write to a stream that is open; `codebook` is added as files, by name."""
        self._archive = ZipFile(stream, "w", ZIP_DEFLATED)
        self._file: IO[bytes] | None = None
        self._writer: CsvWriter | None = None
        for name, content in {"README.txt": README.encode(), **codebook}.items():
            self._archive.writestr(archive_entry(name), content)

    def begin(self, type_name: str) -> None:
        """Records of a type follow."""
        self._end_file()
        self._file = self._archive.open(archive_entry(f"{type_name}.csv"), "w", force_zip64=True)
        self._writer = CsvWriter(self._file)
        self._writer.begin(type_name)

    def write(self, type_name: str, each: ExportedRecord) -> None:
        """One record."""
        if self._writer is not None:
            self._writer.write(type_name, each)

    def end(self) -> None:
        """No record follows; the stream stays open."""
        self._end_file()
        self._archive.close()

    def _end_file(self) -> None:
        if self._writer is not None and self._file is not None:
            self._writer.end()
            self._file.close()


def archive_entry(name: str) -> ZipInfo:
    """Return an entry of an archive that bears no time."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
