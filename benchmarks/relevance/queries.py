"""The queries and their judgements, as the files of `queries/` have them: see README.md there."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

FOLDER = Path(__file__).parent / "queries"
PARAPHRASES = "paraphrases"
"""The category that words alone need not find; measured apart."""
GRADES = (3, 2, 1)
"""Grades, the best first: looked for, useful, touches upon it. A record without a grade is irrelevant."""
HALVES = ("tuned on", "held out")
"""The weights of the ranking and its synonyms are chosen by the first half alone; the second tells the truth."""
REST = " …"
"""Ends a name that stands for all titles which begin like it."""


@dataclass(frozen=True)
class Query:
    """A text that somebody types, and the records that should be found."""

    text: str
    category: str
    half: str
    names: Mapping[str, int]
    """Grade by the name of records: their type, a colon, and their title or its beginning."""


def load_queries(folder: Path = FOLDER) -> list[Query]:
    """Return all queries, those of a file together."""
    read = {
        file.stem: tomllib.loads(file.read_text(encoding="utf-8"))["query"] for file in sorted(folder.glob("*.toml"))
    }
    judged = {each["text"]: each for lines in read.values() for each in lines}
    return [_query(each, category, judged) for category, lines in read.items() for each in lines]


def _query(given: Mapping[str, object], category: str, judged: Mapping[str, Mapping[str, object]]) -> Query:
    """Make a query, judged as another if it only spells that one differently; both are in one half."""
    source = judged[str(given.get("same_as", given["text"]))]
    names = {name: grade for grade in GRADES for name in source.get(str(grade), ())}  # type: ignore[attr-defined]
    return Query(str(given["text"]), category, HALVES[crc32(str(source["text"]).encode()) % 2], names)


def stands_for(name: str, record: str) -> bool:
    """Return whether a name of a judgement stands for a record, itself named by type and title."""
    return record.startswith(name.removesuffix("…")) if name.endswith(REST) else record == name


def grade_of(query: Query, record: str) -> int:
    """Return the grade of a record for a query; 0 for one that nobody judged relevant."""
    return max((grade for name, grade in query.names.items() if stands_for(name, record)), default=0)
