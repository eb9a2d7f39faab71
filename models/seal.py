"""Seals: what partner networks stand up for, of the experience reports and other resources of the commons."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from models.base import Record
from models.columns import KEY, ClosedList, closed_list


class SealKind(ClosedList):
    """What a network says by a seal."""

    VERIFIED = "VERIFIED", "The network has checked what it says."
    REUSED = "REUSED", "The network, or a member of it, has done the same."


IN_FORCE = text("withdrawn_at IS NULL")


class Seal(Record, table=True):
    """A network's word for a resource, in force until it is withdrawn."""

    __table_args__ = (
        Index(
            "uq_seal_in_force",
            *("resource_id", "network_id", "kind"),
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
    )
    prefix = "seal"
    sorted_by = "-created_at"

    resource_id: str = Field(foreign_key="resource.id", sa_type=KEY, index=True, description="The resource.")
    network_id: str = Field(foreign_key="network.id", sa_type=KEY, index=True, description="The network.")
    version: int = Field(description="The resource's version that the network stands up for.")
    kind: SealKind = Field(sa_type=closed_list(SealKind), description="What the network says by it.")
    text: str | None = Field(default=None, description="In its own words.")
    withdrawn_at: datetime | None = Field(default=None, description="When the network took it back (UTC).")
