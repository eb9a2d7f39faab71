"""Documents: the words of records as they are stored to be found, written whenever the record is."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from loaders.queries.search_query import between_blanks
from loaders.queries.searched_texts import COPIED, FACETS, searched_by, searched_texts
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.sql.word_index import BLANK
from loaders.tables import SEARCH_DOCUMENT
from loaders.unit_of_work import UnitOfWork
from models import Record
from resolvers.search.analysis import ANALYSER, stems_of

EPOCH = date(1970, 1, 1).toordinal()
NAMED = (*COPIED, "title", "acronym", "summary", *FACETS)
"""The columns of a record before the texts of its body."""


async def index_new(work: UnitOfWork, model: type[Record], ids: Collection[str]) -> None:
    """Store the documents of records that have none."""
    rows = await searched_texts(work, model, ids)
    await work.insert(SEARCH_DOCUMENT, [_document(model, row) for row in rows])


async def index_changed(
    work: UnitOfWork, model: type[Record], ids: Collection[str], forgotten: Collection[str] = ()
) -> None:
    """Bring the documents of records up to date; of those `forgotten`, the words that are gone leave the disk as well.

    A record that has no document yet gets it by the job that looks for such records.
    """
    changes = []
    for row in await searched_texts(work, model, ids):
        values = _document(model, row)
        if row.id in forgotten:
            values["forgotten_at"] = row.updated_at
        changes.append(({"id": values.pop("id")}, values))
    await work.update_all(SEARCH_DOCUMENT, changes)


async def index_missing(work: UnitOfWork, model: type[Record], ids: Collection[str]) -> None:
    """Store documents of records that may have one already."""
    known = {row.id for row in await select_in(work, SEARCH_DOCUMENT, "id", ids, ("id",))}
    await index_changed(work, model, [each for each in ids if each in known])
    await index_new(work, model, [each for each in ids if each not in known])


def _document(model: type[Record], row: Row) -> dict[str, Any]:
    """Return the columns of the document of a record, all but its number."""
    record = dict(zip(NAMED, row, strict=False))
    texts = [" ".join(each) if isinstance(each, list) else each for each in row[len(NAMED) :]]
    last = len(searched_by(model).body)
    return document(record, texts[:last], texts[last:]) | {"type_name": model.__name__}


def document(record: dict[str, Any], body: Iterable[str | None], names: Iterable[str | None]) -> dict[str, Any]:
    """Return the columns of a document: from the columns of its record, the texts of its body, and names."""
    title, summary = stems_of(record["title"]), stems_of(record["summary"])
    titled = [*title, *stems_of(record["acronym"])]
    named = [stem for text in names for stem in stems_of(text)]
    said = {stem for text in body for stem in stems_of(text)}
    day = record["year"] or record["updated_at"]
    return {
        "id": record["id"],
        "state": record["state"],
        "space_id": record["space_id"],
        "kind": record["kind"],
        "phase": record["phase"],
        "licence": record["licence"],
        "year": record["year"] and record["year"].year,
        "fresh_day": day.toordinal() - EPOCH,
        "title_size": max(len(title), 1),
        "title_words": between_blanks(BLANK.join(titled)),
        "summary_words": between_blanks(BLANK.join(summary)),
        "named_words": between_blanks(BLANK.join(named)),
        "words": between_blanks(BLANK.join(sorted({*titled, *summary, *named, *said}))),
        "analyser": ANALYSER,
    }
