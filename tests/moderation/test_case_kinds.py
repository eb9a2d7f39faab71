"""Each kind of case is declared once, with an outcome of each verdict."""

import pytest

from models import CaseKind, Side, Verdict
from resolvers.core.lifecycle import Event
from resolvers.moderation.case_kinds import CASE_KINDS, NO_EFFECT, case_kind
from resolvers.records.states import RECORD_LIFECYCLE

VERDICTS = (Verdict.APPROVED, Verdict.REJECTED, Verdict.CHANGES_REQUESTED)
OPENER, OWNER, RIVAL = ({side} for side in (Side.OPENER, Side.OWNER, Side.RIVAL))
MAY_APPEAL: dict[CaseKind, tuple[set[Side], set[Side], set[Side]]] = {
    CaseKind.SUBMISSION: (set(), OPENER | OWNER, OPENER | OWNER),
    CaseKind.CHANGE: (set(), OPENER | OWNER, OPENER | OWNER),
    CaseKind.REPORT: (OWNER, OPENER, OPENER | OWNER),
    CaseKind.DUPLICATE: (OWNER, OPENER, OPENER),
    CaseKind.SUGGESTION: (OWNER, OPENER, OPENER),
    CaseKind.CLAIM: (RIVAL, OPENER, OPENER),
}
"""The sides that have lost by each of VERDICTS, and may appeal against it."""


def test_every_kind_has_an_outcome_of_each_verdict():
    assert CASE_KINDS.keys() == set(CaseKind)
    for kind in CASE_KINDS.values():
        assert kind.outcomes.keys() == set(Verdict) - {Verdict.ESCALATED}


@pytest.mark.parametrize("kind", CaseKind)
def test_who_has_lost_may_appeal_and_nobody_else(kind: CaseKind):
    assert tuple(CASE_KINDS[kind].outcomes[verdict].loses for verdict in VERDICTS) == MAY_APPEAL[kind]


def test_what_ends_with_its_subject_is_not_withdrawn_as_a_case():
    ending = {kind for kind, each in CASE_KINDS.items() if each.ends_with_subject}
    assert ending == {CaseKind.CLAIM, CaseKind.SUBMISSION}


def test_a_kind_is_not_declared_a_second_time():
    async def another(*_arguments):
        return NO_EFFECT

    before = dict(CASE_KINDS)
    with pytest.raises(ValueError, match="kind of case CLAIM is declared already"):
        case_kind(CaseKind.CLAIM, {})(another)
    assert before == CASE_KINDS


def test_states_that_decisions_lead_to_belong_to_the_lifecycle_of_records():
    events = {each.name: each.to for each in RECORD_LIFECYCLE.actions if isinstance(each, Event)}
    declared = {
        f"{kind} {verdict}": {outcome.state}
        for kind, each in CASE_KINDS.items()
        for verdict, outcome in each.outcomes.items()
        if outcome.state is not None
    }
    assert declared
    assert declared.items() <= events.items()
