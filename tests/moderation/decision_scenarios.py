"""A record that something is decided about, what becomes of it meanwhile, and how it stands in the end.

Each scene is a unit of work that is undone once it was looked at, so that thousands share one database.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from loaders.tables import CASE, CLAIM, DECISION, MEMBER, SPACE
from loaders.unit_of_work import Rollback, UnitOfWork
from models import CaseKind, ClaimState, Ground, PublicationState, Verdict, ids
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.refusals import Refusal
from resolvers.core.site import Site
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.moderation.appeals import open_appeal
from resolvers.moderation.cases import COLUMNS, CaseDraft, open_case, system_record_service
from resolvers.moderation.decisions import record_decision
from resolvers.privacy.anonymisation import anonymise_records
from resolvers.records.patch import Patch
from resolvers.records.service import RecordService
from resolvers.spaces.approved_publication import publish_approved
from resolvers.spaces.record_transfer import transfer_record
from tests.records.client import BEGIN, EDITOR, VIEWERS, account_of, space_of

ACTOR = RECORD_TYPES["Actor"]
HOUR = timedelta(hours=1)
REPORTER = VIEWERS["account"]
WAS, WILL, WRITTEN = "Avant.", "Après.", "Autre chose."
MARKS = {WAS: "", WILL: "+", WRITTEN: "w", None: "0"}
"""The content of the record: the old, the proposed, one written meanwhile, or none."""
STATES = {each.value: each for each in PublicationState}
OUTSIDERS = frozenset({"REPORT", "PERSONAL", "DUPLICATE", "SUGGESTION", "CLAIM"})
"""Kinds of cases that others than the owner open."""


@dataclass
class DecisionScenario:
    """One record, one case, and a clock that goes on with everything that happens."""

    work: UnitOfWork
    kind: str
    now: datetime = BEGIN
    node: str = ""
    other: str = ""
    case: str = ""

    def use_case(self, viewer: Viewer = EDITOR) -> UseCase:
        self.now += HOUR
        return UseCase(self.work, viewer, self.now, Site())

    async def begin(self) -> None:
        """The record as it stands when the case is opened, and the case."""
        if self.kind == "CLAIM":
            await self._claimed()
            return
        self.node, self.other = [await self._actor(name) for name in ("Un", "Deux")]
        kind = CaseKind.REPORT if self.kind == "PERSONAL" else CaseKind(self.kind)
        if kind is CaseKind.SUBMISSION:
            await self.place("DRAFT")
            await self.place("SUBMITTED")
            (self.case,) = [row.id for row in await self.work.select(CASE, {"node_id": self.node}, ("id",))]
            await self.work.update(CASE, {"id": self.case}, {"account_id": EDITOR.account_id})
            return
        about = {"DUPLICATE": self.other, "PERSONAL": "summary", "SUGGESTION": account_of("account")}
        proposed = {"summary": [WAS, WILL]} if kind in {CaseKind.CHANGE, CaseKind.SUGGESTION} else None
        ground = {"REPORT": Ground.SPAM, "PERSONAL": Ground.PERSONAL_DATA}.get(self.kind)
        if self.kind == "PERSONAL":
            await self.conceal()
            proposed = {"summary": [WAS, None]}
        question = CaseDraft(
            kind, "Actor", await self.record(), about.get(self.kind, ""), ground=ground, text="Ici.", proposed=proposed
        )
        use_case = self.use_case(REPORTER if self.kind in OUTSIDERS else EDITOR)
        self.case = await open_case(use_case, question)

    async def _actor(self, name: str) -> str:
        use_case = self.use_case(VIEWERS["steward"])
        edit = RecordService(use_case, ACTOR)
        saved = await edit.create(space_of("own"), Patch({"kind": "ASSOCIATION", "name": name, "summary": WAS}))
        await system_record_service(use_case, ACTOR).set_state(saved.node_id, PublicationState.PUBLISHED)
        return saved.node_id

    async def _claimed(self) -> None:
        """An authority that a person acts for, and another one claims."""
        self.node = ids.derived("actor", "own", BEGIN)
        for name, state in (("editor", ClaimState.CONFIRMED), ("account", ClaimState.CONTESTED)):
            row = {"id": f"claim_{name}", "actor_id": self.node, "account_id": account_of(name), "state": state}
            await self.work.insert(CLAIM, [{**row, "created_at": BEGIN}])
        role = {"space_id": space_of("own"), "account_id": account_of("editor"), "role": "ADMIN", "since": BEGIN}
        await self.work.insert(MEMBER, [role])
        use_case = self.use_case(REPORTER)
        record = {"id": self.node, "version": 1, "space_id": space_of("own")}
        question = CaseDraft(CaseKind.CLAIM, "Actor", record, about="claim_account")
        self.case = await open_case(use_case.as_viewer(REPORTER), question)

    async def meanwhile(self, what: str) -> None:
        """Have the record be somewhere else, or say something else, before the decision."""
        if what in STATES:
            if what == "SUBMITTED" and (await self.record())["state"] == "PUBLISHED":
                await self.place("DRAFT")
            await self.place(what)
        elif what != "-":
            await getattr(self, what)()

    async def place(self, state: str) -> None:
        await system_record_service(self.use_case(), ACTOR).set_state(self.node, STATES[state])

    async def conceal(self) -> None:
        await system_record_service(self.use_case(), ACTOR).redact(self.node, "summary", None)

    async def written(self) -> None:
        """As a steward writes, at once."""
        use_case = self.use_case(VIEWERS["steward"])
        version, edit = (await self.record())["version"], RecordService(use_case, ACTOR)
        with suppress(Rollback):  # what is archived, or on appeal, is not written
            async with self.work.savepoint():
                await edit.update(self.node, version, Patch({"summary": WRITTEN}))

    async def erased(self) -> None:
        use_case = self.use_case(VIEWERS["steward"])
        await anonymise_records(use_case, ACTOR, [await self.record()])

    async def handed(self) -> None:
        """To a space of which it is known who acts there: others are given no record."""
        await self.work.update(SPACE, {"id": space_of("other")}, {"verified_at": BEGIN})
        await transfer_record(self.use_case(VIEWERS["steward"]), self.node, space_of("other"))

    async def hidden(self) -> None:
        """As a report of personal data hides a field, by whatever way the record came where it is."""
        said = (await self.record())["summary"]
        await self.conceal()
        question = CaseDraft(
            *(CaseKind.REPORT, "Actor", await self.record(), "summary"),
            ground=Ground.PERSONAL_DATA,
            text="Là.",
            proposed={"summary": [said, None]},
        )
        await open_case(self.use_case().as_viewer(REPORTER), question)

    async def reported_again(self) -> str:
        """Another case on the record, for another reason."""
        question = CaseDraft(
            CaseKind.REPORT, "Actor", await self.record(), "ILLEGAL", ground=Ground.ILLEGAL, text="Là."
        )
        return await open_case(self.use_case().as_viewer(REPORTER), question)

    async def _another(self, kind: CaseKind, about: str, ground: Ground, verdict: Verdict) -> None:
        """Another case on the record, opened while it was public, and decided since."""
        question = CaseDraft(kind, "Actor", await self.record(), about, ground=ground, text="Là.")
        case_id = await open_case(self.use_case().as_viewer(REPORTER), question)
        (case,) = await self.work.select(CASE, {"id": case_id}, COLUMNS)
        use_case = self.use_case(system_viewer(EDITOR))
        await record_decision(use_case, case, verdict, use_case.now, ())

    async def upheld(self) -> None:
        """Another report takes it down."""
        await self._another(CaseKind.REPORT, "ILLEGAL", Ground.ILLEGAL, Verdict.APPROVED)

    async def sent_back(self) -> None:
        """Another report asks for changes, and a third one for nothing, which takes nothing of that away."""
        await self._another(CaseKind.REPORT, "ILLEGAL", Ground.ILLEGAL, Verdict.CHANGES_REQUESTED)
        await self._another(CaseKind.REPORT, "RIGHTS", Ground.RIGHTS, Verdict.REJECTED)

    async def merged(self) -> None:
        """It goes for the sake of a third record, which says the same."""
        await self._another(CaseKind.DUPLICATE, await self._actor("Trois"), Ground.DUPLICATE, Verdict.APPROVED)

    async def taken(self) -> None:
        """Another space, of which it is known who acts there, publishes its code."""
        code = {"siren": "552100554"}
        await self.work.update(ACTOR.table, {"id": self.node}, code)
        use_case = self.use_case()
        dated = {"created_at": use_case.now, "updated_at": use_case.now, "state": PublicationState.PUBLISHED}
        named = {"id": ids.new("actor"), "kind": "ASSOCIATION", "name": "Trois", "name_sort": "trois"}
        await self.work.insert(ACTOR.table, [{**dated, **named, **code}])

    async def sent_back_of_old(self) -> None:
        """The same, as versions before this one left it: handed in, with nobody asked about it."""
        await self.sent_back()
        await self.work.update(ACTOR.table, {"id": self.node}, {"state": PublicationState.SUBMITTED})

    async def unconfirmed(self) -> None:
        """It is not known who acts in its space."""
        await self.work.update(SPACE, {"id": space_of("own")}, {"verified_at": None})

    async def confirmed(self) -> None:
        """Now it is."""
        use_case = self.use_case()
        await self.work.update(SPACE, {"id": space_of("own")}, {"verified_at": use_case.now})
        await publish_approved(use_case, space_of("own"))

    async def other_archived(self) -> None:
        """The record that would stay is put away."""
        await system_record_service(self.use_case(), ACTOR).set_state(self.other, PublicationState.ARCHIVED)

    async def decided(self, verdict: str) -> None:
        """Decide the case, if it is still open."""
        (case,) = await self.work.select(CASE, {"id": self.case}, COLUMNS)
        if case.stage == "OPEN":
            use_case = self.use_case(system_viewer(EDITOR))
            await record_decision(use_case, case, Verdict(verdict), use_case.now, ())

    async def appealed(self, viewer: Viewer) -> str:
        """The code of why a decision cannot be appealed against, or nothing."""
        try:
            async with self.work.savepoint():
                await open_appeal(self.use_case(viewer), self.case, "Non.")
        except Rollback as undone:
            refused: Refusal = undone.result
            return refused.code
        return ""

    async def record(self) -> dict[str, Any]:
        (row,) = await self.work.select(ACTOR.table, {"id": self.node})
        return dict(zip(ACTOR.table.c.keys(), row, strict=True))

    async def outcome(self) -> str:
        """Return the outcome: state, whether the change was made, and the hindrance; or that the case is closed."""
        (case,) = await self.work.select(CASE, {"id": self.case}, COLUMNS)
        record = await self.record()
        told = [record["state"][0] + MARKS.get(record["summary"], "")]
        if self.kind == "CLAIM":
            told = ["+" if await self._acts("account") else "x" if await self._acts("editor") else "?"]
        if case.stage != "DECIDED":
            return f"{told[0]}:{case.stage}"
        decisions = await self.work.select(DECISION, {"case_id": self.case}, ("round", "hindered_by"))
        hindrance = max(decisions, key=lambda row: row.round).hindered_by
        return ":".join(told + [hindrance] * (hindrance is not None))

    async def latest(self) -> str:
        """Its state, by the last time that it was handed in."""
        cases = await self.work.select(CASE, {"node_id": self.node, "kind": CaseKind.SUBMISSION}, ("id", "opened_at"))
        self.case = max(cases, key=lambda row: row.opened_at).id
        return await self.outcome()

    async def _acts(self, name: str) -> bool:
        where = {"space_id": space_of("own"), "account_id": account_of(name), "role": "ADMIN"}
        claims = await self.work.select(CLAIM, {"id": f"claim_{name}"}, ("state",))
        return bool(await self.work.select(MEMBER, where, ("role",))) and claims[0].state == ClaimState.CONFIRMED


async def play_scenario(writer: Any, kind: str, play: Callable[[DecisionScenario], Awaitable[str]]) -> str:
    """Play a scenario, return its result, and roll everything back."""

    async def job(work: UnitOfWork) -> str:
        scene = DecisionScenario(work, kind)
        await scene.begin()
        raise Rollback(await play(scene))

    return await writer.run(job)
