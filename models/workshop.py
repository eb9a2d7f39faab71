"""Workshops: where actors meet."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.base import SOURCED, Record, Sourced, Table
from models.columns import KEY, ClosedList, closed_list
from models.publication import Deposited
from models.searched import Searched
from models.ties import LOCATION, SUBJECT, EdgeKind, GraphNode, Tie

HOSTING = EdgeKind("HOSTING", "An actor hosts a workshop.")
EVENT = EdgeKind("EVENT", "A workshop belongs to a project.")


class WorkshopFormat(ClosedList):
    """Format of a workshop."""

    ON_SITE = "ON_SITE", "On site only."
    ONLINE = "ONLINE", "Online only."
    HYBRID = "HYBRID", "On site and online."


class HostRole(ClosedList):
    """Role of a host of a workshop."""

    ORGANISER = "ORGANISER", "Organises the workshop."
    FACILITATOR = "FACILITATOR", "Facilitates the workshop."
    SPEAKER = "SPEAKER", "Speaks at the workshop."
    VENUE = "VENUE", "Provides the venue."


class WorkshopHost(Table, table=True):
    """A host of a workshop, with a role."""

    __tablename__ = "workshop_host"
    ties = (Tie(HOSTING, "actor_id", "workshop_id", role="role"),)

    workshop_id: str = Field(primary_key=True, foreign_key="workshop.id", sa_type=KEY)
    actor_id: str = Field(primary_key=True, foreign_key="actor.id", sa_type=KEY, index=True)
    role: HostRole = Field(sa_type=closed_list(HostRole), description="Role of the host.")


class WorkshopTopic(Table, table=True):
    """A topic that a workshop is about."""

    __tablename__ = "workshop_topic"
    ties = (Tie(SUBJECT, "workshop_id", "topic_id"),)

    workshop_id: str = Field(primary_key=True, foreign_key="workshop.id", sa_type=KEY)
    topic_id: str = Field(primary_key=True, foreign_key="topic.id", sa_type=KEY, index=True)


class Workshop(Record, Sourced, Deposited, table=True):
    """A meeting of actors: online, on site or both."""

    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_start"),)
    prefix = "workshop"
    sorted_by = "-starts_at"
    impersonal = SOURCED | {
        "title",
        "title_sort",
        "summary",
        "description",
        "time_zone",
        "place",
        "online_url",
        "language",
    }
    lists = {"hosts": WorkshopHost, "topics": WorkshopTopic}
    searched = Searched(
        "title",
        "summary",
        ("description", "place"),
        facets={"kind": "format", "year": "starts_at", "licence": "licence"},
    )
    graph_node = GraphNode("title", "format")
    ties = (Tie(EVENT, "id", "project_id"), Tie(LOCATION, "id", "territory_id"))

    title: str = Field(description="Title of the workshop.")
    title_sort: str = Field(sa_type=KEY, description="Title folded for sorting and searching.")
    summary: str | None = Field(default=None, description="The workshop in one or two sentences.")
    description: str | None = Field(default=None, description="Programme and longer presentation, in Markdown.")
    format: WorkshopFormat = Field(sa_type=closed_list(WorkshopFormat), description="Format of the workshop.")
    starts_at: datetime = Field(
        description="Start (UTC); show it in `timeZone`. An input has UTC or the offset of that zone at that moment."
    )
    ends_at: datetime = Field(
        description="End (UTC); show it in `timeZone`. An input has UTC or the offset of that zone at that moment."
    )
    time_zone: str = Field(
        default="Europe/Paris",
        description="IANA time zone of the workshop; by default that of the territory.",
    )
    place: str | None = Field(default=None, description="Place of the meeting, in words.")
    online_url: str | None = Field(default=None, description="URL of the online meeting.")
    capacity: int | None = Field(default=None, description="Maximum number of participants; null if there is no limit.")
    language: str = Field(default="fr", description="Language of the workshop (BCP 47).")
    territory_id: str | None = Field(
        default=None,
        foreign_key="territory.id",
        sa_type=KEY,
        index=True,
        description="Territory in which the workshop takes place.",
    )
    project_id: str | None = Field(
        default=None,
        foreign_key="project.id",
        sa_type=KEY,
        index=True,
        description="The project to which the workshop belongs.",
    )
