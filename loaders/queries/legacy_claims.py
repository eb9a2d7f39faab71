"""Finds claims that an earlier release left in a wrong state.

Once `resolvers/spaces/legacy_claim_repair.py` has run, nothing is found.
"""

from functools import cache

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, or_, select, union_all

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.literals import literals
from loaders.sql.statement import Statement
from loaders.tables import ACCOUNT, CASE, CLAIM, DECISION, MEMBER, SPACE, table_of
from models import CaseKind, ClaimState, Deposited, Stage, Verdict


async def approved_but_refused(reads: RowFetcher) -> list[str]:
    """Return the ids of the cases in which a claim was approved on appeal, but is still refused."""
    return await _ids(reads, _approved_but_refused(reads.dialect))


async def contested_by_nobody(reads: RowFetcher) -> list[str]:
    """Return the ids of the actors whose claims are contested, though no other claim is left to contest them."""
    return await _ids(reads, _contested_by_nobody(reads.dialect))


async def unnoticed_contests(reads: RowFetcher, pending: frozenset[str], held: frozenset[str]) -> list[str]:
    """Return the ids of the declared claims on a place for which an older claim, on another record of it, stands.

    A claim stands in a `pending` state; in a `held` state, it stands if its space has members.
    """
    return await _ids(reads, _unnoticed_contests(reads.dialect, pending, held))


async def spaces_without_claim(reads: RowFetcher, alive: frozenset[str]) -> list[str]:
    """Return the ids of unverified spaces of authorities without members that own a record in an `alive` state."""
    return await _ids(reads, _spaces_without_claim(reads.dialect, alive))


async def _ids(reads: RowFetcher, statement: Statement) -> list[str]:
    return [str(id_) for (id_,) in await reads.fetch(statement, {})]


def _in_space(actor_id: ColumnElement[str]) -> ColumnElement[bool]:
    """True if the space of an actor has members."""
    return exists().where(SPACE.c.actor_id == actor_id, MEMBER.c.space_id == SPACE.c.id)


@cache
def _approved_but_refused(dialect: Dialect) -> Statement:
    later = DECISION.alias()
    is_last = ~exists().where(later.c.case_id == CASE.c.id, later.c.round > DECISION.c.round)
    of_case = CASE.join(CLAIM, CLAIM.c.id == CASE.c.question).join(DECISION, DECISION.c.case_id == CASE.c.id)
    people = of_case.join(ACCOUNT, and_(ACCOUNT.c.id == CLAIM.c.account_id, ACCOUNT.c.erased_at.is_(None)))
    granted = CASE.c.kind == CaseKind.CLAIM, CASE.c.stage == Stage.DECIDED, DECISION.c.verdict == Verdict.APPROVED
    refused = CLAIM.c.state == ClaimState.REFUSED, CLAIM.c.settled_at < DECISION.c.created_at
    query = select(CASE.c.id).select_from(people)
    return dialect.rows(query.where(*granted, DECISION.c.hindered_by.is_(None), is_last, *refused), "ReviewCase")


@cache
def _contested_by_nobody(dialect: Dialect) -> Statement:
    other = CLAIM.alias()
    declared = exists().where(other.c.actor_id == CLAIM.c.actor_id, other.c.state == ClaimState.DECLARED)
    lonely = CLAIM.c.state == ClaimState.CONTESTED, ~declared, ~_in_space(CLAIM.c.actor_id)
    return dialect.rows(select(CLAIM.c.actor_id).where(*lonely).distinct(), "Claim")


@cache
def _unnoticed_contests(dialect: Dialect, pending: frozenset[str], held: frozenset[str]) -> Statement:
    older = CLAIM.alias()
    before = or_(
        older.c.created_at < CLAIM.c.created_at,
        and_(older.c.created_at == CLAIM.c.created_at, older.c.id < CLAIM.c.id),
    )
    stands = or_(
        older.c.state.in_(literals(pending)), and_(older.c.state.in_(literals(held)), _in_space(older.c.actor_id))
    )
    same = older.c.territory_id == CLAIM.c.territory_id, older.c.actor_id != CLAIM.c.actor_id
    query: Select[tuple[str]] = select(CLAIM.c.id).where(
        CLAIM.c.state == ClaimState.DECLARED, exists().where(*same, before, stands)
    )
    return dialect.rows(query.order_by(CLAIM.c.created_at, CLAIM.c.id), "Claim")


@cache
def _spaces_without_claim(dialect: Dialect, alive: frozenset[str]) -> Statement:
    people = exists().where(MEMBER.c.space_id == SPACE.c.id)
    query = select(SPACE.c.id).where(SPACE.c.verified_at.is_(None), ~people, SPACE.c.id.in_(_holding(alive)))
    return dialect.rows(query, "Space")


def _holding(alive: frozenset[str]) -> CompoundSelect[tuple[str]]:
    """Select the unverified spaces that own a record besides that of the authority itself.

    Each table is scanned once, as there may be many empty spaces.
    """
    space = SPACE.alias()
    unverified = space.c.actor_id.is_not(None), space.c.verified_at.is_(None)
    return union_all(
        *(
            select(each.c.space_id)
            .join(space, space.c.id == each.c.space_id)
            .where(*unverified, each.c.id != space.c.actor_id, each.c.state.in_(literals(alive)))
            for each in map(table_of, Deposited.__subclasses__())
        )
    )
