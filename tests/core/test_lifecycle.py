"""Every lifecycle is whole, can be refused in two languages, and is drawn in the documentation."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from loaders.unit_of_work import Rollback
from models import ClosedList
from resolvers.core.lifecycle import LIFECYCLES, NOWHERE, Action, Event, Lifecycle
from resolvers.core.refusals import Conflict, NotFound
from resolvers.i18n.messages.catalogue import message
from tests.support.commands import ROOT
from tests.support.drawn import check_drawn

PAGES = [each for each in (ROOT / "docs").glob("*.md") if each.name != "adding-a-capability.md"]
"""The pages that may draw lifecycles: the guide only shows how."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class LoanState(ClosedList):
    """State of a loan."""

    LENT = "LENT", "Lent."
    LATE = "LATE", "Not returned in time."
    RETURNED = "RETURNED", "Returned."


class Loan(NamedTuple):
    """A loan that ends at a moment."""

    due_at: datetime | None


@pytest.fixture
def loan(monkeypatch: pytest.MonkeyPatch) -> Lifecycle:
    monkeypatch.setattr("resolvers.core.lifecycle.LIFECYCLES", {})
    return Lifecycle(
        "loan",
        LoanState,
        Action("lend", since=NOWHERE, to={LoanState.LENT}, by="the owner"),
        Action("remind", since={LoanState.LENT}, to=NOWHERE, by="the owner"),
        Event("be late", since={LoanState.LENT}, to={LoanState.LATE}, by="the clock", deadline="due_at"),
        Action("return", since={LoanState.LENT, LoanState.LATE}, to={LoanState.RETURNED}, by="the borrower"),
        refusal=lambda action, state: NotFound() if action.name == "remind" else Conflict(f"LOAN_{state}"),
    )


def test_an_action_is_refused_in_a_state_that_does_not_allow_it(loan: Lifecycle):
    loan.check("return", LoanState.LATE)
    for name, refusal in (("return", Conflict("LOAN_RETURNED", 7)), ("remind", NotFound())):
        with pytest.raises(Rollback) as refused:
            loan.check(name, LoanState.RETURNED, 7)
        assert refused.value.result == refusal


def test_an_action_that_nobody_declared_is_a_mistake_in_the_code(loan: Lifecycle):
    for ask in (loan.check, loan.allows):
        with pytest.raises(LookupError, match="'sell'"):
            ask("sell", LoanState.LENT)
    with pytest.raises(LookupError, match="'sell'"):
        loan.is_due("sell", LoanState.LENT, Loan(NOW), NOW)


@pytest.mark.parametrize(
    ("state", "due_at", "due"),
    [
        (LoanState.LENT, NOW, True),
        (LoanState.LENT, NOW + timedelta(seconds=1), False),
        (LoanState.LENT, None, False),
        (LoanState.RETURNED, NOW, False),
    ],
)
def test_the_clock_acts_at_the_deadline_and_in_no_other_state(loan: Lifecycle, state, due_at, due):
    assert loan.is_due("be late", state, Loan(due_at), NOW) is due


def test_an_action_of_one_name_leads_elsewhere_from_another_state(loan: Lifecycle):
    loan.add(Action("remind", since={LoanState.LATE}, to={LoanState.LENT}, by="the owner"))
    assert [loan.allows("remind", state) for state in LoanState] == [True, True, False]
    assert loan.diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> LENT: lend (the owner)",
        "    LENT --> LENT: remind (the owner)",
        "    LENT --> LATE: be late (the clock at due_at)",
        "    LENT --> RETURNED: return (the borrower)",
        "    LATE --> RETURNED: return (the borrower)",
        "    LATE --> LENT: remind (the owner)",
    ]


@pytest.mark.usefixtures("loan")
def test_two_lifecycles_of_one_name_are_refused():
    with pytest.raises(ValueError, match="'loan'"):
        Lifecycle("loan", LoanState, refusal=lambda _action, _state: NotFound())


@pytest.mark.parametrize("name", LIFECYCLES)
def test_every_state_can_be_reached(name: str):
    lifecycle = LIFECYCLES[name]
    reached: set[ClosedList] = set()
    while new := {
        state
        for action in lifecycle.actions
        if not action.since or action.since & reached
        for state in action.to
        if state not in reached
    }:
        reached |= new
    assert reached == set(lifecycle.states)


@pytest.mark.parametrize("name", LIFECYCLES)
def test_every_refusal_is_told_in_both_languages(name: str):
    lifecycle = LIFECYCLES[name]
    for action in lifecycle.actions:
        for state in lifecycle.states:
            if not isinstance(action, Event) and action.since and not lifecycle.allows(action.name, state):
                code = lifecycle.refusal(action, state).code
                assert all(message(code, language, {}) for language in ("fr", "en"))


@pytest.mark.parametrize("name", LIFECYCLES)
def test_every_lifecycle_is_drawn_in_one_page_of_the_documentation(name: str):
    diagram = f"```mermaid\n{LIFECYCLES[name].diagram()}\n```"
    place = f"lifecycle: {name}"
    (page,) = (each for each in PAGES if f"<!-- drawn: {place} -->" in each.read_text())
    check_drawn(page, place, diagram)
