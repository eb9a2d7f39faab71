"""No statement stands deeper than SQLite's parser can follow, whoever asks: measured on that parser."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from loaders.sql.filters import AllOf, AnyOf, Comparison, Filter, Not, RelatedTo, Step
from loaders.sql.nesting import CONDITIONS, GUARDED
from loaders.sql.sqlite_dialect import SQLITE
from models import Table
from resolvers.core.entities import BROAD, CONTAINMENT
from schema.kit.criteria import CRITERIA, OnRelation
from schema.kit.filters import DEEPEST
from tests.schema.deep_fragments import LENSES, MOST, deepest, fits, relations, room_around, row_of, statements

ALONE = room_around("SELECT 1")
COMMON = re.compile(r"^WITH asked_of AS NOT MATERIALIZED \n\(.*?\)\n SELECT rows", re.DOTALL)
AS_SHORT_AS_CAN_BE = "WITH asked_of AS (SELECT id AS case_id FROM review_case) SELECT rows"
"""A statement's prefix, which is off the parser's stack by the time that the conditions are on it."""
BOUNDED = ALONE < MOST
"""True if the parser's stack is bounded: since SQLite 3.46, it is not."""


def test_conditions_under_which_rows_are_seen_take_what_is_said():
    """A statement that has nothing but them is as deep as they are."""
    taken: dict[str, int] = {}
    for table in Table.metadata.tables.values():
        rows = table.alias("rows")
        for visibility in LENSES:
            if conditions := visibility.visible(rows):
                query = rows.select().with_only_columns(next(iter(rows.c))).where(*conditions)
                room = room_around(COMMON.sub(AS_SHORT_AS_CAN_BE, str(query.compile(dialect=SQLITE.compiling))))
                taken[table.name] = max(taken.get(table.name, 0), ALONE - room)
    assert {name: entries for name, entries in taken.items() if entries > CONDITIONS} == (GUARDED if BOUNDED else {})


@pytest.mark.parametrize("type_name", sorted(relations()))
def test_texts_as_deep_as_may_be_leave_room(type_name):
    random = Random(type_name)  # noqa: S311
    found = [deepest(random, type_name) for _ in range(6)]
    assert any(part is not None for _, part in found)
    for owner, part in found:
        for statement in statements(random.choice(LENSES), owner, part):
            assert fits(statement), (owner, part)


@pytest.mark.parametrize("type_name", sorted(name.removesuffix("Filter") for name in CRITERIA))
def test_filters_as_deep_as_may_be_leave_room(type_name):
    random = Random(type_name)  # noqa: S311
    for form in ("and", "or", "not", "any"):
        condition = nested(random, list(leaves(type_name)), form, DEEPEST)
        for statement in statements(random.choice(LENSES), type_name, row_of(type_name, None), condition):
            assert fits(statement), condition


def test_as_many_broad_conditions_as_may_be_leave_room():
    """Each is looked for among the rows of a narrow one, which must not take them one into the other without end."""
    narrow, broad = (
        next(each for each in leaves("Project") if isinstance(each, RelatedTo) and each.broad is how)
        for how in (False, True)
    )
    for statement in statements(LENSES[4], "Project", None, AllOf((narrow, *[broad] * 49))):
        assert fits(statement)


def leaves(type_name: str) -> Iterator[Filter]:
    """Single conditions: one on a column, and every one on a relation."""
    yield Comparison("id", "notIn", [])
    for criterion in CRITERIA[f"{type_name}Filter"].values():
        if isinstance(criterion, OnRelation):
            for path in paths(criterion):
                yield RelatedTo(criterion.column, path, [], criterion.type_name in BROAD)


def paths(criterion: OnRelation) -> list[tuple[Step, ...]]:
    inside = CONTAINMENT.get(criterion.type_name)
    return [criterion.path, *([(inside, *criterion.path)] if inside else [])]


def nested(random: Random, known: list[Filter], form: str, levels: int) -> Filter:
    """A filter of so many levels, each with a condition of its own."""
    if levels == 1:
        return AllOf((random.choice(known),))
    within = nested(random, known, form, levels - 1)
    match random.choice(("and", "or", "not")) if form == "any" else form:
        case "and":
            return AllOf((random.choice(known), within))
        case "or":
            return AllOf((random.choice(known), AnyOf((random.choice(known), within))))
        case _:
            return AllOf((random.choice(known), Not(within)))
