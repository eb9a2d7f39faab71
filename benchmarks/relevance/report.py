"""The report that `make relevance` prints."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.relevance.measures import Means, Measured
from benchmarks.relevance.queries import HALVES, Query
from benchmarks.relevance.results import Results, changes
from benchmarks.table import table

HEAD = ("queries", "number", "nDCG@10", "found@10", "mean rank")


def summary(groups: Mapping[str, Means]) -> str:
    """Return a line for each group of queries."""
    return table(HEAD, ((name, str(each.queries), *_figures(each)) for name, each in groups.items()))


def changed(before: Results, now: Results) -> str:
    """Return what changed since the last results, query by query."""
    found = changes(before, now)
    lines = [(text, f"{old.ndcg:.3f}", f"{new.ndcg:.3f}", _rank(new)) for text, old, new in found if old is not None]
    told = table(("query", "before", "now", "rank"), lines) if lines else "No result changed.\n"
    return f"{told}\n{len(found) - len(lines)} queries are new.\n" if len(found) > len(lines) else told


def worst(queries: Iterable[Query], results: Results, least: float) -> str:
    """Return the queries of the half to tune on that are below a limit, the worst first."""
    below = [each for each in queries if each.half == HALVES[0] and results[each.text].ndcg < least]
    lines = sorted((results[each.text].ndcg, each.category, each.text) for each in below)
    return table(("query", "category", "nDCG@10"), ((text, category, f"{ndcg:.3f}") for ndcg, category, text in lines))


def differing(answers: Sequence[Mapping[str, object]]) -> list[str]:
    """Return the texts whose results are not the same, in the same order, everywhere."""
    first, *others = answers
    return [text for text in first if any(other[text] != first[text] for other in others)]


def _figures(each: Means) -> tuple[str, str, str]:
    return f"{each.ndcg:.3f}", f"{each.found:.1%}", f"{each.rank:.2f}"


def _rank(each: Measured) -> str:
    return "-" if each.rank is None else str(each.rank)
