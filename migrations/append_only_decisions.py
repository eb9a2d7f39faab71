"""The seal of what the partners decided: the database lets nobody change a decision, a policy, or how anybody voted.

Of a vote, its words go when people go: all of them, or those in whose place stands HIDDEN.

A revision that makes one of these tables anew, or gives it another column, lifts this seal and sets it again.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

HIDDEN = "[…]"
"""A mark that stands in the place of words that are gone, as `resolvers/privacy/name_redaction.py` has it."""
UNIQUE = {
    "decision": (("id",), ("case_id", "round")),
    "policy": (("id",), ("kind", "type_name", "number")),
    "vote": (("id",), ("case_id", "number")),
}
"""By table that is sealed: what no two rows have in common, so that one could take the place of another."""
SAID = ("id", "case_id", "round", "number", "network_id", "account_id", "token_id", "choice", "ground", "created_at")
"""The columns of a vote besides its words."""
PLACES = ("kept", "unaltered", "unreplaced", "placed")


def seal(connection: Connection) -> None:
    """Have the database refuse, by whatever words it is asked, what would rewrite a decision."""
    for statement in _on_sqlite() if connection.dialect.name == "sqlite" else _on_postgresql():
        connection.exec_driver_sql(statement)


def lift(connection: Connection) -> None:
    """Have it refuse nothing any more."""
    if connection.dialect.name == "sqlite":
        for table in UNIQUE:
            for place in PLACES:
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_{place}")
    else:
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS decided_sealed, vote_sealed CASCADE")


def _on_sqlite() -> Iterator[str]:
    for table, keys in UNIQUE.items():
        yield _refusing(table, "kept", "BEFORE DELETE", "no row is taken out")
        # REPLACE takes out what stands in its way, by any key, without a word to the trigger above.
        taken = (" AND ".join(f"{each} = NEW.{each}" for each in key) for key in (*keys, ("rowid",)))
        stands = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {each})" for each in taken)  # noqa: S608 - our names
        yield _refusing(table, "unreplaced", "BEFORE INSERT", "no row takes the place of another", stands)
        # Before an insert, -1 stands for a rowid that is not given: no row may have it.
        yield _refusing(table, "placed", "AFTER INSERT", "no row comes before the first", "NEW.rowid < 1")
        rewritten = _rewrites_vote() if table == "vote" else "true"
        yield _refusing(table, "unaltered", "BEFORE UPDATE", "no row is changed but for words that go", rewritten)


def _refusing(table: str, place: str, event: str, why: str, when: str = "true") -> str:
    raised = f"SELECT RAISE(ABORT, 'what was decided is sealed: {why}')"
    return f"CREATE TRIGGER {table}_{place} {event} ON {table} WHEN {when} BEGIN {raised}; END"


def _rewrites_vote() -> str:
    new, old = (", ".join(f"{row}.{each}" for each in ("rowid", *SAID)) for row in ("NEW", "OLD"))
    pattern = f"replace(NEW.text, '{HIDDEN}', char(1))"
    for character in "[*?":
        pattern = f"replace({pattern}, '{character}', '[{character}]')"
    left = f"typeof(NEW.text) = 'text' AND OLD.text GLOB replace({pattern}, char(1), '*')"
    return f"({new}) IS NOT ({old}) OR NOT coalesce(NEW.text IS NULL OR ({left}), false)"


def _on_postgresql() -> Iterator[str]:
    pattern = "NEW.text"
    for character in "\\%_":
        pattern = f"replace({pattern}, '{character}', '\\{character}')"
    left = f"NEW.text IS NULL OR OLD.text LIKE replace({pattern}, '{HIDDEN}', '%')"
    same = "to_jsonb(NEW) - 'text' = to_jsonb(OLD) - 'text'"
    struck = f"IF TG_OP = 'UPDATE' THEN IF {same} AND ({left}) THEN RETURN NEW; END IF; END IF;"
    for function, unless in (("decided_sealed", ""), ("vote_sealed", struck)):
        raised = "RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = 'what was decided is sealed'"
        body = f"BEGIN {unless} {raised}; END"
        yield f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
    for table in UNIQUE:
        function = "vote_sealed" if table == "vote" else "decided_sealed"
        for place, event in (("unaltered", "UPDATE OR DELETE"), ("kept", "TRUNCATE")):
            which = f"BEFORE {event} ON {table} FOR EACH {'ROW' if place == 'unaltered' else 'STATEMENT'}"
            yield f"CREATE TRIGGER {table}_{place} {which} EXECUTE FUNCTION {function}()"
            yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{place}"  # where a session plays replica, too
