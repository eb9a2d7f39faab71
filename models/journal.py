"""The journal: every change of the commons, and what keeps a retried or imported one from being made twice."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from models.base import Record, Table
from models.columns import JSON_LIST, KEY, ClosedList, closed_list
from models.publication import PublicationState


class ChangeKind(ClosedList):
    """Kind of change of a record."""

    CREATED = "CREATED", "The record was created."
    UPDATED = "UPDATED", "Fields of the record were changed."
    SUBMITTED = "SUBMITTED", "The record was submitted for publication."
    PUBLISHED = "PUBLISHED", "The record was published."
    ARCHIVED = "ARCHIVED", "The record was archived."
    RESTORED = "RESTORED", "The record was restored from the archive."
    REVERTED = "REVERTED", "The content of the record was reverted to an earlier version."
    CLAIMED = "CLAIMED", "A person claimed to act for the local authority."
    ERASED = "ERASED", "Personal data of the record was erased."
    RETURNED = "RETURNED", "A decision returned the record to its owner as a draft."
    HIDDEN = "HIDDEN", "A field was hidden until a decision, or shown again after it."


PUBLISHED = text("position IS NOT NULL")
UNPUBLISHED = text("position IS NULL")


class Change(Record, table=True):
    """A journal entry: one change of one record. Only the erasure of personal data ever alters an entry."""

    __table_args__ = (
        Index("uq_change_position", "position", unique=True, sqlite_where=PUBLISHED, postgresql_where=PUBLISHED),
        Index(
            "ix_change_unpublished",
            *("created_at", "id"),
            sqlite_where=UNPUBLISHED,
            postgresql_where=UNPUBLISHED,
        ),
    )
    prefix = "change"
    sorted_by = "-created_at"
    personal = frozenset({"fields"})
    impersonal = frozenset({"node_id", "token_id", "request_id"})

    kind: ChangeKind = Field(sa_type=closed_list(ChangeKind), index=True, description="Kind of change.")
    node_id: str = Field(sa_type=KEY, index=True, description="The record that changed.")
    version: int = Field(description="Version of the record after the change.")
    state: PublicationState = Field(
        sa_type=closed_list(PublicationState), description="Publication state of the record after the change."
    )
    fields: dict[str, Any] = Field(
        default={}, sa_type=JSON_LIST, description="By field: what it was before, and what it is since."
    )
    space_id: str | None = Field(
        default=None, foreign_key="space.id", sa_type=KEY, index=True, description="The space that owns the record."
    )
    account_id: str | None = Field(
        default=None, foreign_key="account.id", sa_type=KEY, index=True, description="The person who changed it."
    )
    network_id: str | None = Field(
        default=None,
        foreign_key="network.id",
        sa_type=KEY,
        index=True,
        description="The network in whose name the change was made.",
    )
    token_id: str | None = Field(default=None, sa_type=KEY, description="The API token that it was done with.")
    request_id: str = Field(sa_type=KEY, description="The request that it was part of.")
    position: int | None = Field(
        default=None,
        sa_type=BigInteger,
        description="Place in the order in which entries became visible, from 1 on; null until it is given, once.",
    )


class Follower(Table, table=True):
    """The cursor of what follows the journal: everything up to its position is dealt with."""

    impersonal = frozenset({"name", "last_error"})

    name: str = Field(primary_key=True, sa_type=KEY, description="Name in the code.")
    position: int = Field(sa_type=BigInteger, description="Position of the last entry that it was given.")
    tries: int = Field(default=0, description="Tries that failed since the last success.")
    last_error: str | None = Field(default=None, description="Kind and place of the last error, without its message.")
    last_error_at: datetime | None = Field(default=None, description="When it last failed (UTC).")
    last_success_at: datetime | None = Field(default=None, description="When its position last moved (UTC).")


class Outcome(Table, table=True):
    """The stored result of a mutation with an idempotency key, for a client that repeats it."""

    personal = frozenset({"viewer", "result"})
    impersonal = frozenset({"key", "request_hash"})

    viewer: str = Field(primary_key=True, sa_type=KEY, description="Whose key it is: an account or a token.")
    key: str = Field(primary_key=True, sa_type=KEY)
    request_hash: str = Field(sa_type=KEY, description="SHA-256 of the mutation and its input.")
    result: dict[str, Any] = Field(sa_type=JSON_LIST, description="What the payload is made of again.")
    created_at: datetime = Field(index=True)


class ExternalReference(Table, table=True):
    """The identifier of a record at a partner network."""

    __tablename__ = "external_reference"
    # What a network calls a record stays: without it, the next import would bring the person back.
    personal = frozenset({"url"})
    impersonal = frozenset({"type_name", "reference", "node_id"})

    network_id: str = Field(primary_key=True, foreign_key="network.id", sa_type=KEY)
    type_name: str = Field(primary_key=True, sa_type=KEY)
    reference: str = Field(primary_key=True, sa_type=KEY, description="The network's identifier of the record.")
    node_id: str = Field(sa_type=KEY, index=True)
    url: str | None = Field(default=None, description="Where the network shows the record.")
    fetched_at: datetime
