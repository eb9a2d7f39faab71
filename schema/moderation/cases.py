"""The mutations of review cases besides votes: reports, appeals, what stewards decide, who looks into a case first."""

import strawberry

from models import Scope
from resolvers.core.use_case import UseCase
from resolvers.moderation import record_owners
from resolvers.moderation.appeals import open_appeal
from resolvers.moderation.case_actions import assign, decide_escalated, unassign, withdraw_own_case
from resolvers.moderation.reporting import open_duplicate_report, open_report
from resolvers.moderation.voting import Ballot
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


@strawberry.input(description="A report of a problem with a published record.")
class ReportContentInput:
    node: strawberry.ID = strawberry.field(description="Id of a published record.")
    ground: GROUND = strawberry.field(description="Ground of the report.")
    field: str | None = strawberry.field(
        default=None,
        description=(
            "Name of the reported field; null for the whole record. Required for PERSONAL_DATA: the field is then "
            "hidden until the decision, within the limits of the policy, if the reporter acts for a voting network "
            "or a verified space, or has had reports upheld."
        ),
        metadata=TAKES_NULL,
    )
    text: str = strawberry.field(
        description=(
            "Description of the problem, in at most 1,000 characters. Moderators and the record's space read it."
        )
    )


@strawberry.input(description="A report of a duplicate.")
class ReportDuplicateInput:
    node: strawberry.ID = strawberry.field(description="Id of the published record that should be taken down.")
    of: strawberry.ID = strawberry.field(description="Id of the record to keep, of the same type.")
    text: str = strawberry.field(
        description="Explanation, in at most 1,000 characters. Moderators and the record's space read it."
    )


@strawberry.input(description="The answer of a record's owner to a suggestion.")
class AnswerSuggestionInput:
    case: strawberry.ID = strawberry.field(description="Id of a suggestion that awaits the owner's answer.")
    round: int = strawberry.field(
        description="Number of the round that was read. Refused if the suggestion has changed since, in a later round."
    )
    accept: bool = strawberry.field(description="True makes the suggested change as the owner's own; false rejects it.")


@strawberry.input(description="The case to withdraw.")
class WithdrawCaseInput:
    case: strawberry.ID = strawberry.field(
        description=(
            "Id of an undecided REPORT, DUPLICATE, SUGGESTION or CHANGE. If others have joined the report, the case "
            "goes on for them."
        )
    )


@strawberry.input(description="An appeal against a decision.")
class AppealDecisionInput:
    case: strawberry.ID = strawberry.field(description="Id of a decided case.")
    reason: str = strawberry.field(description="Reason for the appeal, in at most 1,000 characters.")


@strawberry.input(description="A decision of the stewards on an escalated case.")
class SettleCaseInput:
    case: strawberry.ID = strawberry.field(description="Id of a case whose deadline has passed.")
    choice: CHOICE = strawberry.field(description="The decision; not ABSTAIN.")
    ground: GROUND = strawberry.field(description="Ground of the vote.")
    text: str | None = strawberry.field(
        default=None,
        description="Explanation, in at most 1,000 characters; required: null is refused with REQUIRED.",
        metadata=TAKES_NULL,
    )


@strawberry.input(description="The case that a network will examine first.")
class HoldCaseInput:
    case: strawberry.ID = strawberry.field(description="Id of an open case.")
    network: NETWORK = strawberry.field(
        default=strawberry.UNSET, description="The network. May be omitted by a viewer who acts for a single network."
    )


@strawberry.input(description="The case to release.")
class ReleaseCaseInput:
    case: strawberry.ID = strawberry.field(description="Id of a case that the network is holding.")
    network: NETWORK = strawberry.field(
        default=strawberry.UNSET, description="The network. May be omitted by a viewer who acts for a single network."
    )


@mutation(scope=Scope.CONTENT_WRITE, right=REPORTING)
async def report_content(use_case: UseCase, input: ReportContentInput) -> CaseSaved:
    """Report a published record. The partner networks decide; reports of the same problem are decided together."""
    case = await open_report(use_case, input.node, input.ground, input.text, input.field)
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.CONTENT_WRITE, right=REPORTING)
async def report_duplicate(use_case: UseCase, input: ReportDuplicateInput) -> CaseSaved:
    """Report a duplicate. The partner networks decide whether it is taken down."""
    case = await open_duplicate_report(use_case, input.node, input.of, input.text)
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.CONTENT_WRITE, right=OWNER)
async def answer_suggestion(use_case: UseCase, input: AnswerSuggestionInput) -> CaseSaved:
    """Accept or reject a suggested change of the viewer's own record."""
    case = await record_owners.answer_suggestion(use_case, input.case, input.round, accept=input.accept)
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.CONTENT_WRITE, right=ASKED)
async def withdraw_case(use_case: UseCase, input: WithdrawCaseInput) -> CaseSaved:
    """Withdraw a report, suggestion or proposed change before it is decided. A hidden field is shown again."""
    case = await withdraw_own_case(use_case, input.case)
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.CONTENT_WRITE, right=LOSING)
async def appeal_decision(use_case: UseCase, input: AppealDecisionInput) -> CaseSaved:
    """Appeal against a decision.

    Networks that did not vote before decide, if there are enough, and keep or reverse it.
    """
    case = await open_appeal(use_case, input.case, input.reason)
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.MODERATION_VOTE, right=STEWARDS)
async def settle_case(use_case: UseCase, input: SettleCaseInput) -> CaseSaved:
    """Decide a review case that had no decision by its deadline."""
    case = await decide_escalated(use_case, input.case, Ballot(input.choice, input.ground, input.text))
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.MODERATION_VOTE, right=VOTING)
async def hold_case(use_case: UseCase, input: HoldCaseInput) -> CaseSaved:
    """Hold a review case for a network for two days, as a sign to others. All networks can still vote."""
    case = await assign(use_case, input.case, network_reference(input))
    return CaseSaved(case_id=case.id)


@mutation(scope=Scope.MODERATION_VOTE, right=VOTING)
async def release_case(use_case: UseCase, input: ReleaseCaseInput) -> CaseSaved:
    """Release a review case that the network holds."""
    case = await unassign(use_case, input.case, network_reference(input))
    return CaseSaved(case_id=case.id)
