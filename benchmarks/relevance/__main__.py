"""`python -m benchmarks.relevance` asks judged queries on both engines, and prints how good the answers are.

It fills two fresh databases, compares the figures with RESULTS.json, and writes that anew. `--keep` writes nothing;
`--worst LIMIT` lists queries of the half to tune on whose nDCG is lower. Exit code 1 if the engines answer differently.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from benchmarks.databases import Database, empty
from benchmarks.relevance import report
from benchmarks.relevance.asking import Answer, ask, client_of, list_records
from benchmarks.relevance.queries import Query, load_queries
from benchmarks.relevance.results import load_results, measure_all, save_results, summarise
from benchmarks.workplace import FOLDER, postgresql
from encommun.engine import engine_scope
from encommun.migration import upgrade
from encommun.seed import fill
from encommun.seed.demonstration.block import BASE

DATABASES = (Database("sqlite", "relevance"), Database("postgresql", "relevance"))


async def ask_both(queries: Sequence[Query]) -> tuple[list[dict[str, Answer]], list[str]]:
    """Return the answers of each engine, and the records of the commons."""
    texts = [each.text for each in queries]
    answers, records = [], []
    with postgresql() as server:
        for database in DATABASES:
            await empty(database, server)
            async with engine_scope(database.url(server)) as engine:
                await upgrade(engine)
                await fill(engine, today=BASE)
            async with client_of(database.url(server)) as client:
                answers.append(await ask(client, texts))
                records = await list_records(client)
            await empty(database, server)
    return answers, records


def main() -> None:
    """Ask, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="leaves RESULTS.json as it is")
    parser.add_argument("--worst", type=float, metavar="LIMIT", help="lists queries to tune on with a lower nDCG")
    given = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    queries = load_queries()
    answers, records = asyncio.run(ask_both(queries))
    if different := report.differing(answers):
        sys.exit(f"The engines answer differently: {', '.join(different)}")
    results = measure_all(queries, answers[0], records)
    parts = [report.summary(summarise(queries, results)), report.changed(load_results(), results)]
    if given.worst is not None:
        parts.append(report.worst(queries, results, given.worst))
    sys.stdout.write("\n".join(parts))
    if not given.keep:
        save_results(results)


if __name__ == "__main__":
    main()
