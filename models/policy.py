"""Policies: what the partners have agreed that a decision takes, as data of which no version is ever changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import Record
from models.columns import KEY, ClosedList, closed_list


class CaseKind(ClosedList):
    """What a review case is about."""

    SUBMISSION = "SUBMISSION", "New content is to be published."
    CHANGE = "CHANGE", "Published content is to be changed."
    REPORT = "REPORT", "Something is wrong with published content."
    CLAIM = "CLAIM", "A person's claim on a local authority is contested."
    DUPLICATE = "DUPLICATE", "Two records are about the same."
    SUGGESTION = "SUGGESTION", "Somebody proposes a correction of published content."


FROM_OUTSIDE = frozenset({CaseKind.REPORT, CaseKind.CLAIM, CaseKind.DUPLICATE, CaseKind.SUGGESTION})
"""The cases that somebody opens for themselves; the others, a space does."""


class Direct(ClosedList):
    """For whom something is done at once, without a case."""

    NOBODY = "NOBODY", "Nobody: the partners decide."
    NETWORKS = "NETWORKS", "Partner networks, for what is their own: they answer for it."
    VERIFIED = "VERIFIED", "Every space of which it was confirmed who acts there, for what is its own."


class Policy(Record, table=True):
    """A version of what decides cases of a kind; the one with the highest number that has begun is in force."""

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

    kind: CaseKind = Field(sa_type=closed_list(CaseKind), description="The cases that it decides.")
    type_name: str = Field(
        sa_type=KEY, description="The type of content; empty for all types that have no policy of their own."
    )
    number: int = Field(description="Number of the version, from 1.")
    begins_at: datetime = Field(description="From when on cases are opened under it (UTC).")
    quorum: int = Field(description="Distinct networks that must have voted, abstentions included.")
    majority: int = Field(description="Percent of the votes that are no abstentions, above 50.")
    vetoes: int | None = Field(
        default=None, description="Rejections that reject whatever the others say; null where no number of them does."
    )
    early: int | None = Field(
        default=None,
        description="Votes of one choice, with none of another but abstentions, that decide before the minimum time.",
    )
    open_hours: int = Field(description="Hours that a case is open at least.")
    due_hours: int = Field(description="Hours after which a case that is not decided goes to the stewards.")
    appeal_hours: int = Field(description="Hours in which a decision can be appealed against.")
    direct: Direct = Field(
        default=Direct.NOBODY,
        sa_type=closed_list(Direct),
        description="For whom no case is needed: it is done at once.",
    )
    hides_network: int = Field(
        default=20,
        description="Of reports of personal data: fields that a network with a voice has hidden at once, at a time.",
    )
    hides_verified: int = Field(
        default=3,
        description="Of reports of personal data: fields that a verified space has hidden at once, at a time.",
    )
    hides_upheld: int = Field(
        default=1,
        description="Of reports of personal data: fields that a person has hidden at once, at a time, for each report "
        "of theirs that was upheld within a year.",
    )
    urgent_hours: int = Field(
        default=72,
        description="Hours after which a case on personal data that is not decided goes to the stewards, if that is "
        "sooner.",
    )
    urgent_open: int = Field(
        default=3,
        description="Reports of personal data that hide nothing, and that one person may have undecided at a time.",
    )
    adopted_by: str | None = Field(
        default=None,
        sa_type=KEY,
        description="The account of the steward who adopted it; null for the policies that the commons began with.",
    )
    reason: str | None = Field(default=None, description="What the partners agreed, and where, as the steward says.")
