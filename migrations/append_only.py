"""The seal of the journal: the database itself lets nobody take an entry out, or change one but to blank its fields.

An entry without a position may be given one, once.

A revision that makes the table `change` anew (SQLite alters a table by copying it) lifts the seal and sets it again:
by `seal` up to 0025, by `seal_firmly` up to 0038, and by `seal_with_positions` from 0039 on. Revisions are history:
to seal otherwise, add other statements beside these.
"""

from sqlalchemy import Connection

SQLITE = (
    """
    CREATE TRIGGER change_kept BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'the journal is sealed: no entry is taken out'); END
    """,
    """
    CREATE TRIGGER change_unaltered BEFORE UPDATE ON change
    WHEN (
        NEW.id, NEW.created_at, NEW.kind, NEW.node_id, NEW.version, NEW.state,
        NEW.space_id, NEW.account_id, NEW.network_id, NEW.token_id, NEW.request_id
    ) IS NOT (
        OLD.id, OLD.created_at, OLD.kind, OLD.node_id, OLD.version, OLD.state,
        OLD.space_id, OLD.account_id, OLD.network_id, OLD.token_id, OLD.request_id
    )
    OR (SELECT count(*) FROM json_each(NEW.fields)) <> (SELECT count(*) FROM json_each(OLD.fields))
    OR EXISTS (
        SELECT 1 FROM json_each(NEW.fields) AS n LEFT JOIN json_each(OLD.fields) AS o ON o.key = n.key
        WHERE o.key IS NULL OR (n.value <> o.value AND n.value <> '[null,null]')
    )
    BEGIN SELECT RAISE(ABORT, 'the journal is sealed: an entry changes only to blank its fields'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION change_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF to_jsonb(NEW) - '{fields,updated_at}'::text[] = to_jsonb(OLD) - '{fields,updated_at}'::text[]
                AND NOT EXISTS (
                    SELECT 1 FROM jsonb_each(NEW.fields) AS n FULL JOIN jsonb_each(OLD.fields) AS o ON o.key = n.key
                    WHERE n.key IS NULL OR o.key IS NULL OR (n.value <> o.value AND n.value <> '[null, null]')
                )
            THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            MESSAGE = 'the journal is sealed: no entry is taken out, or changed but to blank its fields';
    END $$
    """,
    "CREATE TRIGGER change_sealed BEFORE UPDATE OR DELETE ON change FOR EACH ROW EXECUTE FUNCTION change_sealed()",
    "CREATE TRIGGER change_kept BEFORE TRUNCATE ON change FOR EACH STATEMENT EXECUTE FUNCTION change_sealed()",
)
FIRM_SQLITE = (
    SQLITE[0],
    # REPLACE takes out what stands in its way, by id or by rowid, without a word to the trigger above.
    """
    CREATE TRIGGER change_unreplaced BEFORE INSERT ON change
    WHEN EXISTS (SELECT 1 FROM change WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM change WHERE rowid = NEW.rowid)
    BEGIN SELECT RAISE(ABORT, 'the journal is sealed: no entry takes the place of another'); END
    """,
    # Before an insert, -1 stands for a rowid that is not given: no entry may have it.
    """
    CREATE TRIGGER change_placed AFTER INSERT ON change WHEN NEW.rowid < 1
    BEGIN SELECT RAISE(ABORT, 'the journal is sealed: no entry comes before the first'); END
    """,
    """
    CREATE TRIGGER change_unaltered BEFORE UPDATE ON change
    WHEN (
        NEW.rowid, NEW.id, NEW.created_at, NEW.kind, NEW.node_id, NEW.version, NEW.state,
        NEW.space_id, NEW.account_id, NEW.network_id, NEW.token_id, NEW.request_id
    ) IS NOT (
        OLD.rowid, OLD.id, OLD.created_at, OLD.kind, OLD.node_id, OLD.version, OLD.state,
        OLD.space_id, OLD.account_id, OLD.network_id, OLD.token_id, OLD.request_id
    )
    OR typeof(NEW.fields) <> 'text'
    OR json_type(NEW.fields) <> 'object'
    OR (SELECT count(*) FROM json_each(NEW.fields)) <> (SELECT count(*) FROM json_each(OLD.fields))
    OR (SELECT count(DISTINCT key) FROM json_each(NEW.fields)) <> (SELECT count(*) FROM json_each(OLD.fields))
    OR EXISTS (
        SELECT 1 FROM json_each(NEW.fields) AS n LEFT JOIN json_each(OLD.fields) AS o ON o.key = n.key
        WHERE o.key IS NULL OR (
            (n.type, n.value) IS NOT (o.type, o.value) AND (n.type, n.value) IS NOT ('array', '[null,null]')
        )
    )
    BEGIN SELECT RAISE(ABORT, 'the journal is sealed: an entry changes only to blank its fields'); END
    """,
)
FIRM_POSTGRESQL = (
    *POSTGRESQL,
    # In a session that plays replica, too.
    "ALTER TABLE change ENABLE ALWAYS TRIGGER change_sealed",
    "ALTER TABLE change ENABLE ALWAYS TRIGGER change_kept",
)
POSITION_SQLITE = (
    FIRM_SQLITE[0],
    """
    CREATE TRIGGER change_unreplaced BEFORE INSERT ON change
    WHEN EXISTS (SELECT 1 FROM change WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM change WHERE rowid = NEW.rowid)
    OR EXISTS (SELECT 1 FROM change WHERE position = NEW.position)
    BEGIN SELECT RAISE(ABORT, 'the journal is sealed: no entry takes the place of another'); END
    """,
    FIRM_SQLITE[2],
    """
    CREATE TRIGGER change_unaltered BEFORE UPDATE ON change
    WHEN (
        NEW.rowid, NEW.id, NEW.created_at, NEW.kind, NEW.node_id, NEW.version, NEW.state,
        NEW.space_id, NEW.account_id, NEW.network_id, NEW.token_id, NEW.request_id
    ) IS NOT (
        OLD.rowid, OLD.id, OLD.created_at, OLD.kind, OLD.node_id, OLD.version, OLD.state,
        OLD.space_id, OLD.account_id, OLD.network_id, OLD.token_id, OLD.request_id
    )
    OR NEW.position IS NOT OLD.position AND (
        OLD.position IS NOT NULL OR EXISTS (SELECT 1 FROM change WHERE position = NEW.position)
    )
    OR NEW.fields IS NOT OLD.fields AND (
        typeof(NEW.fields) <> 'text'
        OR json_type(NEW.fields) <> 'object'
        OR (SELECT count(*) FROM json_each(NEW.fields)) <> (SELECT count(*) FROM json_each(OLD.fields))
        OR (SELECT count(DISTINCT key) FROM json_each(NEW.fields)) <> (SELECT count(*) FROM json_each(OLD.fields))
        OR EXISTS (
            SELECT 1 FROM json_each(NEW.fields) AS n LEFT JOIN json_each(OLD.fields) AS o ON o.key = n.key
            WHERE o.key IS NULL OR (
                (n.type, n.value) IS NOT (o.type, o.value) AND (n.type, n.value) IS NOT ('array', '[null,null]')
            )
        )
    )
    BEGIN SELECT RAISE(ABORT, 'the journal is sealed: an entry changes only to blank its fields'); END
    """,
)
POSITION_POSTGRESQL = (
    # What may change is taken from the old row; `*=` compares all others byte by byte, those of later revisions, too.
    """
    CREATE FUNCTION change_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE kept record;
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            kept := NEW;
            kept.position := OLD.position;
            kept.fields := OLD.fields;
            kept.updated_at := OLD.updated_at;
            IF kept *= OLD AND (OLD.position IS NULL OR NEW.position = OLD.position) AND (
                NEW.fields = OLD.fields OR NOT EXISTS (
                    SELECT 1 FROM jsonb_each(NEW.fields) AS n FULL JOIN jsonb_each(OLD.fields) AS o ON o.key = n.key
                    WHERE n.key IS NULL OR o.key IS NULL OR (n.value <> o.value AND n.value <> '[null, null]')
                )
            )
            THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            MESSAGE = 'the journal is sealed: no entry is taken out, or changed but to blank its fields';
    END $$
    """,
    *FIRM_POSTGRESQL[1:],
)
TRIGGERS = ("change_kept", "change_unaltered", "change_unreplaced", "change_placed")
LIFTED = {
    "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS),
    "postgresql": ("DROP FUNCTION change_sealed CASCADE",),
}


def seal(connection: Connection) -> None:
    """Have the database refuse what would rewrite the journal, as far as the first seal did."""
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)


def seal_firmly(connection: Connection) -> None:
    """Have the database refuse that by every road: REPLACE, a rowid, a field twice, a replica's session."""
    for statement in FIRM_SQLITE if connection.dialect.name == "sqlite" else FIRM_POSTGRESQL:
        connection.exec_driver_sql(statement)


def seal_with_positions(connection: Connection) -> None:
    """Have the database refuse the same, and a position that is changed or taken away; it lets one be given, once."""
    for statement in POSITION_SQLITE if connection.dialect.name == "sqlite" else POSITION_POSTGRESQL:
        connection.exec_driver_sql(statement)


def lift(connection: Connection) -> None:
    """Have it refuse nothing any more."""
    for statement in LIFTED[connection.dialect.name]:
        connection.exec_driver_sql(statement)
