"""Policies: what the partners have agreed that a decision takes, as data of which no version is ever changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import Record
from models.columns import KEY, ClosedList, closed_list


class CaseKind(ClosedList):
    """Kind of request that a review case decides."""

    SUBMISSION = "SUBMISSION", "A request to publish new content."
    CHANGE = "CHANGE", "A request by its owner to change published content."
    REPORT = "REPORT", "A report that something is wrong with published content."
    CLAIM = "CLAIM", "Two persons claim to act for the same local authority."
    DUPLICATE = "DUPLICATE", "A report that two records describe the same thing."
    SUGGESTION = "SUGGESTION", "A suggestion by others to correct published content."


FROM_OUTSIDE = frozenset({CaseKind.REPORT, CaseKind.CLAIM, CaseKind.DUPLICATE, CaseKind.SUGGESTION})
"""The cases that somebody opens for themselves; the others, a space does."""


class Direct(ClosedList):
    """Spaces that may make a change directly, without a review case."""

    NOBODY = "NOBODY", "Nobody: a review case decides."
    NETWORKS = "NETWORKS", "Partner networks, for their own content."
    VERIFIED = "VERIFIED", "Verified spaces, for their own content."


class Policy(Record, table=True):
    """A version of the voting rules for a kind of case. The highest number that has begun is in force."""

    __table_args__ = (
        CheckConstraint("majority > 50 AND majority <= 100", name="majority"),
        CheckConstraint("quorum >= 1 AND (vetoes IS NULL OR vetoes >= 1)", name="quorum"),
        CheckConstraint("early IS NULL OR early >= quorum", name="early"),
        CheckConstraint("hides_network >= 0 AND hides_verified >= 0 AND hides_upheld >= 0", name="hides"),
        CheckConstraint("urgent_hours >= 1 AND urgent_open >= 0", name="urgent"),
        CheckConstraint("open_hours >= 0 AND due_hours > open_hours AND appeal_hours >= 0", name="hours"),
        UniqueConstraint("kind", "type_name", "number"),
    )
    prefix = "policy"
    impersonal = frozenset({"type_name", "adopted_by", "reason"})

    kind: CaseKind = Field(
        sa_type=closed_list(CaseKind), description="Kind of review cases to which the policy applies."
    )
    type_name: str = Field(
        sa_type=KEY,
        description="Type of content to which the policy applies; empty for all types without a policy of their own.",
    )
    number: int = Field(description="Number of the version, from 1.")
    begins_at: datetime = Field(description="Start (UTC): cases opened from then on follow this version.")
    quorum: int = Field(description="Quorum: number of networks that must vote, abstentions included.")
    majority: int = Field(
        description="Majority that a decision needs, in percent of the votes without abstentions; above 50."
    )
    vetoes: int | None = Field(
        default=None,
        description=(
            "Veto: number of rejections that reject the case whatever the other votes are; null if there is no veto."
        ),
    )
    early: int | None = Field(
        default=None,
        description=(
            "Early decision: number of equal votes, with no other vote except abstentions, that decides before "
            "`openHours` have passed; null if there is none."
        ),
    )
    open_hours: int = Field(description="Minimum number of hours for which a case stays open.")
    due_hours: int = Field(description="Deadline in hours: the stewards decide a case that has no decision by then.")
    appeal_hours: int = Field(description="Number of hours after a decision during which it can be appealed.")
    direct: Direct = Field(
        default=Direct.NOBODY,
        sa_type=closed_list(Direct),
        description="Who may make the change directly, without a review case.",
    )
    hides_network: int = Field(
        default=20,
        description=(
            "Number of fields that a voting network can have hidden at the same time by reporting personal data."
        ),
    )
    hides_verified: int = Field(
        default=3,
        description=(
            "Number of fields that a verified space can have hidden at the same time by reporting personal data."
        ),
    )
    hides_upheld: int = Field(
        default=1,
        description=(
            "Number of fields that a person can have hidden at the same time by reporting personal data, for each "
            "of their reports that was upheld in the last year."
        ),
    )
    urgent_hours: int = Field(
        default=72,
        description=(
            "Deadline in hours for a report of personal data, if it is shorter: the stewards decide a case that "
            "has no decision by then."
        ),
    )
    urgent_open: int = Field(
        default=3,
        description=(
            "Number of undecided reports of personal data that hide nothing which one person may have at the same time."
        ),
    )
    adopted_by: str | None = Field(
        default=None,
        sa_type=KEY,
        description="Account of the steward who adopted the policy; null for the initial policies.",
    )
    reason: str | None = Field(
        default=None, description="The partners' agreement on which the policy rests, in the steward's words."
    )
