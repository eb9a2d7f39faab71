"""Columns of records that people deposit: publication state, version and owner."""

from collections.abc import Mapping
from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.base import Table
from models.columns import KEY, ClosedList, closed_list


class PublicationState(ClosedList):
    """Publication state of a record, which decides who sees it."""

    DRAFT = "DRAFT", "Draft: only its space sees it."
    SUBMITTED = "SUBMITTED", "Submitted for publication: only its space and the voters of its review case see it."
    PUBLISHED = "PUBLISHED", "Published: everyone sees it."
    ARCHIVED = "ARCHIVED", "Archived: only its space sees it, and can restore it."


class Deposited(SQLModel):
    """Columns of a record that a space deposits, changes and publishes."""

    lists: ClassVar[Mapping[str, type[Table]]] = {}
    """By name, the lists of other records that a client writes with the record: the table that ties both."""
    details: ClassVar[Mapping[str, type[Table]]] = {}
    """By name, the model of what some records say besides, in a row of their own."""
    exchanged: ClassVar[bool] = True
    """True if networks send and take records of this type in bulk."""

    state: PublicationState = Field(
        default=PublicationState.PUBLISHED,
        sa_type=closed_list(PublicationState),
        description="Publication state of the record, which decides who sees it.",
    )
    version: int = Field(
        default=1,
        description="Current version number of the record. Send it as `expectedVersion` with the next change.",
    )
    space_id: str | None = Field(
        default=None,
        foreign_key="space.id",
        sa_type=KEY,
        index=True,
        description="The space that owns the record and may change it; null for records of the initial data set.",
    )


IN_PUBLIC = text("state = 'PUBLISHED'")
UNIQUE_IN_PUBLIC = "unique in public"
"""The mark of an index that `unique_in_public` makes."""


def unique_in_public(table: str, *columns: str) -> Index:
    """Hold no two published records of a table to the same values: what nobody sees takes nothing from anybody."""
    return Index(
        f"uq_{table}_{'_'.join(columns)}_in_public",
        *columns,
        unique=True,
        sqlite_where=IN_PUBLIC,
        postgresql_where=IN_PUBLIC,
        info={UNIQUE_IN_PUBLIC: True},
    )
