"""What records have that people deposit: where they stand on the way to the public, their version, whose they are."""

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.columns import KEY, ClosedList, closed_list


class PublicationState(ClosedList):
    """Who may see a record."""

    DRAFT = "DRAFT", "Being written: its space alone sees it."
    SUBMITTED = "SUBMITTED", "Ready, and waiting for a decision: its space and who votes see it."
    PUBLISHED = "PUBLISHED", "Everyone sees it."
    ARCHIVED = "ARCHIVED", "Put away: its space alone sees it, and can bring it back."


class Deposited(SQLModel):
    """Columns of a record that a space deposits, changes and publishes."""

    state: PublicationState = Field(
        default=PublicationState.PUBLISHED,
        sa_type=closed_list(PublicationState),
        description="Where the record stands on the way to the public.",
    )
    version: int = Field(
        default=1, description="Number of the record's present version; an update says which one it starts from."
    )
    space_id: str | None = Field(
        default=None,
        foreign_key="space.id",
        sa_type=KEY,
        index=True,
        description="The space that deposited the record and may change it; null for what came with the commons.",
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
