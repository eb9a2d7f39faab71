"""The review cases that the viewer's networks can vote on: those whose round is open and whose panel they are in.

It stands in front of a statement, as a common table, so that conditions that look into it stay as shallow as others.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, exists, not_, or_, select, union_all

from loaders.sql.dialect import Dialect
from loaders.sql.literals import literal
from loaders.tables import CASE, DECISION, NETWORK, PARTY, REPORT, RIVAL, SPACE, VOTE
from models import (
    CaseKind,
    Panel,
    Stage,
)

OWN_PARAMETER = "own__"
"""The name under which statements bind the ids of what is the viewer's: their spaces, and themselves."""
NETWORKS_PARAMETER = "voices__"
"""The name under which they bind the networks with a voice for which the viewer acts."""
CONCERNED_COLUMNS = ("account_id", "hidden_by", "owner_id")
"""The columns of a case that lead to whom it concerns: those judge it for no network."""


@lru_cache
def cases_to_review(dialect: Dialect, *, own: bool) -> CTE:
    """A row for each record that the viewer judges (`node_id`), with the case; of a duplicate, for the one that stays.

    `own` says whether what is the viewer's is bound: whom a case concerns judges it for no network.
    """
    judged = _judged(dialect, own=own)
    about = judged.add_columns(CASE.c.id.label("case_id"), CASE.c.node_id, CASE.c.type_name)
    stays = judged.add_columns(CASE.c.id, CASE.c.question, CASE.c.type_name)
    stays = stays.where(CASE.c.kind == literal(CaseKind.DUPLICATE))
    # Looked into by its keys, and never written down as a whole.
    return union_all(about, stays).cte("asked_of").prefix_with("NOT MATERIALIZED")


def _judged(dialect: Dialect, *, own: bool) -> Select[Any]:
    """The cases that a network of the viewer's judges in the round that is open, with nothing shown of them."""
    is_open = CASE.c.stage.in_([literal(Stage.OPEN), literal(Stage.ESCALATED)]), CASE.c.stage == literal(Stage.OPEN)
    # The first of these is that of an index of what is pending, in its very words.
    concerned = [*(_is_null_or(CASE.c[each], dialect) for each in CONCERNED_COLUMNS), not_(_is_theirs(dialect))]
    return (
        select()
        .select_from(CASE.join(NETWORK, dialect.is_in(NETWORK.c.id, NETWORKS_PARAMETER)))
        .where(
            *is_open,
            CASE.c.panel != literal(Panel.OWNER),
            *(concerned if own else ()),
            not_(_has_part()),
            or_(_is_new(), _sits()),
        )
    )


def _is_null_or(column: ColumnElement[Any], dialect: Dialect) -> ColumnElement[bool]:
    """Test that a column is null or points to nothing of the viewer's."""
    return or_(column.is_(None), not_(dialect.is_in(column, OWN_PARAMETER)))


def _is_theirs(dialect: Dialect) -> ColumnElement[bool]:
    """True if a case is against the viewer, or they report the same, or a network opened it in whose space they are."""
    against = exists().where(RIVAL.c.case_id == CASE.c.id, dialect.is_in(RIVAL.c.account_id, OWN_PARAMETER))
    opened = exists().where(SPACE.c.network_id == CASE.c.network_id, dialect.is_in(SPACE.c.id, OWN_PARAMETER))
    theirs = or_(dialect.is_in(REPORT.c.account_id, OWN_PARAMETER), dialect.is_in(REPORT.c.network_id, OWN_PARAMETER))
    return or_(against, opened, exists().where(REPORT.c.case_id == CASE.c.id, theirs))


def _has_part() -> ColumnElement[bool]:
    """Test that a network has a conflict of interest since the case or its round was opened, or owns the record now."""
    party = exists().where(PARTY.c.case_id == CASE.c.id, PARTY.c.network_id == NETWORK.c.id)
    return or_(party, exists().where(SPACE.c.id == CASE.c.owner_id, SPACE.c.network_id == NETWORK.c.id))


def _sits() -> ColumnElement[bool]:
    """Test that networks of the previous round's panel may vote again."""
    return CASE.c.panel != literal(Panel.FRESH)


def _is_new() -> ColumnElement[bool]:
    """Test that a network was not on the panel of any round that was decided."""
    same_round = and_(DECISION.c.case_id == VOTE.c.case_id, DECISION.c.round == VOTE.c.round)
    return not_(exists().where(VOTE.c.case_id == CASE.c.id, VOTE.c.network_id == NETWORK.c.id, same_round))
