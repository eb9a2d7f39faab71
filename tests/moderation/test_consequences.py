"""Consequences of each decision, whatever happened to the record meanwhile: one cell for each.

A cell has the state in which the record is then (Draft, Submitted, Published, Archived), `+` if the change that was
proposed is made, `w` if it says what was written meanwhile, and what kept the decision from being carried out. Of a
claim, `+`: the space is the claimant's, `x`: it is whose it was.
"""

import pytest

from loaders.tables import table_of
from models import CaseKind, Mail
from resolvers.core.viewer import Viewer
from resolvers.i18n.mails.french import FRENCH
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.case_kinds import CASE_KINDS
from tests.moderation.client import ModerationClient
from tests.moderation.decision_scenarios import OUTSIDERS, REPORTER, DecisionScenario, play_scenario
from tests.records.client import EDITOR, VIEWERS

STATES = ("-", "DRAFT", "SUBMITTED", "PUBLISHED", "ARCHIVED")
COLUMNS = (*STATES, "erased", "handed", "hidden", "written", "upheld", "sent_back", "merged")
FIRST = """
SUBMISSION APPROVED          P  D:WITHDRAWN P           P:WITHDRAWN A:WITHDRAWN A0:WITHDRAWN P           P0        Pw A:WITHDRAWN D:WITHDRAWN A:WITHDRAWN
SUBMISSION REJECTED          D  D:WITHDRAWN D           P:WITHDRAWN A:WITHDRAWN A0:WITHDRAWN D           D0        Dw A:WITHDRAWN D:WITHDRAWN A:WITHDRAWN
SUBMISSION CHANGES_REQUESTED D  D:WITHDRAWN D           P:WITHDRAWN A:WITHDRAWN A0:WITHDRAWN D           D0        Dw A:WITHDRAWN D:WITHDRAWN A:WITHDRAWN
CHANGE     APPROVED          P+ D:WITHDRAWN S:WITHDRAWN P+          A:WITHDRAWN A0:WITHDRAWN P:WITHDRAWN P0:HIDDEN P+ A:WITHDRAWN D:WITHDRAWN A:WITHDRAWN
CHANGE     REJECTED          P  D:WITHDRAWN S:WITHDRAWN P           A:WITHDRAWN A0:WITHDRAWN P:WITHDRAWN P0        Pw A:WITHDRAWN D:WITHDRAWN A:WITHDRAWN
CHANGE     CHANGES_REQUESTED P  D:WITHDRAWN S:WITHDRAWN P           A:WITHDRAWN A0:WITHDRAWN P:WITHDRAWN P0        Pw A:WITHDRAWN D:WITHDRAWN A:WITHDRAWN
SUGGESTION APPROVED          P+ D:MOVED     S:MOVED     P+          A:MOVED     A0:WITHDRAWN P+          P0:HIDDEN P+ A:MOVED     D:MOVED     A:MOVED
SUGGESTION REJECTED          P  D           S           P           A           A0:WITHDRAWN P           P0        Pw A           D           A
SUGGESTION CHANGES_REQUESTED P  D           S           P           A           A0:WITHDRAWN P           P0        Pw A           D           A
REPORT     APPROVED          A  A           A           A           A           A0:WITHDRAWN A           A0        Aw A           A           A
REPORT     REJECTED          P  D           S           P           A           A0:WITHDRAWN P           P0        Pw A           D           A
REPORT     CHANGES_REQUESTED D  D           D           D           A           A0:WITHDRAWN D           D0        Dw A           D           A
PERSONAL   APPROVED          P0 D0          S0          P0          A0          A0:WITHDRAWN P0          .         .  A0          D0          A0
PERSONAL   REJECTED          P  D           S           P           A           A0:WITHDRAWN P           .         .  A           D           A
PERSONAL   CHANGES_REQUESTED P0 D0          S0          P0          A0          A0:WITHDRAWN P0          .         .  A0          D0          A0
DUPLICATE  APPROVED          A  A           A           A           A           A0:WITHDRAWN A           A0        Aw A           A           A
DUPLICATE  REJECTED          P  D           S           P           A           A0:WITHDRAWN P           P0        Pw A           D           A
DUPLICATE  CHANGES_REQUESTED P  D           S           P           A           A0:WITHDRAWN P           P0        Pw A           D           A
CLAIM      APPROVED          +  +           +           +           +           .            +           +         +  +           +           +
CLAIM      REJECTED          x  x           x           x           x           .            x           x         x  x           x           x
CLAIM      CHANGES_REQUESTED x  x           x           x           x           .            x           x         x  x           x           x
"""  # noqa: E501 - a table
NEVER = "."
"""Impossible combinations: a hidden field is not hidden twice, nor written; an authority is no person."""

BEFORE = ("ARCHIVED", "erased", "handed", "written")
"""Events between the decision and the appeal; the others happen during the appeal."""
APPEALED = (*("-", *BEFORE), *("ARCHIVED", "DRAFT", "erased", "handed", "written", "hidden"))
"""A cell that begins with `!` is why there is no appeal."""
ON_APPEAL = """
SUBMISSION REJECTED APPROVED          P  !IS_ARCHIVED !ERASED P  !SAYS_SOMETHING_ELSE A:WITHDRAWN  D:WITHDRAWN  A0:WITHDRAWN P            P          P0
SUBMISSION REJECTED REJECTED          D  !IS_ARCHIVED !ERASED D  !SAYS_SOMETHING_ELSE A:WITHDRAWN  D:WITHDRAWN  A0:WITHDRAWN D            D          D0
SUBMISSION CHANGES_REQUESTED APPROVED P  !IS_ARCHIVED !ERASED P  !SAYS_SOMETHING_ELSE A:WITHDRAWN  D:WITHDRAWN  A0:WITHDRAWN P            P          P0
CHANGE     REJECTED APPROVED          P+ !IS_ARCHIVED !ERASED P+ P+                   A:WITHDRAWN  D:WITHDRAWN  A0:WITHDRAWN P:WITHDRAWN  Pw:CHANGED P0:HIDDEN
SUGGESTION REJECTED APPROVED          P+ !IS_ARCHIVED !ERASED P+ P+                   A:MOVED      D:MOVED      A0:WITHDRAWN P+           Pw:CHANGED P0:HIDDEN
SUGGESTION APPROVED REJECTED          P  A            !ERASED P  !SAYS_SOMETHING_ELSE A            D            A0:WITHDRAWN P            Pw:CHANGED P0:HIDDEN
SUGGESTION APPROVED APPROVED          P+ A+           !ERASED P+ !SAYS_SOMETHING_ELSE A+           D+           A0:WITHDRAWN P+           Pw:CHANGED P0:HIDDEN
SUGGESTION APPROVED CHANGES_REQUESTED P  A            !ERASED P  !SAYS_SOMETHING_ELSE A            D            A0:WITHDRAWN P            Pw:CHANGED P0:HIDDEN
REPORT     APPROVED REJECTED          P  P            !ERASED P  P                    P            D:MOVED      A0:WITHDRAWN P            P          P0
REPORT     APPROVED APPROVED          A  A            !ERASED A  A                    A            D:MOVED      A0:WITHDRAWN A            A          A0
REPORT     APPROVED CHANGES_REQUESTED D  D            !ERASED D  D                    D            D            A0:WITHDRAWN D            D          D0
REPORT     REJECTED APPROVED          A  A            !ERASED A  Aw                   A            A            A0:WITHDRAWN A            Aw         A0
REPORT     REJECTED REJECTED          P  A            !ERASED P  Pw                   A            D            A0:WITHDRAWN P            Pw         P0
REPORT     REJECTED CHANGES_REQUESTED D  A            !ERASED D  Dw                   A            D            A0:WITHDRAWN D            Dw         D0
REPORT     CHANGES_REQUESTED REJECTED P  A:MOVED      !ERASED P  Dw:CHANGED           A:MOVED      P            A0:WITHDRAWN P            Dw:CHANGED P0
REPORT     CHANGES_REQUESTED APPROVED A  A            !ERASED A  Dw:CHANGED           A            A            A0:WITHDRAWN A            Dw:CHANGED A0
PERSONAL   REJECTED APPROVED          P0 A0           !ERASED P0 P0                   A0           D0           A0:WITHDRAWN P0           Pw:CHANGED .
PERSONAL   REJECTED REJECTED          P  A            !ERASED P  Pw                   A            D            A0:WITHDRAWN P            Pw         .
DUPLICATE  APPROVED REJECTED          P  P            !ERASED P  P                    P            D:MOVED      A0:WITHDRAWN P            P          P0
DUPLICATE  APPROVED CHANGES_REQUESTED P  P            !ERASED P  P                    P            D:MOVED      A0:WITHDRAWN P            P          P0
DUPLICATE  REJECTED APPROVED          A  A            !ERASED A  Aw                   A            A            A0:WITHDRAWN A            Aw         A0
CLAIM      REJECTED APPROVED          +  +            .       +  +                    +            +            .            +            +          +
CLAIM      REJECTED REJECTED          x  x            .       x  x                    x            x            .            x            x          x
CLAIM      APPROVED REJECTED          x  x            .       x  x                    x            x            .            x            x          x
CLAIM      APPROVED APPROVED          +  +            .       +  +                    +            +            .            +            +          +
"""  # noqa: E501 - a table


async def test_every_decision_is_carried_out_on_what_there_is_by_then(client: ModerationClient):
    found, expected = {}, {}
    for line in FIRST.strip().splitlines():
        kind, verdict, *cells = line.split()
        for column, cell in zip(COLUMNS, cells, strict=True):
            if cell == NEVER:
                continue

            async def play(scene: DecisionScenario, column: str = column, verdict: str = verdict) -> str:
                await scene.meanwhile(column)
                await scene.decided(verdict)
                return await scene.outcome()

            expected[kind, verdict, column] = cell
            found[kind, verdict, column] = await play_scenario(client.writer, kind, play)
    assert {key: each for key, each in found.items() if each != expected[key]} == {}
    assert {kind for kind, _, _ in found} >= {each.value for each in CaseKind}


def loser(kind: str, verdict: str, *, handed: bool) -> Viewer:
    """Return the viewer who may appeal: the side that lost."""
    owner = VIEWERS["editor of another space"] if handed and kind != "CLAIM" else EDITOR
    return owner if verdict == "APPROVED" or kind not in OUTSIDERS else REPORTER


async def test_every_decision_is_undone_on_appeal_and_none_is_asked_for_in_vain(client: ModerationClient):
    found, expected = {}, {}
    for line in ON_APPEAL.strip().splitlines():
        kind, first, second, *cells = line.split()
        for number, (column, cell) in enumerate(zip(APPEALED, cells, strict=True)):
            if cell == NEVER:
                continue
            before = column if 0 < number <= len(BEFORE) else "-"

            async def play(
                scene: DecisionScenario,
                before: str = before,
                during: str = "-" if before == column else column,
                first: str = first,
                second: str = second,
            ) -> str:
                await scene.decided(first)
                await scene.meanwhile(before)
                if code := await scene.appealed(loser(scene.kind, first, handed=before == "handed")):
                    return f"!{code}"
                await scene.meanwhile(during)
                await scene.decided(second)
                return await scene.outcome()

            expected[kind, first, second, number, column] = cell
            found[kind, first, second, number, column] = await play_scenario(client.writer, kind, play)
    assert {key: each for key, each in found.items() if each != expected[key]} == {}


APPEALS = """
SUBMISSION APPROVED          . f
SUBMISSION REJECTED          . +
SUBMISSION CHANGES_REQUESTED . +
CHANGE     APPROVED          . f
CHANGE     REJECTED          . +
CHANGE     CHANGES_REQUESTED . +
SUGGESTION APPROVED          f +
SUGGESTION REJECTED          + f
SUGGESTION CHANGES_REQUESTED + f
REPORT     APPROVED          f +
REPORT     REJECTED          + f
REPORT     CHANGES_REQUESTED + +
PERSONAL   APPROVED          ! !
PERSONAL   REJECTED          + f
PERSONAL   CHANGES_REQUESTED ! !
DUPLICATE  APPROVED          f +
DUPLICATE  REJECTED          + f
DUPLICATE  CHANGES_REQUESTED + f
CLAIM      APPROVED          f +
CLAIM      REJECTED          + f
CLAIM      CHANGES_REQUESTED + f
"""
"""The sides that may appeal: who opened the case, where that is not its space (`.`), and the record's, or the rival's.

`+`: they have lost something; `f`: they have not; `!`: what it was about is gone for good.
"""
ANSWERS = {"+": "", "f": "DECIDED_IN_FAVOUR", "!": "DECIDED_FOR_GOOD"}


async def test_who_has_lost_nothing_does_not_spend_the_appeal_of_who_has(client: ModerationClient):
    found, expected = {}, {}
    for line in APPEALS.strip().splitlines():
        kind, verdict, *cells = line.split()
        for viewer, cell in zip((REPORTER, EDITOR), cells, strict=True):
            if cell == NEVER:
                continue

            async def play(scene: DecisionScenario, verdict: str = verdict, viewer: Viewer = viewer) -> str:
                await scene.decided(verdict)
                return await scene.appealed(viewer)

            expected[kind, verdict, viewer is EDITOR] = ANSWERS[cell]
            found[kind, verdict, viewer is EDITOR] = await play_scenario(client.writer, kind, play)
    assert {key: each for key, each in found.items() if each != expected[key]} == {}
    declared = {(kind.value, verdict.value) for kind, each in CASE_KINDS.items() for verdict in each.outcomes}
    assert {(kind, verdict) for kind, verdict, _ in found} >= declared


WAITING = {
    "-": "P",
    "DRAFT": "D",
    "ARCHIVED": "A",
    "erased": "A0",
    "hidden": "P0",
    "written": "Sw:OPEN",
    "upheld": "A",
    "sent_back": "D",
    "merged": "A",
    "taken": "D told",
    "sent_back_of_old": "D told",
}
"""The end of what was approved, by what happened before its space was confirmed, and whether they are told then."""


async def test_what_waits_for_its_space_is_published_unless_something_else_was_decided_since(
    client: ModerationClient,
):
    found = {}
    for what in WAITING:

        async def play(scene: DecisionScenario, what: str = what) -> str:
            await scene.unconfirmed()
            await scene.decided("APPROVED")
            assert await scene.outcome() == "S"
            await scene.meanwhile(what)
            await scene.confirmed()
            mails = await scene.work.select(
                table_of(Mail), {"subject": FRENCH.texts[MailKind.APPROVED_RETURNED][0]}, ("id",)
            )
            return await scene.latest() + " told" * len(mails)

        found[what] = await play_scenario(client.writer, "SUBMISSION", play)
    assert found == WAITING


@pytest.mark.parametrize(("first", "second"), [("APPROVED", ""), ("REJECTED", "APPROVED"), ("APPROVED", "APPROVED")])
async def test_of_two_that_are_the_same_one_stays(client: ModerationClient, first: str, second: str):
    """Whatever becomes of the one that would stay."""

    async def play(scene: DecisionScenario) -> str:
        if second:
            await scene.decided(first)
            assert not await scene.appealed(loser("DUPLICATE", first, handed=False))
        await scene.other_archived()
        await scene.decided(second or first)
        return await scene.outcome()

    assert await play_scenario(client.writer, "DUPLICATE", play) == "P:OTHER_GONE"


@pytest.mark.parametrize(("other", "left"), [("APPROVED", "A"), ("CHANGES_REQUESTED", "D"), ("REJECTED", "P")])
async def test_what_one_decision_brings_back_another_one_still_keeps_down(
    client: ModerationClient, other: str, left: str
):
    async def play(scene: DecisionScenario) -> str:
        first, second = scene.case, await scene.reported_again()
        await scene.decided("APPROVED")
        scene.case = second
        await scene.decided(other)
        scene.case = first
        assert not await scene.appealed(EDITOR)
        await scene.decided("REJECTED")
        return await scene.outcome()

    hindrance = "" if other == "REJECTED" else ":OTHER_DECISION"
    assert await play_scenario(client.writer, "REPORT", play) == left + hindrance
