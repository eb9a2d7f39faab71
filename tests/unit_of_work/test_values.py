"""Values come back as they were written, in every column that the commons has, and alike on both engines."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
)

import models
from encommun.engine import engine_scope
from loaders.sql.dialect import stored_type
from loaders.unit_of_work import ConstraintError, DuplicateError, Rollback, open_writer
from models.search import WORDS
from tests.unit_of_work.tables import ITEM
from tests.unit_of_work.transaction_functions import adding, ids_in

PARIS = timezone(timedelta(hours=2))
SAMPLES = {
    Enum: (),
    BigInteger: (2**62, -(2**62)),
    Boolean: (True, False),
    Date: (date(2026, 2, 28), date(1789, 7, 14)),
    DateTime: (datetime(2026, 2, 28, 1, 30, 0, 123456, tzinfo=PARIS), datetime(2026, 2, 28, tzinfo=UTC)),
    Float: (4.8055289999999997, 0.1 + 0.2),
    Integer: (2**31 - 1, -3),
    JSON: ([], ['œuvre "d’été" \\ 🌱\n', "b"]),
    String: ('œuvre "d’été" \\ 🌱\n\x1f%s ?:$1', ""),
}

THIRD = {String: "third", Integer: 7, Date: date(2000, 1, 1)}
"""Other values for the columns of keys."""


def samples_of(column):
    kind = stored_type(column.type)
    if column.type is WORDS:
        return " abc xyz ", " été "
    if isinstance(kind, Enum):
        members = list(kind.enum_class)
        return members[-1], members[0]
    return next(values for of, values in SAMPLES.items() if isinstance(kind, of))


def unbound(metadata):
    """The same tables with the rules of their columns and none between them."""
    copied = MetaData()
    for table in metadata.tables.values():
        copy = table.to_metadata(copied)
        for constraint in list(copy.constraints):
            of_type = isinstance(constraint, CheckConstraint) and constraint._type_bound
            if not (of_type or isinstance(constraint, PrimaryKeyConstraint)):
                copy.constraints.discard(constraint)
        copy.indexes.clear()  # some of them are unique
    return copied


def as_read(value):
    return str(value) if isinstance(value, models.ClosedList) else value


async def test_every_column_gives_back_what_it_was_given(empty_database_url):
    tables = unbound(models.Table.metadata)
    async with engine_scope(empty_database_url) as engine, engine.begin() as connection:
        await connection.run_sync(tables.create_all)

    async def job(work, table):
        rows = [{column.name: samples_of(column)[number] for column in table.c} for number in (0, 1)]
        blank = {column.name: None if column.nullable else samples_of(column)[0] for column in table.c}
        key = {
            column.name: next(value for kind, value in THIRD.items() if isinstance(stored_type(column.type), kind))
            for column in table.primary_key
            if not isinstance(column.type, Enum)
        }
        for row in [*rows, blank | key]:
            await work.insert(table, [row])
            own = {column.name: row[column.name] for column in table.primary_key}
            [found] = await work.select(table, own)
            for column, value in zip(table.c, found, strict=True):
                expected = as_read(row[column.name])
                assert value == expected, column
                assert type(value) is type(expected), column
                assert getattr(found, column.name) is value, column
                if isinstance(value, datetime):
                    assert value.utcoffset() == timedelta(0), column

    async with open_writer(empty_database_url) as writer:
        for table in tables.tables.values():
            await writer.run(lambda work, table=table: job(work, table))


async def test_columns_left_out_get_the_default_of_their_model(empty_database_url):
    tables = unbound(models.Table.metadata)
    async with engine_scope(empty_database_url) as engine, engine.begin() as connection:
        await connection.run_sync(tables.create_all)

    async def job(work, table):
        given = {
            column.name: samples_of(column)[0] for column in table.c if column.default is None and not column.nullable
        }
        await work.insert(table, [given])
        [found] = await work.select(table, {})
        for column in table.c:
            if column.name not in given:
                expected = None if column.default is None else as_read(column.default.arg)
                assert getattr(found, column.name) == expected, column

    async with open_writer(empty_database_url) as writer:
        for table in tables.tables.values():
            await writer.run(lambda work, table=table: job(work, table))


async def test_defaults_may_be_worked_out(writer):
    async def job(work):
        await work.insert(ITEM, [{"id": "a"}, {"id": "b"}])
        return sorted(map(tuple, await work.select(ITEM, {})))

    assert await writer.run(job) == [(each, "PLAIN", None, None, 0, [], date(2026, 2, 28)) for each in ("a", "b")]


async def test_conditions_are_equalities_and_none_is_null(writer):
    async def job(work):
        rows = [{"id": "a", "code": "1"}, {"id": "b", "code": None}, {"id": "c", "code": None}]
        await work.insert(ITEM, rows)
        changed = await work.update(ITEM, {"code": None, "kind": "PLAIN"}, {"count": 5})
        found = await work.select(ITEM, {"code": None, "count": 5}, ["count", "id"])
        cleared = await work.update(ITEM, {"id": "a"}, {"code": None, "since": date(2000, 1, 1)})
        missing = await work.update(ITEM, {"id": "z"}, {"count": 1}), await work.delete(ITEM, {"code": "1"})
        taken = await work.delete(ITEM, {"code": None, "since": date(2000, 1, 1)})
        raise Rollback((changed, sorted(map(tuple, found)), cleared, missing, taken, await work.delete(ITEM, {})))

    assert await writer.run(job) == (2, [(5, "b"), (5, "c")], 1, (0, 0), 1, 2)


async def test_rows_of_one_insert_have_the_same_columns(writer):
    async def job(work):
        await work.insert(ITEM, [{"id": "a", "code": "1"}, {"code": "2", "id": "b"}])
        await work.insert(ITEM, [])

    await writer.run(job)

    async def mixed(work):
        await work.insert(ITEM, [{"id": "c"}, {"id": "d", "code": "3"}])

    async def unknown(work):
        await work.insert(ITEM, [{"id": "c", "colour": "red"}])

    with pytest.raises(ValueError, match="not all rows for item have the same columns"):
        await writer.run(mixed)
    with pytest.raises(KeyError, match="colour"):
        await writer.run(unknown)
    assert await ids_in(writer) == {"a", "b"}


async def test_a_moment_without_a_zone_is_refused(empty_database_url):
    table = models.Table.metadata.tables["network"]
    async with engine_scope(empty_database_url) as engine, engine.begin() as connection:
        await connection.run_sync(table.create)

    async def job(work):
        given = {column.name: samples_of(column)[0] for column in table.c}
        await work.insert(table, [given | {"created_at": datetime(2026, 1, 1)}])  # noqa: DTZ001 - the point

    async with open_writer(empty_database_url) as writer:
        with pytest.raises(ValueError, match="timezone"):
            await writer.run(job)


async def test_many_rows_at_once(writer):
    async def job(work):
        await work.insert(ITEM, [{"id": str(number), "tags": [number]} for number in range(10_000)])
        return await work.select(ITEM, {"id": "9999"}, ["tags"])

    [(tags,)] = await writer.run(job)
    assert tags == [9999]
    assert len(await ids_in(writer)) == 10_000
    with pytest.raises(DuplicateError):
        await writer.run(adding("new", "5"))


async def test_as_many_rows_as_there_are_come_in_their_order(writer):
    """However many go into one statement: none is left out, and none is there twice."""
    total = 0

    async def job(work, count):
        rows = [{"id": f"{count}-{number}", "count": number, "tags": [number, "é"]} for number in range(count)]
        await work.insert(ITEM, rows)
        found = await work.select(ITEM, {}, ["id", "count", "tags"])
        return sorted((tuple(each) for each in found if each.id.startswith(f"{count}-")), key=lambda each: each[1])

    for count in (1, 49, 50, 51, 499, 500, 1_151):
        total += count
        assert await writer.run(lambda work, count=count: job(work, count)) == [
            (f"{count}-{number}", number, [number, "é"]) for number in range(count)
        ]
    assert len(await ids_in(writer)) == total


async def test_a_duplicate_among_many_rows_is_told_and_none_is_kept(writer):
    async def job(work):
        await work.insert(ITEM, [{"id": str(number % 599), "code": str(number)} for number in range(600)])

    with pytest.raises(DuplicateError) as raised:
        await writer.run(job)
    assert (raised.value.table, raised.value.columns) == ("item", ("id",))
    assert await ids_in(writer) == set()


async def test_many_rows_are_changed_and_taken_out_each_by_its_own(writer):
    async def job(work):
        await work.insert(ITEM, [{"id": str(number), "code": None} for number in range(6)])
        await work.update_all(
            ITEM,
            [
                ({"id": "0"}, {"count": 1}),
                ({"id": "1"}, {"count": 2}),
                ({"id": "2"}, {"code": "x", "tags": [1]}),
                ({"id": "3", "code": None}, {"count": 3}),
                ({"id": "nobody"}, {"count": 4}),
            ],
        )
        await work.delete_all(ITEM, [{"id": "4"}, {"id": "5", "code": None}, {"code": "none"}])
        return sorted(map(tuple, await work.select(ITEM, {}, ["id", "count", "code", "tags"])))

    assert await writer.run(job) == [("0", 1, None, []), ("1", 2, None, []), ("2", 0, "x", [1]), ("3", 3, None, [])]

    async def forbidden(work):
        await work.update_all(ITEM, [({"id": "0"}, {"count": 9}), ({"id": "1"}, {"count": -1})])

    with pytest.raises(ConstraintError):
        await writer.run(forbidden)
    assert await writer.run(lambda work: work.select(ITEM, {"count": 9})) == []
