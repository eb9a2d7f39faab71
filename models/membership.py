"""Memberships: an actor in an organisation, or an actor in a partner network."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.base import Record
from models.columns import KEY, ClosedList, closed_list
from models.publication import Deposited


class MembershipRole(ClosedList):
    """What a member does in an organisation or network."""

    MEMBER = "MEMBER", "Member without a particular office."
    STAFF = "STAFF", "Employed by the organisation."
    ELECTED = "ELECTED", "Elected to the organisation's assembly or board."
    CHAIR = "CHAIR", "Presides over the organisation."
    REPRESENTATIVE = "REPRESENTATIVE", "Speaks for the organisation in a network."
    VOLUNTEER = "VOLUNTEER", "Volunteers for the organisation."


class Membership(Record, Deposited, table=True):
    """An actor's place in an organisation or in a partner network, never in both at once."""

    __table_args__ = (CheckConstraint("(organisation_id IS NULL) <> (network_id IS NULL)", name="one_host"),)
    prefix = "membership"

    member_id: str = Field(foreign_key="actor.id", sa_type=KEY, index=True, description="The actor who is a member.")
    organisation_id: str | None = Field(
        default=None,
        foreign_key="actor.id",
        sa_type=KEY,
        index=True,
        description="The organisation joined, when it is an actor.",
    )
    network_id: str | None = Field(
        default=None, foreign_key="network.id", sa_type=KEY, index=True, description="The partner network joined."
    )
    role: MembershipRole = Field(sa_type=closed_list(MembershipRole), description="What the member does there.")
    since: date | None = Field(default=None, description="First day of the membership.")
    until: date | None = Field(default=None, description="Last day of the membership; null while it lasts.")
