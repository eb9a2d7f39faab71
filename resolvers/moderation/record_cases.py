"""The cases that edits of records open, open again with another question, or withdraw."""

from collections.abc import Collection, Mapping
from typing import Any

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE
from models import ON_APPEAL, CaseKind, Ground, Panel, PublicationState, SpaceRole, Stage
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.cases import (
    COLUMNS,
    CaseDraft,
    check_daily_limit,
    check_revision_limit,
    open_case,
    pending_case,
    reopen_round,
    withdraw_case,
)
from resolvers.moderation.takedowns import CONTENT_CASES
from resolvers.moderation.tally import check_undecided

Record = Mapping[str, Any]


class RecordCases:
    """The cases that edits of one type of record lead to, within one unit of work."""

    def __init__(self, use_case: UseCase, type_name: str) -> None:
        """Begin, within the unit of work of a use case."""
        self._use_case = use_case
        self._work = use_case.work
        self._viewer = use_case.viewer
        self._now = use_case.now
        self._type_name = type_name

    async def redacted_fields(self, record_id: str) -> set[str]:
        """The fields of a record that are hidden until a decision."""
        reported = {"node_id": record_id, "ground": Ground.PERSONAL_DATA}
        cases = await self._work.select(CASE, reported, ("stage", "question", "proposed"))
        return {case.question for case in cases if case.stage in PENDING and case.proposed is not None}

    async def propose(self, record: Record, changes: Mapping[str, Any], why: str | None) -> str:
        """The case on a change by its space, or on a suggestion by others, which asks that space first.

        One of the same side that waits already is asked about this instead.
        """
        own = self._viewer.has_role(record["space_id"], SpaceRole.EDITOR)
        kind = CaseKind.CHANGE if own else CaseKind.SUGGESTION
        about = "" if own else self._viewer.key
        case = await pending_case(self._work, record["id"], kind, about)
        panel = Panel.PARTNERS if own or record["space_id"] is None else Panel.OWNER
        if case is None and not own:
            await check_daily_limit(self._use_case, {kind})
        if case is not None and case.panel in ON_APPEAL:
            refuse(Conflict("CASE_PENDING", record["version"]))
        if case is not None and (case.proposed, case.text) == (changes, why):
            return str(case.id)  # which is what is asked already
        if case is not None:
            await self._check_undecided(case)
            if not own:
                check_revision_limit(self._now, case)
            values = {"proposed": changes, "version": record["version"], "text": why, "panel": panel}
            await reopen_round(self._work, self._now, case, values)
            return str(case.id)
        question = CaseDraft(kind, self._type_name, record, about, text=why, proposed=changes, panel=panel)
        return await open_case(self._use_case, question)

    async def open_submission(self, record: Record, *, rewritten: bool, handed_in: bool = False) -> None:
        """Open a review case for a submitted record, reopen it when it is rewritten, and close it when it is withdrawn.

        What is on appeal is judged as it was, and takes nothing new. What is approved, and waits for its space to be
        confirmed, is asked about again only if it says something else.
        """
        case = await pending_case(self._work, record["id"], CaseKind.SUBMISSION)
        if case is None:
            if record["state"] == PublicationState.SUBMITTED and (handed_in or rewritten):
                question = CaseDraft(CaseKind.SUBMISSION, self._type_name, record)
                await open_case(self._use_case, question)
            return
        if record["state"] != PublicationState.SUBMITTED:
            await self._check_undecided(case)
            await withdraw_case(self._work, self._now, case)
        elif rewritten and case.panel in ON_APPEAL:
            refuse(Conflict("ON_APPEAL"))
        elif rewritten:
            await self._check_undecided(case)
            await reopen_round(self._work, self._now, case, {"version": record["version"]})
        else:
            await self._work.update(CASE, {"id": case.id}, {"version": record["version"]})

    async def reopen_changed(
        self, record: Record, version: int, changes: Mapping[str, Any], *, concealed: str | None = None
    ) -> None:
        """Ask anew about changes of what is published, where it says something else than when they were proposed.

        `changes` has by field what the record said and what it says; what is as proposed needs no decision any more,
        but for what is hidden, or `concealed` just now: it may be shown again.
        """
        if record["state"] != PublicationState.PUBLISHED:
            return
        cases = (await self.content_cases([record["id"]])).get(record["id"])
        if not cases:
            return
        hidden = {concealed, *map(REVIEWABLE_TYPES[self._type_name].told_in, await self.redacted_fields(record["id"]))}
        for case in cases:
            proposed = {
                name: [changes[name][1] if name in changes else before, after]
                for name, (before, after) in case.proposed.items()
            }
            proposed = {name: each for name, each in proposed.items() if name in hidden or each[0] != each[1]}
            if proposed == case.proposed:
                continue
            await self._check_undecided(case)
            if proposed:
                term = _term(case) if case.kind == CaseKind.SUGGESTION or concealed is not None else {}
                await reopen_round(self._work, self._now, case, {"proposed": proposed, "version": version, **term})
            else:
                await withdraw_case(self._work, self._now, case)

    async def content_cases(self, record_ids: Collection[str]) -> dict[str, list[Row]]:
        """The cases under way on other content of records; on appeal, one is about what was decided, and stays so."""
        found: dict[str, list[Row]] = {}
        for case in await select_in(self._work, CASE, "node_id", record_ids, COLUMNS):
            if case.stage in PENDING and case.kind in CONTENT_CASES and case.panel not in ON_APPEAL:
                found.setdefault(case.node_id, []).append(case)
        return found

    async def withdraw_own_change(self, record: Record) -> None:
        """Ask no more about its space's own change of a record that is public no longer: it can be written as it is."""
        case = await pending_case(self._work, record["id"], CaseKind.CHANGE)
        if case is not None:
            await self._check_undecided(case)
            await withdraw_case(self._work, self._now, case)

    async def _check_undecided(self, case: Row) -> None:
        """Refuse people to pass over a decision; what carries one out gives way to none."""
        if self._viewer.is_authenticated:
            await check_undecided(self._work, case, self._now)


def _term(case: Row) -> dict[str, Any]:
    """Return the deadline that a case keeps though its record changes: edits and reports do not extend it.

    Nor does anybody take it from the stewards by one.
    """
    kept = {"stage": case.stage, "next_at": case.due_at} if case.stage == Stage.ESCALATED else {}
    return {"due_at": case.due_at, **kept}
