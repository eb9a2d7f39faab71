"""The columns that every stored record has: an identifier, two timestamps, and its source."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

from models.columns import KEY, Licence, closed_list


class Table(SQLModel):
    """Base of all tables; constraint names are derived so that both engines can migrate them."""

    model_config = {"defer_build": True}  # nothing that is stored is validated by pydantic
    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Record(Table):
    """A table whose rows are entities of the graph, each known by a TypeID."""

    prefix: ClassVar[str]
    """First part of the TypeID, as in `actor_01j…`."""
    sorted_by: ClassVar[str] = "id"
    """The column by which lists are sorted unless a client says otherwise; with `-` before it, from the highest."""

    id: str = Field(primary_key=True, sa_type=KEY, description="Stable identifier (TypeID), the same everywhere.")
    created_at: datetime = Field(description="When the record was created in this database (UTC).")
    updated_at: datetime = Field(description="When the record last changed (UTC).")


class Marked(SQLModel):
    """The column that tells invented records from all others; whatever has the mark is removed by one command."""

    demonstration: bool = Field(
        default=False,
        index=True,
        description="True for invented demonstration content. Do not show it as fact.",
    )


class Sourced(Marked):
    """Columns that say where a record comes from and on what terms it may be reused."""

    licence: Licence = Field(
        default=Licence.ETALAB_2_0,
        sa_type=closed_list(Licence),
        description="Licence under which the record's content may be reused.",
    )
    source_name: str | None = Field(
        default=None, description="Name of the original publisher, if the record was taken from another source."
    )
    source_url: str | None = Field(default=None, description="URL of the original publication.")
    source_reference: str | None = Field(
        default=None, description="Identifier of the record at the original publisher."
    )
    source_date: date | None = Field(
        default=None, description="Date of the publication from which the record was taken."
    )
