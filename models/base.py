"""The columns that every stored record has: an identifier, two timestamps, and its source."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

from models.columns import KEY, Licence, closed_list
from models.searched import Searched
from models.ties import GraphNode, Tie


class Table(SQLModel):
    """Base of all tables; constraint names are derived so that both engines can migrate them."""

    model_config = {"defer_build": True}  # nothing that is stored is validated by pydantic
    personal: ClassVar[frozenset[str]] = frozenset()
    """The columns that may hold personal data; for actors, only if the actor is a person."""
    impersonal: ClassVar[frozenset[str]] = frozenset()
    """The text and JSON columns that hold no personal data, or whose authors are responsible for it.

    A key to actors that are organisations is one of them, too.
    """
    kept: ClassVar[frozenset[str]] = frozenset()
    """The columns that use cases write, and clients do not."""
    ties: ClassVar[tuple[Tie, ...]] = ()
    """The columns whose rows are edges of the network."""
    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def tables(base: type[Table] = Table) -> Iterator[type[Table]]:
    """Yield every model that is a table, in the order in which the models were imported."""
    for model in base.__subclasses__():
        if hasattr(model, "__table__"):
            yield model
        yield from tables(model)


class Record(Table):
    """A table whose rows are entities of the graph, each known by a TypeID."""

    prefix: ClassVar[str]
    """First part of the TypeID, as in `actor_01j…`."""
    sorted_by: ClassVar[str] = "id"
    """The column by which lists are sorted unless a client says otherwise; with `-` before it, from the highest."""
    searched: ClassVar[Searched | None] = None
    """The columns whose words are found; None for a type that people do not search for."""
    graph_node: ClassVar[GraphNode | None] = None
    """The columns of the record as a node of the network; None if it is none."""

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


SOURCED = frozenset({"source_name", "source_url", "source_reference"})
"""The text columns that say where a record comes from."""


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
