"""The mutations of review cases besides votes: reports, appeals, what stewards decide, who looks into a case first."""

from collections.abc import Iterator
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from loaders.sql.statement import Row
from models import Scope
from resolvers.moderation.appeals import open_appeal
from resolvers.moderation.assignment import assign, unassign
from resolvers.moderation.escalation import decide_escalated
from resolvers.moderation.owner_answers import answer_suggestion
from resolvers.moderation.reporting import open_duplicate_report, open_report
from resolvers.moderation.voting import Ballot
from resolvers.moderation.withdrawal import withdraw_own_case
from schema.kit.mutation import Requires, mutation, payload
from schema.kit.nulls import TAKES_NULL
from schema.moderation.types import CHOICE, GROUND, NETWORK, CaseSaved, network_reference
from schema.moderation.voting import VOTING
from schema.spaces.use_case_plan import UseCaseFunction, use_case_plan, waking_sender

REPORTING = Requires(Scope.CONTENT_WRITE, "to see the record, which is public")
ASKED = Requires(
    Scope.CONTENT_WRITE, "to have opened or joined the case, or a CHANGE in the space that proposed it: EDITOR or ADMIN"
)
LOSING = Requires(
    Scope.CONTENT_WRITE,
    "to have lost: as who opened the case, with the role EDITOR or ADMIN in the record's space, or as whom a claim is "
    "against",
)
OWNER = Requires(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the record's space")
STEWARDS = Requires(Scope.MODERATION_VOTE, "to be a steward, without a part in the case")


@strawberry.input(description="What is wrong with something published.")
class ReportContentInput:
    node: strawberry.ID = strawberry.field(description="A record that everyone sees.")
    ground: GROUND = strawberry.field(description="What is wrong with it.")
    field: str | None = strawberry.field(
        default=None,
        description="The field that it is about, null for all; needed for PERSONAL_DATA, and hidden then until the "
        "decision if who reports has standing: a network, a verified space, reports that were upheld.",
        metadata=TAKES_NULL,
    )
    text: str = strawberry.field(
        description="What exactly, in at most 1,000 characters; moderators read it, and the record's space."
    )


@strawberry.input(description="Which two records are about the same.")
class ReportDuplicateInput:
    node: strawberry.ID = strawberry.field(description="The record that should go; everyone sees it.")
    of: strawberry.ID = strawberry.field(description="The one that should stay, of the same type.")
    text: str = strawberry.field(
        description="Why, in at most 1,000 characters; moderators read it, and the record's space."
    )


@strawberry.input(description="What the owner of a record says to a suggestion.")
class AnswerSuggestionInput:
    case: strawberry.ID = strawberry.field(description="A suggestion that is for the owner to answer.")
    round: int = strawberry.field(
        description="The round that was read: refused if something else is suggested since, in another round."
    )
    accept: bool = strawberry.field(description="True makes the change, as any change by the owner is made.")


@strawberry.input(description="What is taken back.")
class WithdrawCaseInput:
    case: strawberry.ID = strawberry.field(
        description="A REPORT, DUPLICATE, SUGGESTION or CHANGE that is not decided; where others report the same, it "
        "goes on for them."
    )


@strawberry.input(description="Which decision is appealed against, and why.")
class AppealDecisionInput:
    case: strawberry.ID = strawberry.field(description="A case that was decided.")
    reason: str = strawberry.field(description="Why, in at most 1,000 characters.")


@strawberry.input(description="What stewards decide where votes did not.")
class SettleCaseInput:
    case: strawberry.ID = strawberry.field(description="A case whose deadline has passed.")
    choice: CHOICE = strawberry.field(description="What is decided; not ABSTAIN.")
    ground: GROUND = strawberry.field(description="On what grounds.")
    text: str | None = strawberry.field(
        default=None,
        description="Why, in at most 1,000 characters; needed: null, which is none, is refused with REQUIRED.",
        metadata=TAKES_NULL,
    )


@strawberry.input(description="Which network looks into a case first.")
class HoldCaseInput:
    case: strawberry.ID = strawberry.field(description="A case that is open.")
    network: NETWORK = strawberry.field(
        default=strawberry.UNSET, description="The network; may be left out by who speaks for one alone."
    )


@strawberry.input(description="Which case a network no longer looks into.")
class ReleaseCaseInput:
    case: strawberry.ID = strawberry.field(description="A case that it holds.")
    network: NETWORK = strawberry.field(
        default=strawberry.UNSET, description="The network; may be left out by who speaks for one alone."
    )


SAVED = payload(CaseSaved, "CaseSaved", "A case as it is now")


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    for name, needs, given, use_case, says in CASES:
        yield mutation(name, needs, given, SAVED, use_case_plan(use_case), waking_sender(_shown), says)


def _shown(case: Row) -> Any:
    return CaseSaved(case_id=case.id)


CASES: tuple[tuple[str, Requires, type, UseCaseFunction, str], ...] = (
    (
        "reportContent",
        REPORTING,
        ReportContentInput,
        lambda acting, given: open_report(acting, given.node, given.ground, given.text, given.field),
        "Report something published; the partner networks decide what becomes of it, once for all who report the same.",
    ),
    (
        "reportDuplicate",
        REPORTING,
        ReportDuplicateInput,
        lambda acting, given: open_duplicate_report(acting, given.node, given.of, given.text),
        "Report that the commons has the same twice; the partner networks decide whether one goes.",
    ),
    (
        "answerSuggestion",
        OWNER,
        AnswerSuggestionInput,
        lambda acting, given: answer_suggestion(acting, given.case, given.round, accept=given.accept),
        "Accept what somebody suggests to change of a record of one's own, or not.",
    ),
    (
        "withdrawCase",
        ASKED,
        WithdrawCaseInput,
        lambda acting, given: withdraw_own_case(acting, given.case),
        "Take back what one has reported, suggested or proposed, before it is decided; what was hidden is shown again.",
    ),
    (
        "appealDecision",
        LOSING,
        AppealDecisionInput,
        lambda acting, given: open_appeal(acting, given.case, given.reason),
        "Have a decision judged once more, by networks that did not sit where there are enough, and undone or kept.",
    ),
    (
        "settleCase",
        STEWARDS,
        SettleCaseInput,
        lambda acting, given: decide_escalated(acting, given.case, Ballot(given.choice, given.ground, given.text)),
        "Decide a case that the votes have not decided until its deadline.",
    ),
    (
        "holdCase",
        VOTING,
        HoldCaseInput,
        lambda acting, given: assign(acting, given.case, network_reference(given)),
        "Say that a network looks into a case for two days, so that others take another one; all may vote.",
    ),
    (
        "releaseCase",
        VOTING,
        ReleaseCaseInput,
        lambda acting, given: unassign(acting, given.case, network_reference(given)),
        "Leave a case to others.",
    ),
)
