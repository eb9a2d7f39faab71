"""The mutations of review cases besides votes: reports, appeals, what stewards decide, who looks into a case first."""

import strawberry

from models import Scope
from resolvers.core.use_case import UseCase
from resolvers.moderation import owner_answers
from resolvers.moderation.appeals import open_appeal
from resolvers.moderation.assignment import assign, unassign
from resolvers.moderation.escalation import decide_escalated
from resolvers.moderation.reporting import open_duplicate_report, open_report
from resolvers.moderation.voting import Ballot
from resolvers.moderation.withdrawal import withdraw_own_case
from schema.kit.mutation import mutation
from schema.kit.nulls import TAKES_NULL
from schema.moderation.types import CHOICE, GROUND, NETWORK, CaseSaved, network_reference
from schema.moderation.voting import VOTING

REPORTING = "to see the record, which is public"
ASKED = "to have opened or joined the case, or a CHANGE in the space that proposed it: EDITOR or ADMIN"
LOSING = (
    "to have lost: as who opened the case, with the role EDITOR or ADMIN in the record's space, or as whom a claim is "
    "against"
)
OWNER = "the role EDITOR or ADMIN in the record's space"
STEWARDS = "to be a steward, without a part in the case"


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


@mutation(scope=Scope.CONTENT_WRITE, right=REPORTING)
async def report_content(use_case: UseCase, input: ReportContentInput) -> CaseSaved:
    """Report something published; the partner networks decide what becomes of it, once for all who report the same."""
    case = await open_report(use_case, input.node, input.ground, input.text, input.field)
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.CONTENT_WRITE, right=REPORTING)
async def report_duplicate(use_case: UseCase, input: ReportDuplicateInput) -> CaseSaved:
    """Report that the commons has the same twice; the partner networks decide whether one goes."""
    case = await open_duplicate_report(use_case, input.node, input.of, input.text)
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.CONTENT_WRITE, right=OWNER)
async def answer_suggestion(use_case: UseCase, input: AnswerSuggestionInput) -> CaseSaved:
    """Accept what somebody suggests to change of a record of one's own, or not."""
    case = await owner_answers.answer_suggestion(use_case, input.case, input.round, accept=input.accept)
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.CONTENT_WRITE, right=ASKED)
async def withdraw_case(use_case: UseCase, input: WithdrawCaseInput) -> CaseSaved:
    """Take back what one has reported, suggested or proposed, before it is decided; what was hidden is shown again."""
    case = await withdraw_own_case(use_case, input.case)
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.CONTENT_WRITE, right=LOSING)
async def appeal_decision(use_case: UseCase, input: AppealDecisionInput) -> CaseSaved:
    """Have a decision judged once more, by networks that did not sit where there are enough, and undone or kept."""
    case = await open_appeal(use_case, input.case, input.reason)
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.MODERATION_VOTE, right=STEWARDS)
async def settle_case(use_case: UseCase, input: SettleCaseInput) -> CaseSaved:
    """Decide a case that the votes have not decided until its deadline."""
    case = await decide_escalated(use_case, input.case, Ballot(input.choice, input.ground, input.text))
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.MODERATION_VOTE, right=VOTING)
async def hold_case(use_case: UseCase, input: HoldCaseInput) -> CaseSaved:
    """Say that a network looks into a case for two days, so that others take another one; all may vote."""
    case = await assign(use_case, input.case, network_reference(input))
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.MODERATION_VOTE, right=VOTING)
async def release_case(use_case: UseCase, input: ReleaseCaseInput) -> CaseSaved:
    """Leave a case to others."""
    case = await unassign(use_case, input.case, network_reference(input))
    return CaseSaved(case_id=case.id)
