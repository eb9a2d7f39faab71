"""Eligibility of networks to vote on cases: one statement for one case, a page of them, or all open ones."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, bindparam, exists, or_, select, union

from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import (
    CASE,
    CLAIM,
    COLLECTION_NETWORK,
    DECISION,
    MEMBER,
    MEMBERSHIP,
    NETWORK,
    PARTY,
    SPACE,
    VOTE,
    table_of,
)
from loaders.unit_of_work import UnitOfWork
from models import STANDING_CLAIMS, WITH_A_VOICE, CaseKind, Deposited, Panel, PublicationState, Stage
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.viewer import Viewer
from resolvers.moderation.conflict_of_interest import is_party

ASKED = ("kind", "node_id", "question", "stage", "panel", "round", "owner_id", "account_id", "network_id")
"""The columns read of a case."""


async def eligible_networks(work: UnitOfWork, now: datetime, case_id: str) -> list[Row]:
    """The networks with a voice and without a part in a case, whether each `sat` in it before, and `said` something."""
    return await work.fetch(eligibility_of_cases(work.dialect), {"keys": [case_id], "person": "", "today": now.date()})


async def check_eligible(work: UnitOfWork, now: datetime, case: Row, network_id: str) -> None:
    """Refuse a network that does not judge the present round of a case, with the reason."""
    if case.panel == Panel.OWNER:
        refuse(NotPermitted("OWNER_FIRST"))
    judge = next((row for row in await eligible_networks(work, now, case.id) if row.network_id == network_id), None)
    if judge is None:
        refuse(NotPermitted("CONFLICT_OF_INTEREST"))
    if not panel_includes(case.panel, judge):
        refuse(NotPermitted("SAT_BEFORE"))


async def conflicted_networks(work: UnitOfWork, now: datetime, case_id: str) -> set[str]:
    """The networks that may not judge a case: whose it is, and those of which those are members whose it is."""
    rows = await work.fetch(_of_parties(work.dialect), {"keys": [case_id], "today": now.date()})
    return {row.network_id for row in rows}


async def networks_with_interest(work: UnitOfWork, now: datetime, space_id: str | None) -> set[str]:
    """The networks that do not judge what is a space's: its own, and those of which it is a member."""
    rows = await work.fetch(_of_space(work.dialect), {"keys": [space_id] if space_id else [], "today": now.date()})
    return {row.network_id for row in rows}


def awaits_vote(viewer: Viewer, row: Row, *, blind: bool) -> bool:
    """True if a case waits for a network of the viewer's, by a row of the statements below.

    Who is `blind` to what their colleagues say knows only whether they have spoken themselves.
    """
    said = row.said_by_person if blind else row.said
    return not said and not row.spoken and not viewer.steward and is_eligible(viewer, row)


def is_eligible(viewer: Viewer, row: Row) -> bool:
    """True if one of the viewer's networks may vote on the open case, whether it has voted or not."""
    mine = row.stage == Stage.OPEN and row.network_id in viewer.voices
    return mine and not is_party(viewer, row, row.asking_id) and panel_includes(row.panel, row)


def panel_includes(panel: str, judge: Row) -> bool:
    """True if a panel includes a network that may vote on the case."""
    return panel != Panel.OWNER and not (panel == Panel.FRESH and judge.sat)


@cache
def eligibility_of_cases(dialect: Dialect) -> Statement:
    """Gives a row for each case bound in `keys` and network that may judge it; `today` is the date.

    `spoken` tells whether the account that is bound as `person` has spoken already in another name, and
    `said_by_person`, whether it has in the network's.
    """
    return dialect.rows(_judging(dialect.is_in(CASE.c.id, "keys")), "ReviewCase")


@cache
def eligibility_of_networks(dialect: Dialect) -> Statement:
    """The same, for the networks bound in `networks` alone."""
    return dialect.rows(_judging(dialect.is_in(CASE.c.id, "keys")).where(_bound(dialect)), "ReviewCase")


@cache
def eligibility_in_open_cases(dialect: Dialect) -> Statement:
    """Gives a row for each case that is open and network bound in `networks` that may judge it; `today` is the date."""
    return dialect.rows(_judging(CASE.c.stage == Stage.OPEN).where(_bound(dialect)), "ReviewCase")


def _bound(dialect: Dialect) -> ColumnElement[bool]:
    return dialect.is_in(NETWORK.c.id, "networks")


@cache
def _of_parties(dialect: Dialect) -> Statement:
    """Gives the networks that have a part in the cases bound in `keys`; `today` is the date."""
    asked = _asked(dialect.is_in(CASE.c.id, "keys"))
    parties = _parties(asked, _concerned(asked))
    return dialect.rows(select(parties.c.network_id), "Network")


@cache
def _of_space(dialect: Dialect) -> Statement:
    """Gives the networks that are tied to the spaces bound in `keys`; `today` is the date."""
    spaces = select(SPACE.c.id.label("space_id")).where(dialect.is_in(SPACE.c.id, "keys")).cte("concerned")
    return dialect.rows(union(*_tied(spaces)), "Network")


def _judging(which: ColumnElement[bool]) -> Select[Any]:
    asked = _asked(which)
    part = _parties(asked, _concerned(asked))
    voted = VOTE.c.case_id == asked.c.id, VOTE.c.network_id == NETWORK.c.id
    decided = exists().where(DECISION.c.case_id == VOTE.c.case_id, DECISION.c.round == VOTE.c.round).correlate(VOTE)
    this_round = or_(VOTE.c.round == asked.c.round, and_(asked.c.panel == Panel.FRESH, decided))
    said = *voted, VOTE.c.round == asked.c.round
    another = or_(VOTE.c.network_id.is_(None), VOTE.c.network_id != NETWORK.c.id)
    person = bindparam("person", type_=VOTE.c.account_id.type)
    elsewhere = VOTE.c.case_id == asked.c.id, VOTE.c.account_id == person, this_round, another
    shown = (asked.c[name] for name in ("stage", "panel", "owner_id", "account_id"))
    return (
        select(
            asked.c.id.label("case_id"),
            NETWORK.c.id.label("network_id"),
            exists().where(*voted, decided).correlate(asked, NETWORK).label("sat"),
            exists().where(*said).correlate(asked, NETWORK).label("said"),
            exists().where(*said, VOTE.c.account_id == person).correlate(asked, NETWORK).label("said_by_person"),
            exists().where(*elsewhere).correlate(asked, NETWORK).label("spoken"),
            asked.c.network_id.label("asking_id"),
            *shown,
        )
        .select_from(asked.join(NETWORK, _one_of(NETWORK.c.role, WITH_A_VOICE)))
        .where(~exists().where(part.c.case_id == asked.c.id, part.c.network_id == NETWORK.c.id))
    )


def _asked(which: ColumnElement[bool]) -> CTE:
    return select(CASE.c.id, *(CASE.c[name] for name in ASKED)).where(which).cte("asked")


def _concerned(asked: CTE) -> CTE:
    """The spaces whose question or records a case is, by its id."""
    mine, other = CLAIM.alias(), CLAIM.alias()
    stand = and_(other.c.actor_id == mine.c.actor_id, _one_of(other.c.state, sorted(STANDING_CLAIMS)))
    rivals = asked.join(mine, mine.c.id == asked.c.question).join(other, stand)
    return union(
        select(asked.c.id.label("case_id"), asked.c.owner_id.label("space_id")).where(asked.c.owner_id.is_not(None)),
        select(asked.c.id, MEMBER.c.space_id).join(MEMBER, MEMBER.c.account_id == asked.c.account_id),
        select(asked.c.id, MEMBER.c.space_id)
        .select_from(rivals.join(MEMBER, MEMBER.c.account_id == other.c.account_id))
        .where(asked.c.kind == CaseKind.CLAIM),
        *(
            select(asked.c.id, stays.c.space_id)
            .join(stays, stays.c.id == asked.c.question)
            .where(asked.c.kind == CaseKind.DUPLICATE, stays.c.space_id.is_not(None))
            for stays in map(table_of, Deposited.__subclasses__())
        ),
    ).cte("concerned")


def _one_of(column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(column == each for each in values))


def _parties(asked: CTE, concerned: CTE) -> CTE:
    """The networks that may not judge a case: whose it is, and of which those are members whose it is.

    Memberships count that the network itself has said, or nobody: no one chooses judges, their own or another's.
    """
    answers = COLLECTION_NETWORK.c
    asking = select(asked.c.id.label("case_id"), asked.c.network_id).where(asked.c.network_id.is_not(None))
    answering = (
        select(asked.c.id, answers.network_id).join(COLLECTION_NETWORK, answers.collection_id == collection)
        for collection in (asked.c.node_id, asked.c.question)  # the one that stays beside a duplicate, too
    )
    before = select(asked.c.id, PARTY.c.network_id).join(PARTY, PARTY.c.case_id == asked.c.id)
    return union(asking, before, *answering, *_tied(concerned, concerned.c.case_id)).cte("parties")


def _tied(concerned: CTE, *shown: ColumnElement[Any]) -> Iterator[Select[Any]]:
    """The networks whose spaces these are, and those of which those are members whose they are."""
    spaces = concerned.join(SPACE, SPACE.c.id == concerned.c.space_id)
    today = bindparam("today", type_=MEMBERSHIP.c.until.type)
    its_own = SPACE.alias()
    said_by_it = its_own.c.id == MEMBERSHIP.c.space_id, its_own.c.network_id == MEMBERSHIP.c.network_id
    yield select(*shown, SPACE.c.network_id).select_from(spaces).where(SPACE.c.network_id.is_not(None))
    yield (
        select(*shown, MEMBERSHIP.c.network_id)
        .select_from(spaces.join(MEMBERSHIP, MEMBERSHIP.c.member_id == SPACE.c.actor_id))
        .where(
            MEMBERSHIP.c.network_id.is_not(None),
            MEMBERSHIP.c.state == PublicationState.PUBLISHED,
            or_(MEMBERSHIP.c.until.is_(None), MEMBERSHIP.c.until >= today),
            or_(MEMBERSHIP.c.space_id.is_(None), exists().where(*said_by_it)),
        )
    )
