"""Measured figures: by query, its halves and categories, and beside what was measured before."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.relevance.asking import Answer
from benchmarks.relevance.measures import Means, Measured, means, measure
from benchmarks.relevance.queries import HALVES, PARAPHRASES, Query, grade_of

FILE = Path(__file__).parent / "RESULTS.json"
CHANGED = 0.0005
"""The least change of nDCG that is told."""

Results = dict[str, Measured]
"""By the text of the query."""


def measure_all(queries: Iterable[Query], answers: Mapping[str, Answer], records: Sequence[str]) -> Results:
    """Measure each answer against the judgements of its query, with all records there are."""
    return {
        each.text: measure(
            [grade_of(each, record) for record in answers[each.text].records],
            [grade_of(each, record) for record in records],
        )
        for each in queries
    }


def summarise(queries: Sequence[Query], results: Results) -> dict[str, Means]:
    """Return the means of all queries but paraphrases, of each half, of each category, and of the paraphrases."""
    typed = [each for each in queries if each.category != PARAPHRASES]
    groups = {"all": typed}
    groups |= {half: [each for each in typed if each.half == half] for half in HALVES}
    groups |= {category: [each for each in queries if each.category == category] for category in categories(queries)}
    return {name: means([results[each.text] for each in group]) for name, group in groups.items()}


def categories(queries: Iterable[Query]) -> list[str]:
    """Return the categories, paraphrases last."""
    return sorted({each.category for each in queries}, key=lambda category: (category == PARAPHRASES, category))


def load_results(file: Path = FILE) -> Results:
    """Return what was measured last; nothing if the file is not there."""
    if not file.exists():
        return {}
    return {text: Measured(ndcg, rank) for text, (ndcg, rank) in json.loads(file.read_text(encoding="utf-8")).items()}


def save_results(results: Results, file: Path = FILE) -> None:
    """Write what was measured, a line for each query."""
    lines = (
        f"{json.dumps(text, ensure_ascii=False)}: {json.dumps([round(each.ndcg, 4), each.rank])}"
        for text, each in results.items()
    )
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def changes(before: Results, now: Results) -> list[tuple[str, Measured | None, Measured]]:
    """Return the queries whose nDCG changed or that are new, what became worse first."""
    changed = [
        (text, before.get(text), each)
        for text, each in now.items()
        if text not in before or abs(before[text].ndcg - each.ndcg) > CHANGED
    ]
    return sorted(changed, key=lambda change: change[2].ndcg - (change[1].ndcg if change[1] else 0.0))
