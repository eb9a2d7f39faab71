"""Review cases opened, opened again for another version, and taken back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from loaders.statement import Row
from loaders.transactions import Work
from models import CaseKind, Ground, Panel, ReviewCase, Stage, ids
from models.personal import blank
from resolvers.moderation.judging import parties_of
from resolvers.moderation.policies import COLUMNS as POLICY_COLUMNS
from resolvers.moderation.policies import POLICY, policy_in_force, terms_of
from resolvers.moderation.stages import PENDING
from resolvers.moderation.tables import CASE, PARTY
from resolvers.refusals import Conflict, RateLimited, refuse
from resolvers.viewer import Viewer

COLUMNS = tuple(CASE.c.keys())
DAY = timedelta(days=1)
MOST = 20
"""Reports of one account or network a day, and suggestions."""
REVISED_AFTER = timedelta(minutes=10)
"""How long something stays as it is that others have just been asked about."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, of which record."""

    kind: CaseKind
    type_name: str
    record: Mapping[str, Any]
    """As it stands: its id, its version, and the space whose it is."""
    about: str = ""
    """What keeps two cases of one kind on one record apart."""
    field: str = ""
    """The only part of the record that it is about, as the journal calls it, if there is one."""
    ground: Ground | None = None
    text: str | None = None
    proposed: Mapping[str, Any] | None = None
    panel: Panel = Panel.PARTNERS


async def check_pace(work: Work, viewer: Viewer, now: datetime, kinds: Collection[CaseKind]) -> None:
    """Refuse who has opened many cases of some kinds today: others have to look at each."""
    who = {"account_id": viewer.account_id} if viewer.account_id else {"network_id": viewer.network_id}
    rows = await work.select(CASE, who, ("kind", "created_at"))
    today = [row for row in rows if row.kind in kinds and now - row.created_at < DAY]
    if len(today) >= MOST:
        refuse(RateLimited(int((min(row.created_at for row in today) + DAY - now).total_seconds())))


def check_revises(now: datetime, case: Row) -> None:
    """Refuse to have a case say something else again and again."""
    if now - case.opened_at < REVISED_AFTER:
        refuse(RateLimited(int((case.opened_at + REVISED_AFTER - now).total_seconds())))


async def open_case(work: Work, viewer: Viewer, now: datetime, question: Question) -> str:
    """A new case; its id. Refuses where the same is being asked already."""
    record = question.record
    if await pending_case(work, record["id"], question.kind, question.about):
        refuse(Conflict("CASE_PENDING", record["version"]))
    policy = await policy_in_force(work, now, question.kind, question.type_name)
    case_id = ids.new(ReviewCase.prefix)
    row = {
        "id": case_id,
        "created_at": now,
        "kind": question.kind,
        "node_id": record["id"],
        "type_name": question.type_name,
        "version": record["version"],
        "question": question.about,
        "ground": question.ground,
        "text": question.text,
        "proposed": question.proposed,
        "round": 1,
        "panel": question.panel,
        "policy_id": policy.id,
        "owner_id": record["space_id"],
        "account_id": viewer.account_id,
        "network_id": viewer.network_id,
        **begun(policy, now),
    }
    await work.insert(CASE, [row])
    # Who has a part in it now has one for good: nobody steps out to judge.
    if parties := await parties_of(work, now, case_id):
        await work.insert(PARTY, [{"case_id": case_id, "network_id": each} for each in sorted(parties)])
    return case_id


def begun(policy: Row, now: datetime) -> dict[str, Any]:
    """The columns of a case whose round begins now."""
    terms = terms_of(policy)
    return {
        "stage": Stage.OPEN,
        "opened_at": now,
        "next_at": now + terms.open_for,
        "due_at": now + terms.due_after,
        "updated_at": now,
        "held_by": None,
        "held_until": None,
    }


async def pending_case(work: Work, node_id: str, kind: CaseKind, about: str = "") -> Row | None:
    """The case that asks this and is not decided."""
    rows = await work.select(CASE, {"node_id": node_id, "kind": kind, "question": about}, COLUMNS)
    return next((row for row in rows if row.stage in PENDING), None)


async def ask_anew(work: Work, now: datetime, case: Row, values: Mapping[str, Any]) -> None:
    """Have a case be about something else than before: what was voted counts for nothing, and time begins anew."""
    (policy,) = await work.select(POLICY, {"id": case.policy_id}, POLICY_COLUMNS)
    again = {**begun(policy, now), "round": case.round + 1, **values}
    await work.update(CASE, {"id": case.id}, again)


async def take_back(work: Work, now: datetime, case: Row) -> None:
    """End a case that nobody needs to decide any more."""
    ended = {"stage": Stage.WITHDRAWN, "next_at": None, "updated_at": now}
    await work.update(CASE, {"id": case.id}, ended)


async def forget_cases(work: Work, now: datetime, record_id: str) -> None:
    """Leave nothing of what cases say of a record that is erased, and nothing to decide about it."""
    for case in await work.select(CASE, {"node_id": record_id}, ("id", "stage")):
        if case.stage in PENDING:
            await take_back(work, now, case)
    await work.update(CASE, {"node_id": record_id}, blank(CASE))


async def forget_proposed(work: Work, now: datetime, case: Row, field: str) -> None:
    """Leave nothing in the other cases of what one has hidden for good; a pending one keeps what is to replace it."""
    (hidden, _) = case.proposed[field]
    for other in await work.select(CASE, {"node_id": case.node_id}, COLUMNS):
        if other.id == case.id or field not in (other.proposed or {}):
            continue
        if other.stage in PENDING and other.proposed[field][1] != hidden:
            continue  # what it was is hidden there since it is in the record
        left = {name: each for name, each in other.proposed.items() if name != field}
        await work.update(CASE, {"id": other.id}, {"proposed": left})
        if other.stage in PENDING and not left:
            await take_back(work, now, other)
