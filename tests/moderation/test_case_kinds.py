"""Each kind of case is declared once, with an outcome of each verdict."""

import pytest

from models import CaseKind, Verdict
from resolvers.core.lifecycle import Event
from resolvers.moderation.case_kinds import CASE_KINDS, NO_EFFECT, case_kind
from resolvers.records.states import RECORD_LIFECYCLE


def test_every_kind_has_an_outcome_of_each_verdict():
    assert CASE_KINDS.keys() == set(CaseKind)
    for kind in CASE_KINDS.values():
        assert kind.outcomes.keys() == set(Verdict) - {Verdict.ESCALATED}


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
