"""Sample documents and what they cost: each keeps its answer and its statements beside it.

`tests/queries/<name>.graphql` has `<name>.json` (the answer, the same on both engines and in both
execution modes) and one `.sql` file for each engine (the statements in order, by trip to the
database). Run `ENCOMMUN_REWRITE=1 make test`, or pytest on this file, to write them anew, and read the difference
before you commit it.
"""

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.schema.graph_client import GraphClient, StatementRecorder, opened

FOLDER = Path(__file__).parents[1] / "queries"
DOCUMENTS = sorted(FOLDER.glob("*.graphql"))
REWRITE = "ENCOMMUN_REWRITE" in os.environ


@pytest.fixture(scope="module")
async def seeded(database_url: str) -> AsyncIterator[GraphClient]:
    async with opened(database_url) as graph:
        yield graph


def answer_of(result: Any) -> str:
    """Return the answer to a client, without the places in the document."""
    errors = [{"path": error.path, "message": error.message, **error.extensions} for error in result.errors or ()]
    answer = {"data": result.data} | ({"errors": errors} if errors else {})
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def statements_of(trips: StatementRecorder) -> str:
    """The SQL in the order in which it was sent."""
    texts = [[statement.text for statement, _ in trip] for trip in trips.each]
    return "\n".join(
        f"-- trip {number}\n" + "".join(f"{text};\n" for text in trip) for number, trip in enumerate(texts, 1)
    )


def hold(name: str, found: str) -> None:
    """Compare with what is kept, or keep it."""
    path = FOLDER / name
    if REWRITE:
        path.write_text(found)
    assert path.read_text() == found


@pytest.mark.parametrize("name", [path.stem for path in DOCUMENTS])
async def test_a_document_keeps_its_answer_and_its_statements(seeded: GraphClient, name: str):
    document = (FOLDER / f"{name}.graphql").read_text()
    result, trips = await seeded.trace(document)
    hold(f"{name}.json", answer_of(result))
    hold(f"{name}.{seeded.database.dialect.name}.sql", statements_of(trips))
    assert answer_of(await seeded.ask(document, mode="reference")) == answer_of(result)


def test_every_file_belongs_to_a_document():
    names = {path.stem for path in DOCUMENTS}
    assert {path.name.split(".")[0] for path in FOLDER.iterdir()} == names
    assert len(names) >= 12
