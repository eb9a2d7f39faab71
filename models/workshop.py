"""Workshops: where actors meet."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.base import Record, Sourced, Table
from models.columns import KEY, ClosedList, closed_list
from models.publication import Deposited


class WorkshopFormat(ClosedList):
    """How a workshop is held."""

    ON_SITE = "ON_SITE", "In one place."
    ONLINE = "ONLINE", "At a distance."
    HYBRID = "HYBRID", "In one place and at a distance."


class HostRole(ClosedList):
    """What a host does for a workshop."""

    ORGANISER = "ORGANISER", "Organises it."
    FACILITATOR = "FACILITATOR", "Leads it."
    SPEAKER = "SPEAKER", "Speaks at it."
    VENUE = "VENUE", "Lends the place."


class Workshop(Record, Sourced, Deposited, table=True):
    """A meeting between actors, with a beginning, an end and a place."""

    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_start"),)
    prefix = "workshop"
    sorted_by = "-starts_at"

    title: str = Field(description="Title of the workshop.")
    title_sort: str = Field(sa_type=KEY, description="Title folded for sorting and searching.")
    summary: str | None = Field(default=None, description="The workshop in one or two sentences.")
    description: str | None = Field(default=None, description="Programme and longer presentation, in Markdown.")
    format: WorkshopFormat = Field(sa_type=closed_list(WorkshopFormat), description="How the workshop is held.")
    starts_at: datetime = Field(
        description="When it begins (UTC); show it in `timeZone`. Taken in UTC, or with the offset of that zone then."
    )
    ends_at: datetime = Field(
        description="When it ends (UTC); show it in `timeZone`. Taken in UTC, or with the offset of that zone then."
    )
    time_zone: str = Field(
        default="Europe/Paris",
        description="IANA time zone in which people meet: that of the territory, unless another is given.",
    )
    place: str | None = Field(default=None, description="Where people meet, in words.")
    online_url: str | None = Field(default=None, description="Where people meet at a distance.")
    capacity: int | None = Field(
        default=None, description="How many people can take part; null when there is no limit."
    )
    language: str = Field(default="fr", description="Language in which it is held (BCP 47).")
    territory_id: str | None = Field(
        default=None, foreign_key="territory.id", sa_type=KEY, index=True, description="Where the workshop takes place."
    )
    project_id: str | None = Field(
        default=None, foreign_key="project.id", sa_type=KEY, index=True, description="The project that it belongs to."
    )


class WorkshopHost(Table, table=True):
    """An actor's part in holding a workshop."""

    __tablename__ = "workshop_host"

    workshop_id: str = Field(primary_key=True, foreign_key="workshop.id", sa_type=KEY)
    actor_id: str = Field(primary_key=True, foreign_key="actor.id", sa_type=KEY, index=True)
    role: HostRole = Field(sa_type=closed_list(HostRole), description="What the host does for the workshop.")


class WorkshopTopic(Table, table=True):
    """A topic that a workshop is about."""

    __tablename__ = "workshop_topic"

    workshop_id: str = Field(primary_key=True, foreign_key="workshop.id", sa_type=KEY)
    topic_id: str = Field(primary_key=True, foreign_key="topic.id", sa_type=KEY, index=True)
