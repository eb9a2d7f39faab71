"""Where editing meets moderation: what a space does at once, and what the partners are asked about first."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import models
from loaders.statement import Row
from loaders.transactions import Work
from models import ON_APPEAL, CaseKind, Ground, Panel, PublicationState, SpaceRole, Verdict
from resolvers.editing.editable import JUDGED, table_of
from resolvers.editing.journal import written_fields
from resolvers.moderation.counting import check_undecided
from resolvers.moderation.opening import (
    COLUMNS,
    Question,
    ask_anew,
    check_pace,
    check_revises,
    open_case,
    pending_case,
    take_back,
)
from resolvers.moderation.policies import needs_no_case
from resolvers.moderation.stages import PENDING
from resolvers.moderation.tables import CASE, DECISION
from resolvers.refusals import Conflict, NotPermitted, refuse
from resolvers.viewer import Viewer

CHANGE = table_of(models.Change)
SPACE = table_of(models.Space)
TAKING_DOWN = frozenset({CaseKind.REPORT, CaseKind.DUPLICATE})
"""The cases on whether something stays."""
PROPOSING = frozenset({CaseKind.CHANGE, CaseKind.SUGGESTION})
"""The cases on other content of a record."""
Record = Mapping[str, Any]


class Gate:
    """What of one type of record goes through moderation, within one unit of work."""

    def __init__(self, work: Work, viewer: Viewer, now: datetime, type_name: str) -> None:
        """Stand between a viewer and what is published."""
        self._work = work
        self._viewer = viewer
        self._now = now
        self._type_name = type_name

    async def check_publishes(self, record: Record) -> None:
        """Refuse to publish for a space that was not verified, and what the partners decide, or asked to change."""
        if self._viewer.steward:
            return
        space_id = record["space_id"]
        await self._check_verified(space_id)
        if not await needs_no_case(self._work, self._now, CaseKind.SUBMISSION, self._type_name, space_id):
            refuse(NotPermitted("DECIDED_TOGETHER"))
        await self.check_revised(record)

    async def check_revised(self, record: Record) -> None:
        """Refuse to show again what the partners sent back, as long as it says the same."""
        last = await self._last_decisions(record["id"], {CaseKind.REPORT})
        since = max((row.created_at for row in last if row.verdict == Verdict.CHANGES_REQUESTED), default=None)
        if since is None:
            return
        changes = await self._work.select(CHANGE, {"node_id": record["id"]}, ("kind", "created_at", "fields"))
        if not any(row.created_at > since and written_fields(row) for row in changes):
            refuse(Conflict("CHANGES_REQUESTED", record["version"]))

    async def check_restores(self, record: Record, state: PublicationState) -> None:
        """Refuse to show again what the partners took down, and anything for a space that was not verified."""
        if self._viewer.steward:
            return
        if state is PublicationState.PUBLISHED:
            await self._check_verified(record["space_id"])
            await self.check_revised(record)
        if await self._was_taken_down(record["id"]):
            refuse(NotPermitted("TAKEN_DOWN_TOGETHER"))

    async def _check_verified(self, space_id: str | None) -> None:
        rows = await self._work.select(SPACE, {"id": space_id}, ("verified_at",))
        if not rows or rows[0].verified_at is None:
            refuse(NotPermitted("SPACE_NOT_VERIFIED"))

    async def _was_taken_down(self, record_id: str) -> bool:
        """Whether the last word on a report of a record, or on its being a duplicate, is that it goes.

        What was personal went from a field of it, and the record stayed.
        """
        of_fields = {"node_id": record_id, "ground": Ground.PERSONAL_DATA}
        of_fields_alone = {row.id for row in await self._work.select(CASE, of_fields, ("id",))}
        last = await self._last_decisions(record_id, TAKING_DOWN)
        return any(row.verdict == Verdict.APPROVED for row in last if row.case_id not in of_fields_alone)

    async def _last_decisions(self, record_id: str, kinds: Collection[CaseKind]) -> Collection[Row]:
        """The last decision of each case of some kinds on a record."""
        columns = ("kind", "case_id", "round", "verdict", "created_at")
        decisions = await self._work.select(DECISION, {"node_id": record_id}, columns)
        ordered = sorted((row for row in decisions if row.kind in kinds), key=lambda row: row.round)
        return {row.case_id: row for row in ordered}.values()

    async def keeps(self, record: Record) -> bool:
        """Whether a change waits for the partners, so that what is published stays as it is."""
        if self._viewer.steward or record["state"] != PublicationState.PUBLISHED:
            return False
        return not await needs_no_case(self._work, self._now, CaseKind.CHANGE, self._type_name, record["space_id"])

    async def check_shown(self, record: Record, fields: Collection[str]) -> None:
        """Refuse to write what is hidden until a decision: that would show it again, and the decision replace it."""
        hidden = await self.hidden(record["id"]) if fields else set()
        if not {JUDGED[self._type_name].told_in(each) for each in hidden}.isdisjoint(fields):
            refuse(Conflict("FIELD_HIDDEN", record["version"]))

    async def hidden(self, record_id: str) -> set[str]:
        """The fields of a record that are hidden until a decision."""
        reported = {"node_id": record_id, "ground": Ground.PERSONAL_DATA}
        cases = await self._work.select(CASE, reported, ("stage", "question"))
        return {case.question for case in cases if case.stage in PENDING}

    async def renew(self, record: Record, version: int, changes: Mapping[str, Any]) -> None:
        """Ask anew about changes of what is published, where it says something else than when they were proposed.

        `changes` has by field what the record said and what it says; what is as proposed needs no decision any more.
        """
        if record["state"] != PublicationState.PUBLISHED:
            return
        for case in await self._work.select(CASE, {"node_id": record["id"]}, COLUMNS):
            if case.stage not in PENDING or case.kind not in PROPOSING or changes.keys().isdisjoint(case.proposed):
                continue
            if case.panel in ON_APPEAL:  # it is about what was decided, whatever is said by now
                continue
            proposed = {
                name: [changes[name][1] if name in changes else before, after]
                for name, (before, after) in case.proposed.items()
            }
            proposed = {name: each for name, each in proposed.items() if each[0] != each[1]}
            await self._check_undecided(case)
            if proposed:
                await ask_anew(self._work, self._now, case, {"proposed": proposed, "version": version})
            else:
                await take_back(self._work, self._now, case)

    async def _check_undecided(self, case: Row) -> None:
        """Refuse people to pass over a decision; what carries one out gives way to none."""
        if self._viewer.known:
            await check_undecided(self._work, case, self._now)

    def check_suggests(self, record: Record) -> None:
        """Refuse suggestions about what is not public, and by who may change it."""
        if not self._viewer.known:
            refuse(NotPermitted("UNAUTHENTICATED"))
        if self._viewer.has_role(record["space_id"], SpaceRole.EDITOR):
            refuse(Conflict("OWN_RECORD", record["version"]))
        if record["state"] != PublicationState.PUBLISHED:
            refuse(Conflict(f"IS_{record['state']}", record["version"]))

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
            await check_pace(self._work, self._viewer, self._now, {kind})
        if case is not None and case.panel in ON_APPEAL:
            refuse(Conflict("CASE_PENDING", record["version"]))
        if case is not None and (case.proposed, case.text) == (changes, why):
            return str(case.id)  # which is what is asked already
        if case is not None:
            await self._check_undecided(case)
            if not own:
                check_revises(self._now, case)
            values = {"proposed": changes, "version": record["version"], "text": why, "panel": panel}
            await ask_anew(self._work, self._now, case, values)
            return str(case.id)
        question = Question(kind, self._type_name, record, about, text=why, proposed=changes, panel=panel)
        return await open_case(self._work, self._viewer, self._now, question)

    async def follow(self, record: Record) -> None:
        """Have the partners asked about what was handed in, anew when it changes, and no more when it is taken back."""
        case = await pending_case(self._work, record["id"], CaseKind.SUBMISSION)
        if case is not None:
            await self._check_undecided(case)
        if record["state"] != PublicationState.SUBMITTED:
            if case is not None:
                await take_back(self._work, self._now, case)
        elif case is not None and case.opened_at == self._now:  # an appeal, which begins a round itself
            await self._work.update(CASE, {"id": case.id}, {"version": record["version"]})
        elif case is not None:
            await ask_anew(self._work, self._now, case, {"version": record["version"]})
        else:
            question = Question(CaseKind.SUBMISSION, self._type_name, record)
            await open_case(self._work, self._viewer, self._now, question)
