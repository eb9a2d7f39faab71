"""Seals that partner networks grant to experience reports and other resources."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from models.base import Record
from models.columns import KEY, ClosedList, closed_list


class SealKind(ClosedList):
    """Kind of seal."""

    VERIFIED = "VERIFIED", "The network has verified the content of the resource."
    REUSED = "REUSED", "The network or one of its members has applied the resource."


IN_FORCE = text("withdrawn_at IS NULL")


class Seal(Record, table=True):
    """A seal of quality that a network grants to a resource. It is in force until it is withdrawn."""

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
    impersonal = frozenset({"text"})

    resource_id: str = Field(foreign_key="resource.id", sa_type=KEY, index=True, description="The resource.")
    network_id: str = Field(foreign_key="network.id", sa_type=KEY, index=True, description="The network.")
    version: int = Field(description="Version of the resource to which the seal was granted.")
    kind: SealKind = Field(sa_type=closed_list(SealKind), description="Kind of seal.")
    text: str | None = Field(default=None, description="Comment of the network.")
    withdrawn_at: datetime | None = Field(
        default=None, description="When the network withdrew the seal (UTC); null while it is in force."
    )
