"""Texts that an earlier release has stored are folded anew by the migration, on both engines, batch after batch."""

from alembic import command
from sqlalchemy import Connection, text

from encommun.engine import engine_scope
from encommun.migration import configuration, migration_transaction, upgrade
from encommun.seed.territories import MOMENT
from models.folding import folded
from models.ids import derived

BEFORE = "0020"
"""The revision before."""
TOPICS = 4_321
"""More than two batches."""
NAMES = ("Saint-Étienne", "L’Haÿ-les-Roses", "  Œuvre d'été ", "ﬁn", "Plain")
INSERT = """INSERT INTO topic (id, created_at, updated_at, slug, label_fr, label_en, label_sort)
VALUES (:id, '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', :id, :label, '', :sort)"""


def topic(number):
    name = f"{NAMES[number % len(NAMES)]} {number}"
    return {"id": derived("topic", str(number), MOMENT), "label": name, "sort": f"before {name}".lower()}


async def test_what_was_folded_before_is_folded_anew(empty_database_url):
    topics = [topic(number) for number in range(TOPICS)]
    async with engine_scope(empty_database_url) as engine:
        async with migration_transaction(engine) as connection:
            await connection.run_sync(lambda sync: migrated(sync, BEFORE))
            await connection.execute(text(INSERT), topics)
        await upgrade(engine)
        async with engine.connect() as connection:
            stored = {row.id: row.label_sort for row in await connection.execute(text("SELECT * FROM topic"))}
    assert stored == {each["id"]: folded(each["label"]) for each in topics}


def migrated(connection: Connection, revision: str) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_folding_twice_changes_nothing_and_what_people_type_is_one():
    for one, other in (
        ("saint etienne", "Saint-Étienne"),
        ("L'Hay les Roses", "L’Haÿ‑les–Roses"),
        ("  oeuvre d ete", "Œuvre d\u02bcété "),
        ("fin", "ﬁn"),
        ("aether", "Ǽther"),
        ("no 4", "№\u00a04"),
        ("coop", "co\u00adop"),
    ):
        assert folded(one) == folded(other) == folded(folded(other)), (one, other)
