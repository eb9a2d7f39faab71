"""The index of words behind `search_document`: FTS5, kept by triggers, on SQLite; GIN on PostgreSQL.

A batch that copies `search_document` on SQLite loses its triggers: such a revision drops the index first, and creates
it again at the end.
"""

from alembic import op

NAME = "search_index"
"""Name of the virtual table of FTS5, of which those that FTS5 keeps for it begin with it; and of the index in GIN."""
FTS5 = """
CREATE VIRTUAL TABLE search_index USING fts5
(words, content='search_document', content_rowid='number', detail='none', columnsize=0, tokenize='ascii')
"""
ADD = "INSERT INTO search_index (rowid, words) VALUES (new.number, new.words);"
REMOVE = "INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.number, old.words);"
TRIGGERS = {
    "search_document_inserted": f"AFTER INSERT ON search_document BEGIN {ADD} END",
    "search_document_updated": (
        f"AFTER UPDATE OF words ON search_document WHEN old.words <> new.words BEGIN {REMOVE} {ADD} END"
    ),
    "search_document_deleted": f"AFTER DELETE ON search_document BEGIN {REMOVE} END",
}
GIN = "CREATE INDEX search_index ON search_document USING gin (words)"


def create() -> None:
    """Create the index, with the words of all documents that there are."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(GIN)
        return
    connection.exec_driver_sql(FTS5)
    for name, event in TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {event}")
    connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('rebuild')")


def drop() -> None:
    """Drop the index."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP INDEX search_index")
        return
    for name in TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql("DROP TABLE search_index")


def is_compared(name: str | None, kind: str, _parents: object = None) -> bool:
    """False for what belongs to the index, which the models do not have."""
    return kind not in {"table", "index"} or name is None or not name.startswith(NAME)
