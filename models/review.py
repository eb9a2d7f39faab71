"""Review cases: what the partner networks decide together, their votes, and the decisions, of which none is edited."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import Record, Table
from models.columns import JSON_LIST, KEY, ClosedList, closed_list
from models.policy import CaseKind


class Choice(ClosedList):
    """Choice of a network that votes on a review case."""

    APPROVE = "APPROVE", "Agree to what the case asks for: the submission, change, report or claim."
    REJECT = "REJECT", "Reject what the case asks for."
    REQUEST_CHANGES = "REQUEST_CHANGES", "Return the content to its author, who is asked to change it first."
    ABSTAIN = "ABSTAIN", "Abstain: the vote counts for the quorum only."


class Ground(ClosedList):
    """Ground of a vote or of a report."""

    SOUND = "SOUND", "The content is accurate and useful to others."
    INCOMPLETE = "INCOMPLETE", "Information that readers need is missing."
    UNCLEAR = "UNCLEAR", "The content cannot be understood by people who were not involved."
    INACCURATE = "INACCURATE", "The content is wrong in part or in whole."
    OFF_TOPIC = "OFF_TOPIC", "The content is not about participation, consultation or cooperation."
    PROMOTIONAL = "PROMOTIONAL", "The content is advertising."
    SPAM = "SPAM", "The content is spam."
    DUPLICATE = "DUPLICATE", "The content already exists in the commons."
    PERSONAL_DATA = "PERSONAL_DATA", "The content contains personal data of somebody who has not consented."
    RIGHTS = "RIGHTS", "The content infringes the rights of others, such as copyright."
    ILLEGAL = "ILLEGAL", "The content is illegal."
    NOT_COMPETENT = "NOT_COMPETENT", "The network lacks the competence to judge; for abstentions."


class Stage(ClosedList):
    """Stage of a review case."""

    OPEN = "OPEN", "The panel can vote."
    ESCALATED = "ESCALATED", "The deadline passed without a decision; the stewards decide."
    DECIDED = "DECIDED", "Decided. An appeal opens the case again."
    WITHDRAWN = "WITHDRAWN", "Withdrawn before a decision, or closed because its subject no longer exists."


class Verdict(ClosedList):
    """Result of a round of votes."""

    APPROVED = "APPROVED", "The request is granted."
    REJECTED = "REJECTED", "The request is rejected."
    CHANGES_REQUESTED = "CHANGES_REQUESTED", "The author is asked to change the content, and may submit it again."
    ESCALATED = "ESCALATED", "The votes led to no decision before the deadline; the stewards decide."


class Panel(ClosedList):
    """Panel that is entitled to vote in a round."""

    PARTNERS = "PARTNERS", "All voting networks without a conflict of interest."
    FRESH = (
        "FRESH",
        "The voting networks without a conflict of interest that were not on the panel of the previous round.",
    )
    OWNER = "OWNER", "The space that owns the record; if it does not answer by the deadline, the partners."
    EVERYONE = (
        "EVERYONE",
        (
            "All voting networks without a conflict of interest and the stewards, who share one vote. Used if too few "
            "networks are left for FRESH."
        ),
    )


class Side(ClosedList):
    """Side of a case that appeals."""

    OPENER = "OPENER", "The person who opened the case."
    OWNER = "OWNER", "The space that owns the record."
    RIVAL = "RIVAL", "The person who already acts, or claimed earlier to act, for the same local authority."


class Hindrance(ClosedList):
    """The reason why a decision was not, or not fully, carried out."""

    MOVED = "MOVED", "The publication state of the record has changed since: it is a draft, submitted or archived."
    CHANGED = "CHANGED", "The content of the record has changed since the vote."
    HIDDEN = "HIDDEN", "A field is hidden until a report of personal data is decided."
    OTHER_GONE = "OTHER_GONE", "The other record, which would have been kept, is no longer public."
    OTHER_DECISION = "OTHER_DECISION", "Another decision about the same record prevails."
    INVALID = "INVALID", "A record to which this one refers has changed, so that the result would be invalid."
    SETTLED = "SETTLED", "The claim was settled in another way, or withdrawn."


ON_APPEAL = frozenset({Panel.FRESH, Panel.EVERYONE})
"""Panels that vote on an appeal."""
OPEN = text("stage IN ('OPEN', 'ESCALATED')")


class ReviewCase(Record, table=True):
    """A review case: one request about one record, with its current round of votes."""

    __tablename__ = "review_case"
    __table_args__ = (
        Index(
            "uq_review_case_question",
            *("node_id", "kind", "question"),
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )
    prefix = "case"
    sorted_by = "-created_at"
    personal = frozenset({"text", "appeal", "proposed"})
    impersonal = frozenset({"node_id", "type_name", "question", "hidden_by"})

    kind: CaseKind = Field(sa_type=closed_list(CaseKind), description="Kind of request.")
    node_id: str = Field(sa_type=KEY, index=True, description="The record that it is about.")
    type_name: str = Field(sa_type=KEY, description="Type of the record.")
    version: int = Field(description="Version of the record under review.")
    question: str = Field(
        default="", sa_type=KEY, description="What keeps two cases of one kind on one record apart, such as a field."
    )
    ground: Ground | None = Field(default=None, sa_type=closed_list(Ground), description="Ground of the report.")
    text: str | None = Field(default=None, description="Text of the person who opened the case.")
    appeal: str | None = Field(default=None, description="Text of the appeal against the decision.")
    appealed_by: Side | None = Field(
        default=None, sa_type=closed_list(Side), description="The side that appealed; null if there is no appeal."
    )
    appellant_id: str | None = Field(
        default=None, foreign_key="account.id", sa_type=KEY, index=True, description="The person who appealed."
    )
    proposed: dict[str, Any] | None = Field(
        default=None, sa_type=JSON_LIST, description="By field: what it was, and what it is to be."
    )
    stage: Stage = Field(sa_type=closed_list(Stage), description="Stage of the case.")
    round: int = Field(
        default=1,
        description=(
            "Number of the round of votes, from 1. A new round begins with an appeal, and when the record changes."
        ),
    )
    panel: Panel = Field(sa_type=closed_list(Panel), description="Panel that is entitled to vote in this round.")
    policy_id: str = Field(
        foreign_key="policy.id", sa_type=KEY, description="The policy under which the case was opened and is decided."
    )
    opened_at: datetime = Field(description="When this round opened (UTC).")
    due_at: datetime = Field(
        index=True,
        description=(
            "Deadline of this stage (UTC). A case that is undecided passes from the record's space to the "
            "partners, and from the partners to the stewards; if these do not decide either, it returns to the "
            "partners or, after an appeal, the decision stands."
        ),
    )
    next_at: datetime | None = Field(
        default=None, index=True, description="When the clock alone may next decide something (UTC)."
    )
    owner_id: str | None = Field(
        default=None, foreign_key="space.id", sa_type=KEY, index=True, description="The space that owns the record."
    )
    account_id: str | None = Field(
        default=None, foreign_key="account.id", sa_type=KEY, index=True, description="The person who opened it."
    )
    network_id: str | None = Field(
        default=None, foreign_key="network.id", sa_type=KEY, index=True, description="The network that opened the case."
    )
    hidden_by: str | None = Field(
        default=None,
        sa_type=KEY,
        index=True,
        description="The account or network whose report had the field hidden at once; null where none did.",
    )
    held_by: str | None = Field(
        default=None,
        foreign_key="network.id",
        sa_type=KEY,
        description="The network that is holding the case, that is, examining it first.",
    )
    held_until: datetime | None = Field(default=None, description="When the holding by a network ends (UTC).")


class ReviewReport(Table, table=True):
    """A report that joined a case with the same question. The case goes on as long as one report is not withdrawn."""

    __tablename__ = "review_report"
    __table_args__ = (UniqueConstraint("case_id", "account_id"), UniqueConstraint("case_id", "network_id"))
    personal = frozenset({"text"})

    id: str = Field(primary_key=True, sa_type=KEY)
    case_id: str = Field(foreign_key="review_case.id", sa_type=KEY)
    account_id: str | None = Field(
        default=None, foreign_key="account.id", sa_type=KEY, index=True, description="The person who reports."
    )
    network_id: str | None = Field(
        default=None, foreign_key="network.id", sa_type=KEY, index=True, description="The network whose program does."
    )
    text: str | None = Field(default=None, description="What they say.")
    hides: bool = Field(description="Whether their word alone would have the field hidden.")
    created_at: datetime


class ReviewParty(Table, table=True):
    """A network that has a part in a case since it was opened, and votes in none of its rounds."""

    __tablename__ = "review_party"

    case_id: str = Field(primary_key=True, foreign_key="review_case.id", sa_type=KEY)
    network_id: str = Field(primary_key=True, foreign_key="network.id", sa_type=KEY, index=True)


class ReviewRival(Table, table=True):
    """A person who acts, or claimed before to act, for the authority that another one claims: it is their case, too."""

    __tablename__ = "review_rival"

    case_id: str = Field(primary_key=True, foreign_key="review_case.id", sa_type=KEY)
    account_id: str = Field(primary_key=True, foreign_key="account.id", sa_type=KEY, index=True)


class Vote(Table, table=True):
    """The vote of a network in a round of a case; a later vote of the same network supersedes it."""

    __table_args__ = (
        Index("ix_vote_said", "case_id", "network_id", "round"),
        Index("uq_vote_number", "case_id", "number", unique=True),
    )
    personal = frozenset({"text"})
    impersonal = frozenset({"token_id"})

    id: str = Field(primary_key=True, sa_type=KEY)
    case_id: str = Field(foreign_key="review_case.id", sa_type=KEY)
    round: int
    number: int = Field(description="Its place among the votes of the case, which no clock decides: the next is later.")
    network_id: str | None = Field(
        default=None,
        foreign_key="network.id",
        sa_type=KEY,
        index=True,
        description="The network whose voice it is; null for the stewards'.",
    )
    account_id: str | None = Field(
        default=None,
        foreign_key="account.id",
        sa_type=KEY,
        index=True,
        description="The person who cast it, or who answered for the program that did.",
    )
    token_id: str | None = Field(default=None, sa_type=KEY)
    choice: Choice = Field(sa_type=closed_list(Choice))
    ground: Ground = Field(sa_type=closed_list(Ground))
    text: str | None = Field(default=None)
    created_at: datetime


class Decision(Record, table=True):
    """The decision of one round of a review case. A later decision supersedes it; decisions are never edited."""

    __table_args__ = (UniqueConstraint("case_id", "round"),)
    prefix = "decision"
    sorted_by = "-created_at"
    impersonal = frozenset({"node_id", "grounds", "counts", "networks", "before"})

    case_id: str = Field(foreign_key="review_case.id", sa_type=KEY, description="The case.")
    kind: CaseKind = Field(sa_type=closed_list(CaseKind), description="Kind of the review case.")
    node_id: str = Field(sa_type=KEY, index=True, description="The record that it was about.")
    round: int = Field(description="Number of the round that led to the decision.")
    opened_at: datetime = Field(description="When the round opened (UTC).")
    verdict: Verdict = Field(sa_type=closed_list(Verdict), description="The verdict.")
    decided_at: datetime = Field(description="When the decision was made (UTC).")
    grounds: list[Ground] = Field(
        default=[], sa_type=JSON_LIST, description="Grounds given by the votes for the verdict."
    )
    counts: dict[str, int] = Field(default={}, sa_type=JSON_LIST, description="Networks by choice.")
    networks: list[str] = Field(
        default=[], sa_type=JSON_LIST, description="Ids of the networks that voted, in the order of their names."
    )
    panel: Panel = Field(sa_type=closed_list(Panel), description="The panel that was entitled to vote.")
    by_stewards: bool = Field(default=False, description="True if the stewards decided, after the deadline.")
    supersedes: str | None = Field(
        default=None,
        foreign_key="decision.id",
        sa_type=KEY,
        description="The decision of the previous round, which this one supersedes.",
    )
    appealable_until: datetime | None = Field(
        default=None,
        description="Deadline for an appeal by the losing side (UTC); null if no appeal is possible.",
    )
    hindered_by: Hindrance | None = Field(
        default=None,
        sa_type=closed_list(Hindrance),
        description="The reason why the decision was not, or not fully, carried out; null if it was.",
    )
    before: dict[str, Any] | None = Field(
        default=None, sa_type=JSON_LIST, description="How what it changed stood before, for an appeal that undoes it."
    )
