"""Stored snapshots of the network, for other processes and for later questions about the same one."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from models.base import Table
from models.columns import KEY


class NetworkSnapshot(Table, table=True):
    """The network of what was public at a position of the journal: ids, codes and dates, but no names.

    All are deleted as soon as anything that they may show is no longer public.
    """

    __tablename__ = "network_snapshot"
    personal = frozenset({"content"})
    impersonal = frozenset({"layout"})

    id: str = Field(primary_key=True, sa_type=KEY)
    position: int = Field(sa_type=BigInteger, description="Position of the last journal entry that it knows.")
    taken_at: datetime = Field(description="When it was built (UTC).")
    content: str = Field(description="Its nodes and edges: JSON, compressed by zlib, in base64.")
    layout: str | None = Field(
        default=None, description="All x and all y of the nodes of its picture: JSON; null until somebody looks at it."
    )
