"""Finds what an earlier release has left of claims: nothing, once `resolvers/spaces/legacy_claim_repair.py` ran."""

from functools import cache

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, or_, select, union_all

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Statement
from loaders.tables import ACCOUNT, CASE, CLAIM, DECISION, MEMBER, SPACE, table_of
from models import CaseKind, ClaimState, Deposited, Stage, Verdict


async def approved_but_refused(reads: RowFetcher) -> list[str]:
    """The cases in which a claim was approved on appeal, and stayed refused all the same."""
    return await _ids(reads, _approved_but_refused(reads.dialect))


async def contested_by_nobody(reads: RowFetcher) -> list[str]:
    """The actors of which claims are contested, and by nobody."""
    return await _ids(reads, _contested_by_nobody(reads.dialect))


async def unnoticed_contests(reads: RowFetcher, pending: frozenset[str], held: frozenset[str]) -> list[str]:
    """Return the uncontested claims for which an older claim on another record of the same place is open.

    Those stand that are in a `pending` state, and those in a `held` one in whose space somebody is.
    """
    return await _ids(reads, _unnoticed_contests(reads.dialect, pending, held))


async def spaces_without_claim(reads: RowFetcher, alive: frozenset[str]) -> list[str]:
    """The spaces of authorities that hold something `alive`, with nobody in them, and nobody ever confirmed there."""
    return await _ids(reads, _spaces_without_claim(reads.dialect, alive))


async def _ids(reads: RowFetcher, statement: Statement) -> list[str]:
    return [str(id_) for (id_,) in await reads.fetch(statement, {})]


def _in_space(actor_id: ColumnElement[str]) -> ColumnElement[bool]:
    """True if anybody is in the space of an actor."""
    return exists().where(SPACE.c.actor_id == actor_id, MEMBER.c.space_id == SPACE.c.id)


def _one_of(column: ColumnElement[str], values: frozenset[str]) -> ColumnElement[bool]:
    return or_(*(column == each for each in sorted(values)))


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
    stands = or_(_one_of(older.c.state, pending), and_(_one_of(older.c.state, held), _in_space(older.c.actor_id)))
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
    """The unverified spaces that hold more than an authority's own record, which is not theirs who act for it.

    Each table is looked through once: there may be many emptied spaces.
    """
    space = SPACE.alias()
    unverified = space.c.actor_id.is_not(None), space.c.verified_at.is_(None)
    return union_all(
        *(
            select(each.c.space_id)
            .join(space, space.c.id == each.c.space_id)
            .where(*unverified, each.c.id != space.c.actor_id, _one_of(each.c.state, alive))
            for each in map(table_of, Deposited.__subclasses__())
        )
    )
