"""Storage usage of spaces and accounts, to be compared with their quotas."""

from sqlalchemy import BigInteger
from sqlmodel import Field

from models.base import Table
from models.columns import KEY


class StorageUsage(Table, table=True):
    """Storage used by a space, or by an account in unverified spaces; updated with the rows that it counts."""

    __tablename__ = "storage_usage"
    impersonal = frozenset({"holder_id"})

    holder_id: str = Field(primary_key=True, sa_type=KEY, description="The space or the account.")
    records: int = Field(default=0, description="Records of any type, in any state.")
    drafts: int = Field(default=0, description="Those of them that are drafts.")
    stored_bytes: int = Field(
        default=0, sa_type=BigInteger, description="Of all that the journal and review cases have kept of them."
    )


class StorageNote(Table, table=True):
    """Storage that one unit of work added for a holder with a large quota, until it is added up in `storage_usage`.

    Units that add a row each do not get in each other's way, as those do that change the same one.
    """

    __tablename__ = "storage_note"
    impersonal = frozenset({"holder_id"})

    id: str = Field(primary_key=True, sa_type=KEY, description="A fresh id.")
    holder_id: str = Field(sa_type=KEY, description="The space.")
    records: int = Field(description="Records that came in.")
    drafts: int = Field(description="Drafts that came in, less those that are none any more.")
    stored_bytes: int = Field(sa_type=BigInteger, description="What the journal has kept of them.")
