"""What is stored of a record so that its words are found: a document, written whenever the record is."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from loaders.queries.searched_texts import COPIED, FACETS, searched_texts
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import SEARCH_DOCUMENT
from loaders.unit_of_work import UnitOfWork
from models import Record
from resolvers.search.analysis import ANALYSER, stems_of

EPOCH = date(1970, 1, 1).toordinal()
MOST_FREQUENT = 40
"""Stems that count as repeated by a body."""
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
    texts = (" ".join(each) if isinstance(each, list) else each for each in row[len(NAMED) :])
    return document(record, filter(None, texts)) | {"type_name": model.__name__}


def document(record: dict[str, Any], body: Iterable[str]) -> dict[str, Any]:
    """Return the columns of a document that come from the columns of its record, and from the texts of its body."""
    title, summary = stems_of(record["title"]), stems_of(record["summary"])
    named = [*title, *stems_of(record["acronym"])]
    counted = Counter(stem for text in body for stem in stems_of(text))
    frequent = [stem for stem, times in counted.most_common(MOST_FREQUENT) if times > 1]
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
        "title_words": between_blanks(named),
        "summary_words": between_blanks(summary),
        "frequent_words": between_blanks(frequent),
        "words": between_blanks(sorted({*named, *summary, *counted})),
        "analyser": ANALYSER,
    }


def between_blanks(stems: Iterable[str]) -> str:
    """Return stems with a blank before and after each, so that each is found as a whole."""
    return f" {' '.join(stems)} "
