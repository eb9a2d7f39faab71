"""One function writes the journal: what else changed in the commons would be missing there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
JOURNAL_WRITER = "resolvers/core/journal_positions.py"
INSERT = re.compile(r"\.insert\(\s*(?:CHANGE\b|table_of\((?:models\.)?Change\)|Change\b)|INTO change\b", re.IGNORECASE)
FOLDERS = ("encommun", "loaders", "resolvers", "schema")


def sources() -> dict[str, str]:
    files = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text() for path in files}


def test_one_module_inserts_into_the_journal():
    assert [name for name, text in sources().items() if INSERT.search(text)] == [JOURNAL_WRITER]


def test_only_the_journal_calls_that_module():
    callers = [name for name, text in sources().items() if "insert_entries(" in text and name != JOURNAL_WRITER]
    assert callers == ["resolvers/core/journal.py"]


@pytest.mark.parametrize(
    "line", ["await work.insert(CHANGE, rows)", "work.insert(table_of(models.Change), [])", "INSERT INTO change (id)"]
)
def test_an_insert_elsewhere_would_be_found(line: str):
    assert INSERT.search(line)
