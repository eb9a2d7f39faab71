"""The vocabulary follows the index: by a job, since all records share its words, and units would wait for each other.

What is written of a record puts it into a queue, in the same unit. The job counts the words of public records, and
takes back what it counted of them before; so whoever falls in between, each record counts once.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from loaders.queries.searched_texts import has_topics, searched_texts
from loaders.queries.select_where import select_in
from loaders.queries.vocabulary import COUNTED, UNCOUNTED, WORD, lost_records, public_records, uncounted_records
from loaders.sql.statement import Row
from loaders.tables import SEARCH_DOCUMENT
from loaders.unit_of_work import UnitOfWork
from resolvers.core.entities import ENTITIES
from resolvers.core.execute import UnitsOfWork
from resolvers.core.jobs import HOUR, MINUTE, WHOLE, job
from resolvers.core.use_case import UseCase
from resolvers.search.analysis import stem_of, words_of
from resolvers.search.documents import NAMED
from resolvers.search.spelling import SHORTEST, letter_bits
from resolvers.search.title_phrases import replace_phrases

BATCH = 200
"""Records that are counted in one unit of work."""
WORD_COLUMNS = ("word", "shown", "stem", "documents")


async def queue_for_counting(work: UnitOfWork, ids: Iterable[str]) -> None:
    """Have the words of records counted anew: they have just been written."""
    await work.insert(UNCOUNTED, [{"record_id": each} for each in ids])


async def count_now(work: UnitOfWork, ids: Collection[str]) -> None:
    """Count the words of records in this unit of work: what is erased leaves the vocabulary with it."""
    if ids:
        await _count(work, sorted(ids))


@job("search_words", every=MINUTE)
async def count_queued(use_case: UseCase, _key: str) -> bool:
    """Count the words of the records that were written; True if there may be more."""
    queued = await uncounted_records(use_case.work, BATCH)
    if queued:
        await _count(use_case.work, sorted({row.record_id for row in queued}))
        await use_case.work.delete_all(UNCOUNTED, [{"number": row.number} for row in queued])
    return len(queued) == BATCH


async def count_all_queued(units: UnitsOfWork) -> None:
    """Count all that is queued, after many records were written."""
    while await units.run(lambda use_case: count_queued(use_case, WHOLE)):
        pass


@job("search_words_left", every=HOUR)
async def queue_lost(use_case: UseCase, _key: str) -> bool:
    """Have records that were removed without a change of theirs (demonstration content) counted no more."""
    lost = await lost_records(use_case.work, BATCH)
    await count_now(use_case.work, lost)
    return len(lost) == BATCH


async def _count(work: UnitOfWork, ids: Sequence[str]) -> None:
    """Bring words and titles up to what records say now."""
    types = {row.id: row.type_name for row in await select_in(work, SEARCH_DOCUMENT, "id", ids, ("id", "type_name"))}
    texts = await _texts(work, types)
    public = await public_records(work, ids)
    counted = {id_: spellings(texts[id_]) for id_ in public if id_ in texts}
    before = {row.id: row.words.split() for row in await select_in(work, COUNTED, "id", ids, ("id", "words"))}
    await _change_words(work, before.values(), counted.values())
    await work.delete_all(COUNTED, [{"id": each} for each in before])
    await work.insert(COUNTED, [{"id": id_, "words": " ".join(sorted(words))} for id_, words in counted.items()])
    await replace_phrases(work, ids, {id_: (types[id_], each[0]) for id_, each in texts.items()})


async def _texts(work: UnitOfWork, types: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the texts of records that are there, the title first: one statement for each type among them.

    Names of territories are among them. Labels of topics in two languages would make words of what nobody writes.
    """
    by_type = defaultdict(list)
    for id_, type_name in types.items():
        by_type[type_name].append(id_)
    found: dict[str, list[str]] = {}
    for type_name, ids in by_type.items():
        model = ENTITIES[type_name]
        for row in await searched_texts(work, model, ids):
            record = dict(zip(NAMED, row, strict=False))
            own = row[len(NAMED) : -1 if has_topics(model) else None]
            others = (record["acronym"], record["summary"], *own)
            found[row.id] = [record["title"] or "", *map(_one_text, filter(None, others))]
    return found


def _one_text(value: str | list[str]) -> str:
    """A text, or the texts of a list, as one."""
    return value if isinstance(value, str) else " ".join(value)


def spellings(texts: Iterable[str]) -> dict[str, str]:
    """Return the words of texts, folded, each with its spelling in small letters.

    Numbers and words with digits are left out: nobody mistypes them for words, and they may be numbers of people.
    """
    found: dict[str, str] = {}
    for text in texts:
        for each in words_of(text):
            if len(each.text) >= SHORTEST and each.text.isalpha():
                found[each.text] = best_spelling(found.get(each.text, ""), text[each.start : each.end].lower())
    return found


def best_spelling(one: str, other: str) -> str:
    """Return the one with more accents: capitals often go without them."""
    return max(one, other, key=lambda each: (sum(not letter.isascii() for letter in each), each))


async def _change_words(
    work: UnitOfWork, before: Collection[Sequence[str]], counted: Collection[Mapping[str, str]]
) -> None:
    """Count words that records have, and no more those that they had."""
    changes = Counter(word for words in counted for word in words)
    changes.subtract(word for words in before for word in words)
    shown: dict[str, str] = {}
    for words in counted:
        for word, spelling in words.items():
            shown[word] = best_spelling(shown.get(word, ""), spelling)
    stored = await select_in(work, WORD, "word", list(changes), WORD_COLUMNS)
    known = {row.word: row for row in stored}
    await work.insert(WORD, list(_new_words(changes, shown, known)))
    await work.update_all(WORD, list(_changed_words(changes, shown, stored)))
    await work.delete_all(WORD, [{"word": each.word} for each in stored if each.documents + changes[each.word] <= 0])


def _new_words(changes: Counter[str], shown: Mapping[str, str], known: Mapping[str, Row]) -> Iterator[dict[str, Any]]:
    for word, documents in sorted(changes.items()):
        if word not in known and documents > 0:
            yield {
                "word": word,
                "shown": shown[word],
                "stem": stem_of(word),
                "backwards": word[::-1],
                "letters": letter_bits(word),
                "documents": documents,
            }


def _changed_words(
    changes: Counter[str], shown: Mapping[str, str], stored: Sequence[Row]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield what changes of words that stay: their number, their spelling, and the stem that the analyser gives now."""
    for row in stored:
        now = {
            "shown": best_spelling(row.shown, shown.get(row.word, "")),
            "stem": stem_of(row.word),
            "documents": row.documents + changes[row.word],
        }
        if now["documents"] > 0 and now != {name: getattr(row, name) for name in now}:
            yield {"word": row.word}, now
