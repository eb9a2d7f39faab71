"""Tables of nodes and of edges: CSV files in an archive with their codebook, or Parquet files in one."""

import csv
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from itertools import islice
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from encommun.exchange.codebook import in_csv, in_json
from encommun.exchange.csv_archive import archive_entry
from encommun.exchange.file_format import join_cell
from encommun.exchange.formula_escaping import escape_formula
from encommun.graph_files.codebook import graph_codebook
from encommun.graph_files.rows import EdgeRow, GraphRows, NodeRow
from encommun.operator_error import OperatorError

AT_ONCE = 10_000
"""Rows of a group in a Parquet file."""
IN_MEMORY = 16 * 1024 * 1024
"""Bytes of a Parquet file that are held in memory; a longer one lies in a temporary file."""


def write_csv_archive(rows: GraphRows, stream: IO[bytes]) -> None:
    """Write `nodes.csv`, `edges.csv` and the codebook, separated by semicolons as French spreadsheets open them."""
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in _about(rows).items():
            archive.writestr(archive_entry(name), content)
        for name, columns, table in _tables(rows):
            with archive.open(archive_entry(f"{name}.csv"), "w", force_zip64=True) as file:
                text = TextIOWrapper(file, encoding="utf-8", newline="")
                text.write("\ufeff")
                writer = csv.writer(text, delimiter=";")
                writer.writerow(columns)
                writer.writerows(map(_cells, table))
                text.detach()


def write_parquet_archive(rows: GraphRows, stream: IO[bytes]) -> None:
    """Write `nodes.parquet` and `edges.parquet`; raises OperatorError without the extra `parquet`."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, and 40 MB in memory
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError as error:
        raise OperatorError("Parquet takes the extra `parquet`: pip install 'encommun[parquet]'.") from error
    types = {"weight": pa.float32(), "topics": pa.list_(pa.string())}
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, content in _about(rows).items():
            archive.writestr(archive_entry(name), content)
        for name, columns, table in _tables(rows):
            schema = pa.schema([(each, types.get(each, pa.string())) for each in columns], metadata=rows.about)
            with SpooledTemporaryFile(IN_MEMORY) as file:
                with parquet.ParquetWriter(file, schema) as writer:
                    for group in _groups(table):
                        writer.write_table(pa.table(dict(zip(columns, zip(*group, strict=True), strict=True)), schema))
                file.seek(0)
                with archive.open(archive_entry(f"{name}.parquet"), "w", force_zip64=True) as entry:
                    copyfileobj(file, entry)


def _about(rows: GraphRows) -> dict[str, bytes]:
    told = "".join(f"{name}: {value}\n" for name, value in rows.about.items())
    return {
        "README.txt": told.encode(),
        "codebook.csv": in_csv(graph_codebook()),
        "codebook.json": in_json(graph_codebook()),
    }


def _tables(rows: GraphRows) -> Iterator[tuple[str, tuple[str, ...], Iterator[tuple[Any, ...]]]]:
    yield "nodes", NodeRow._fields, rows.nodes()
    yield "edges", EdgeRow._fields, rows.edges()


def _cells(row: Iterable[Any]) -> list[str]:
    return [escape_formula(join_cell(each) if isinstance(each, list) else str(each)) for each in row]


def _groups(table: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while group := list(islice(table, AT_ONCE)):
        yield group
