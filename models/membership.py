"""Memberships: an actor in an organisation, or an actor in a partner network."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.base import Record
from models.columns import KEY, ClosedList, closed_list
from models.publication import Deposited
from models.ties import EdgeKind, Tie

MEMBERSHIP = EdgeKind("MEMBERSHIP", "An actor is a member of an organisation or of a partner network.")


class MembershipRole(ClosedList):
    """Role of a member in an organisation or network."""

    MEMBER = "MEMBER", "Member without a particular function."
    STAFF = "STAFF", "Employed by the organisation."
    ELECTED = "ELECTED", "Elected to the organisation's assembly or board."
    CHAIR = "CHAIR", "Chairs the organisation."
    REPRESENTATIVE = "REPRESENTATIVE", "Represents the organisation in a network."
    VOLUNTEER = "VOLUNTEER", "Volunteers for the organisation."


class Membership(Record, Deposited, table=True):
    """The membership of an actor in an organisation or in a partner network, never in both."""

    __table_args__ = (CheckConstraint("(organisation_id IS NULL) <> (network_id IS NULL)", name="one_host"),)
    prefix = "membership"
    personal = frozenset({"since", "until"})
    impersonal = frozenset({"organisation_id"})
    ties = tuple(
        Tie(MEMBERSHIP, "member_id", host, role="role", since="since", until="until")
        for host in ("organisation_id", "network_id")
    )

    member_id: str = Field(foreign_key="actor.id", sa_type=KEY, index=True, description="The actor that is a member.")
    organisation_id: str | None = Field(
        default=None,
        foreign_key="actor.id",
        sa_type=KEY,
        index=True,
        description="The organisation of which the actor is a member; null for a membership in a network.",
    )
    network_id: str | None = Field(
        default=None,
        foreign_key="network.id",
        sa_type=KEY,
        index=True,
        description="The partner network of which the actor is a member; null for a membership in an organisation.",
    )
    role: MembershipRole = Field(sa_type=closed_list(MembershipRole), description="Role of the member.")
    since: date | None = Field(default=None, description="First day of the membership.")
    until: date | None = Field(default=None, description="Last day of the membership; null while it lasts.")
