"""Eligibility of networks to vote on cases: one statement, whether for one case, a page of cases, or all open ones."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, bindparam, exists, or_, select, union

from loaders.queries.lookup import Queryable
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.literals import literals
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
from models import STANDING_CLAIMS, WITH_A_VOICE, CaseKind, Deposited, Panel, PublicationState, Stage

ASKED = ("kind", "node_id", "question", "stage", "panel", "round", "owner_id", "account_id", "network_id")
"""The columns of a case that eligibility depends on."""


async def eligible_in_cases(reads: RowFetcher, cases: Sequence[str], today: date) -> list[Row]:
    """Return a row for each case and each network that may vote on it: it has a voice, and no part in the case.

    `sat` is true if the network voted in an earlier round of the case, and `said` if it voted in this round.
    """
    return await reads.fetch(_in_cases(reads.dialect), {"keys": cases, "person": "", "today": today})


async def eligible_among(
    reads: Queryable, networks: Collection[str], cases: Collection[str] | None, person: str | None, today: date
) -> list[Row]:
    """Return the eligibility of given networks in given cases (None: all open ones), for one account that would vote.

    `said_by_person` is true if the account `person` cast the network's vote in this round, and `spoken` if it voted
    for another network or as a steward.
    """
    values: dict[str, Any] = {"networks": sorted(networks), "person": person or "", "today": today}
    if cases is None:
        return await reads.fetch(_in_open_cases(reads.visibility.dialect), values)
    return await reads.fetch(_among_networks(reads.visibility.dialect), {**values, "keys": sorted(cases)})


async def networks_with_part(reads: RowFetcher, cases: Sequence[str], today: date) -> set[str]:
    """Return the ids of the networks that have a part in any of the cases, and so may not vote on it."""
    rows = await reads.fetch(_with_part(reads.dialect), {"keys": cases, "today": today})
    return {row.network_id for row in rows}


async def networks_of_spaces(reads: RowFetcher, spaces: Sequence[str], today: date) -> set[str]:
    """Return the ids of the networks that own the spaces, or of which the actors of the spaces are members today."""
    rows = await reads.fetch(_of_spaces(reads.dialect), {"keys": spaces, "today": today})
    return {row.network_id for row in rows}


@cache
def _in_cases(dialect: Dialect) -> Statement:
    return dialect.rows(_judging(dialect.is_in(CASE.c.id, "keys")), "ReviewCase")


@cache
def _among_networks(dialect: Dialect) -> Statement:
    return dialect.rows(_judging(dialect.is_in(CASE.c.id, "keys")).where(_bound(dialect)), "ReviewCase")


@cache
def _in_open_cases(dialect: Dialect) -> Statement:
    return dialect.rows(_judging(CASE.c.stage == Stage.OPEN).where(_bound(dialect)), "ReviewCase")


def _bound(dialect: Dialect) -> ColumnElement[bool]:
    return dialect.is_in(NETWORK.c.id, "networks")


@cache
def _with_part(dialect: Dialect) -> Statement:
    asked = _asked(dialect.is_in(CASE.c.id, "keys"))
    parties = _parties(asked, _concerned(asked))
    return dialect.rows(select(parties.c.network_id), "Network")


@cache
def _of_spaces(dialect: Dialect) -> Statement:
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
        .select_from(asked.join(NETWORK, NETWORK.c.role.in_(literals(WITH_A_VOICE))))
        .where(~exists().where(part.c.case_id == asked.c.id, part.c.network_id == NETWORK.c.id))
    )


def _asked(which: ColumnElement[bool]) -> CTE:
    return select(CASE.c.id, *(CASE.c[name] for name in ASKED)).where(which).cte("asked")


def _concerned(asked: CTE) -> CTE:
    """Select the spaces that each case concerns: the owner of its record, who opened it, rival claimants."""
    mine, other = CLAIM.alias(), CLAIM.alias()
    stand = and_(other.c.actor_id == mine.c.actor_id, other.c.state.in_(literals(STANDING_CLAIMS)))
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


def _parties(asked: CTE, concerned: CTE) -> CTE:
    """Select the networks that may not vote on each case: those that it concerns, and those with a concerned member.

    A membership counts if the network itself has recorded it, or if no space has. Otherwise somebody could record
    memberships to choose who judges.
    """
    answers = COLLECTION_NETWORK.c
    asking = select(asked.c.id.label("case_id"), asked.c.network_id).where(asked.c.network_id.is_not(None))
    answering = (
        select(asked.c.id, answers.network_id).join(COLLECTION_NETWORK, answers.collection_id == collection)
        for collection in (asked.c.node_id, asked.c.question)  # of duplicates, the question is the record that stays
    )
    before = select(asked.c.id, PARTY.c.network_id).join(PARTY, PARTY.c.case_id == asked.c.id)
    return union(asking, before, *answering, *_tied(concerned, concerned.c.case_id)).cte("parties")


def _tied(concerned: CTE, *shown: ColumnElement[Any]) -> Iterator[Select[Any]]:
    """Yield the selects of the networks that own the concerned spaces, or of which the actors of these are members."""
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
