"""Review cases: what the partner networks decide together, their votes, and the decisions, of which none is edited."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import Record, Table
from models.columns import JSON_LIST, KEY, ClosedList, closed_list
from models.policy import CaseKind


class Choice(ClosedList):
    """What a network says to what a case asks for."""

    APPROVE = "APPROVE", "Yes: to what was submitted, proposed, reported or claimed."
    REJECT = "REJECT", "No."
    REQUEST_CHANGES = "REQUEST_CHANGES", "Not as it is: the author is asked to change it."
    ABSTAIN = "ABSTAIN", "No opinion; counts for the quorum alone."


class Ground(ClosedList):
    """On what grounds a network votes as it does, or something is reported."""

    SOUND = "SOUND", "It is what it says, and of use to others."
    INCOMPLETE = "INCOMPLETE", "Something that readers need is missing."
    UNCLEAR = "UNCLEAR", "It cannot be understood by who was not there."
    INACCURATE = "INACCURATE", "Something in it is not true."
    OFF_TOPIC = "OFF_TOPIC", "It is not about participation, concertation or cooperation."
    PROMOTIONAL = "PROMOTIONAL", "It advertises."
    SPAM = "SPAM", "It serves nobody but who sent it."
    DUPLICATE = "DUPLICATE", "The commons has it already."
    PERSONAL_DATA = "PERSONAL_DATA", "It tells something of a person who has not agreed to that."
    RIGHTS = "RIGHTS", "The rights of others stand against it."
    ILLEGAL = "ILLEGAL", "The law stands against it."
    NOT_COMPETENT = "NOT_COMPETENT", "The network cannot judge it."


class Stage(ClosedList):
    """How far a case has come."""

    OPEN = "OPEN", "Networks vote."
    ESCALATED = "ESCALATED", "The deadline has passed without a decision: the stewards decide."
    DECIDED = "DECIDED", "Decided; an appeal opens it again."
    WITHDRAWN = "WITHDRAWN", "Taken back before it was decided, or about what is not there any more."


class Verdict(ClosedList):
    """What votes come to."""

    APPROVED = "APPROVED", "What the case asks for is done."
    REJECTED = "REJECTED", "What the case asks for is not done."
    CHANGES_REQUESTED = "CHANGES_REQUESTED", "The author is asked to change it, and may then hand it in again."
    ESCALATED = "ESCALATED", "The votes decided nothing until the deadline."


class Panel(ClosedList):
    """Who judges a round."""

    PARTNERS = "PARTNERS", "All networks with a voice that have no part in the case."
    FRESH = "FRESH", "Of these, the networks that did not sit in the round before."
    OWNER = "OWNER", "The space whose record it is; the partners, if it is silent until the deadline."
    EVERYONE = "EVERYONE", "Since too few of those are left: all of them, and the stewards with one voice."


class Side(ClosedList):
    """Whose words an appeal is."""

    OPENER = "OPENER", "Who opened the case."
    OWNER = "OWNER", "The space whose record it is."
    RIVAL = "RIVAL", "Who acts, or claimed before to act, for the authority that a claim is about."


class Hindrance(ClosedList):
    """What kept a decision, or a part of it, from being carried out."""

    MOVED = "MOVED", "The record does not stand where it stood any more: it is a draft, handed in, or put away."
    CHANGED = "CHANGED", "The record says something else by now than what was judged."
    HIDDEN = "HIDDEN", "A field is hidden until it is decided whether it tells of a person."
    OTHER_GONE = "OTHER_GONE", "The record that would have stayed is not public any more."
    OTHER_DECISION = "OTHER_DECISION", "Another decision about the same record stands against it."
    INVALID = "INVALID", "What the record refers to, or goes with, is not what it was."
    SETTLED = "SETTLED", "The claim was settled otherwise, or taken back."


ON_APPEAL = frozenset({Panel.FRESH, Panel.EVERYONE})
"""Who judges what was decided before."""
OPEN = text("stage IN ('OPEN', 'ESCALATED')")


class ReviewCase(Record, table=True):
    """One question on one record, with the round of votes that it is in."""

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

    kind: CaseKind = Field(sa_type=closed_list(CaseKind), description="What it is about.")
    node_id: str = Field(sa_type=KEY, index=True, description="The record that it is about.")
    type_name: str = Field(sa_type=KEY, description="The type of that record.")
    version: int = Field(description="The record's version that is judged.")
    question: str = Field(
        default="", sa_type=KEY, description="What keeps two cases of one kind on one record apart, such as a field."
    )
    ground: Ground | None = Field(
        default=None, sa_type=closed_list(Ground), description="On what grounds it was reported."
    )
    text: str | None = Field(default=None, description="What who opened it says.")
    appeal: str | None = Field(default=None, description="What who appeals against the decision says.")
    appealed_by: Side | None = Field(
        default=None, sa_type=closed_list(Side), description="Whose words the appeal is; null before there is one."
    )
    appellant_id: str | None = Field(
        default=None, foreign_key="account.id", sa_type=KEY, index=True, description="The person who appealed."
    )
    proposed: dict[str, Any] | None = Field(
        default=None, sa_type=JSON_LIST, description="By field: what it was, and what it is to be."
    )
    stage: Stage = Field(sa_type=closed_list(Stage), description="How far the case has come.")
    round: int = Field(
        default=1,
        description="Number of the round of votes: another one begins with an appeal, and when its subject changes.",
    )
    panel: Panel = Field(sa_type=closed_list(Panel), description="Who judges this round.")
    policy_id: str = Field(foreign_key="policy.id", sa_type=KEY, description="The policy that the case keeps.")
    opened_at: datetime = Field(description="When this round opened (UTC).")
    due_at: datetime = Field(
        index=True,
        description="When others take over unless it is decided: from the record's space the partners, from these the "
        "stewards; from these the partners again, while after an appeal the decision stands (UTC).",
    )
    next_at: datetime | None = Field(
        default=None, index=True, description="When the clock alone may next decide something (UTC)."
    )
    owner_id: str | None = Field(
        default=None, foreign_key="space.id", sa_type=KEY, index=True, description="The space whose record it is."
    )
    account_id: str | None = Field(
        default=None, foreign_key="account.id", sa_type=KEY, index=True, description="The person who opened it."
    )
    network_id: str | None = Field(
        default=None, foreign_key="network.id", sa_type=KEY, index=True, description="The network that opened it."
    )
    hidden_by: str | None = Field(
        default=None,
        sa_type=KEY,
        index=True,
        description="The account or network whose report had the field hidden at once; null where none did.",
    )
    held_by: str | None = Field(
        default=None, foreign_key="network.id", sa_type=KEY, description="The network that looks into it first."
    )
    held_until: datetime | None = Field(default=None, description="Until when it does (UTC).")


class ReviewReport(Table, table=True):
    """A report that joined the case which asked the same: that goes on as long as one report stands."""

    __tablename__ = "review_report"
    __table_args__ = (UniqueConstraint("case_id", "account_id"), UniqueConstraint("case_id", "network_id"))

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
    """What a network said in a round of a case; a later vote of the same network supersedes it."""

    __table_args__ = (
        Index("ix_vote_said", "case_id", "network_id", "round"),
        Index("uq_vote_number", "case_id", "number", unique=True),
    )

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
    """What a round came to; a later one supersedes it, and neither is ever edited."""

    __table_args__ = (UniqueConstraint("case_id", "round"),)
    prefix = "decision"
    sorted_by = "-created_at"

    case_id: str = Field(foreign_key="review_case.id", sa_type=KEY, description="The case.")
    kind: CaseKind = Field(sa_type=closed_list(CaseKind), description="What the case was about.")
    node_id: str = Field(sa_type=KEY, index=True, description="The record that it was about.")
    round: int = Field(description="The round that came to it.")
    opened_at: datetime = Field(description="When that round opened (UTC).")
    verdict: Verdict = Field(sa_type=closed_list(Verdict), description="What was decided.")
    decided_at: datetime = Field(description="The moment that decided (UTC).")
    grounds: list[Ground] = Field(default=[], sa_type=JSON_LIST, description="The grounds of those who were for it.")
    counts: dict[str, int] = Field(default={}, sa_type=JSON_LIST, description="Networks by choice.")
    networks: list[str] = Field(
        default=[], sa_type=JSON_LIST, description="Ids of the networks that voted, in the order of their names."
    )
    panel: Panel = Field(sa_type=closed_list(Panel), description="Who judged.")
    by_stewards: bool = Field(default=False, description="Whether the stewards decided, after the deadline.")
    supersedes: str | None = Field(
        default=None, foreign_key="decision.id", sa_type=KEY, description="The decision of the round before."
    )
    appealable_until: datetime | None = Field(
        default=None,
        description="Until when who has lost something by it can appeal (UTC); null where nobody can.",
    )
    hindered_by: Hindrance | None = Field(
        default=None,
        sa_type=closed_list(Hindrance),
        description="What kept it from being carried out, or a part of it; null where all of it was.",
    )
    before: dict[str, Any] | None = Field(
        default=None, sa_type=JSON_LIST, description="How what it changed stood before, for an appeal that undoes it."
    )
