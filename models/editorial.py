"""Editorial work: collections (dossiers) of what the commons holds, and what is featured where and when."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import Marked, Record, Table
from models.columns import KEY, closed_list
from models.publication import PublicationState
from models.searched import Searched


class Collection(Record, Marked, table=True):
    """A dossier: an ordered, annotated selection of records, edited by one or more networks."""

    prefix = "collection"
    sorted_by = "title_sort"
    impersonal = frozenset({"title", "title_sort", "introduction"})
    searched = Searched("title", None, ("introduction",), networks="collection_network.collection_id")

    title: str = Field(description="Title of the collection.")
    title_sort: str = Field(sa_type=KEY, description="Title folded for sorting and searching.")
    introduction: str | None = Field(
        default=None, description="Introduction of the collection, in Markdown: its subject and its readers."
    )
    state: PublicationState = Field(
        default=PublicationState.DRAFT,
        sa_type=closed_list(PublicationState),
        description="Publication state of the collection, which decides who sees it.",
    )
    version: int = Field(
        default=1,
        description="Current version number of the collection. Send it as `expectedVersion` with the next change.",
    )
    space_id: str | None = Field(
        default=None,
        foreign_key="space.id",
        sa_type=KEY,
        index=True,
        description=(
            "The space of the network that created the collection, or of another of its networks once that one has"
            " left."
        ),
    )


class CollectionNetwork(Table, table=True):
    """A network that answers for a collection."""

    __tablename__ = "collection_network"

    collection_id: str = Field(primary_key=True, foreign_key="collection.id", sa_type=KEY)
    network_id: str = Field(primary_key=True, foreign_key="network.id", sa_type=KEY, index=True)


class CollectionInvitation(Table, table=True):
    """A network that was invited to edit a collection and has not answered yet."""

    __tablename__ = "collection_invitation"

    collection_id: str = Field(primary_key=True, foreign_key="collection.id", sa_type=KEY)
    network_id: str = Field(primary_key=True, foreign_key="network.id", sa_type=KEY, index=True)


class CollectionItem(Table, table=True):
    """An item of a collection: a record at a position, with an annotation."""

    __tablename__ = "collection_item"
    __table_args__ = (UniqueConstraint("collection_id", "node_id"),)
    impersonal = frozenset({"node_id", "annotation"})

    collection_id: str = Field(primary_key=True, foreign_key="collection.id", sa_type=KEY)
    position: int = Field(primary_key=True, description="Position in the collection, from 1.")
    node_id: str = Field(sa_type=KEY, index=True, description="The record.")
    annotation: str | None = Field(default=None, description="The reason why the record is in the collection.")


class Feature(Record, table=True):
    """A record that a network features on a territory or a topic for a limited time."""

    __table_args__ = (
        # One that is ended before it begins has no time at all, and stays for the journal to lead to.
        CheckConstraint("ends_at >= starts_at", name="not_before_start"),
        CheckConstraint("territory_id IS NOT NULL OR topic_id IS NOT NULL", name="somewhere"),
    )
    prefix = "feature"
    sorted_by = "-starts_at"
    impersonal = frozenset({"node_id"})

    node_id: str = Field(sa_type=KEY, index=True, description="The record.")
    territory_id: str | None = Field(
        default=None,
        foreign_key="territory.id",
        sa_type=KEY,
        index=True,
        description="The territory on which it is featured.",
    )
    topic_id: str | None = Field(
        default=None, foreign_key="topic.id", sa_type=KEY, index=True, description="The topic on which it is featured."
    )
    starts_at: datetime = Field(description="Start of the feature (UTC).")
    ends_at: datetime = Field(description="End of the feature (UTC), exclusive.")
    network_id: str = Field(
        foreign_key="network.id", sa_type=KEY, index=True, description="The network that features it."
    )
