"""Projects and who takes part in them."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field

from models.base import Record, Sourced, Table
from models.columns import KEY, ClosedList, closed_list
from models.publication import Deposited, unique_in_public


class ProjectPhase(ClosedList):
    """How far a project has come; read together with its status (after Les Communs, 2025)."""

    IDEA = "IDEA", "Idée: the need is being stated."
    STUDY = "STUDY", "Étude: the solution is being worked out."
    OPERATION = "OPERATION", "Opération: the solution is being put in place or is running."


class ProjectStatus(ClosedList):
    """How a project fares within its phase."""

    IN_PROGRESS = "IN_PROGRESS", "En cours."
    LATE = "LATE", "En retard."
    PAUSED = "PAUSED", "En pause."
    BLOCKED = "BLOCKED", "Bloqué."
    ABANDONED = "ABANDONED", "Abandonné."
    COMPLETED = "COMPLETED", "Terminé."


class ParticipationLevel(ClosedList):
    """How much say the public has (spectrum of the International Association for Public Participation)."""

    INFORM = "INFORM", "The public is informed."
    CONSULT = "CONSULT", "The public is asked for its view."
    INVOLVE = "INVOLVE", "The public's concerns are worked with throughout."
    COLLABORATE = "COLLABORATE", "The public helps to shape the decision."
    EMPOWER = "EMPOWER", "The public decides."


class ParticipationRole(ClosedList):
    """What an actor does in a project."""

    PARTNER = "PARTNER", "Carries a part of the project."
    FUNDER = "FUNDER", "Pays for a part of the project."
    FACILITATOR = "FACILITATOR", "Designs or leads the participation."
    EXPERT = "EXPERT", "Brings knowledge or method."
    PARTICIPANT = "PARTICIPANT", "Takes part as one of the public."
    EVALUATOR = "EVALUATOR", "Assesses the project."
    OBSERVER = "OBSERVER", "Follows the project."


class Project(Record, Sourced, Deposited, table=True):
    """A participatory project, carried by its holder."""

    prefix = "project"
    sorted_by = "title_sort"

    title: str = Field(description="Title of the project.")
    title_sort: str = Field(sa_type=KEY, description="Title folded for sorting and searching.")
    summary: str | None = Field(default=None, description="The project in one or two sentences.")
    description: str | None = Field(default=None, description="Longer presentation, in Markdown.")
    phase: ProjectPhase = Field(
        sa_type=closed_list(ProjectPhase), index=True, description="How far the project has come."
    )
    status: ProjectStatus = Field(
        sa_type=closed_list(ProjectStatus), index=True, description="How it fares within its phase."
    )
    participation_level: ParticipationLevel | None = Field(
        default=None, sa_type=closed_list(ParticipationLevel), description="How much say the public has."
    )
    starts_on: date | None = Field(default=None, description="First day, planned or actual.")
    ends_on: date | None = Field(default=None, description="Last day, planned or actual.")
    budget_cents: int | None = Field(default=None, sa_type=BigInteger, description="Budget, in cents of its currency.")
    budget_currency: str | None = Field(default=None, description="ISO 4217 code of the budget's currency.")
    longitude: float | None = Field(
        default=None, description="WGS 84 degrees east, where the project stands in one place."
    )
    latitude: float | None = Field(
        default=None, description="WGS 84 degrees north, where the project stands in one place."
    )
    holder_id: str | None = Field(
        default=None, foreign_key="actor.id", sa_type=KEY, index=True, description="The actor who carries the project."
    )


class Participation(Record, Deposited, table=True):
    """An actor's part in a project; the same actor may have several roles."""

    __table_args__ = (
        unique_in_public("participation", "project_id", "actor_id", "role"),
        Index(None, "project_id", "actor_id", "role"),
    )
    prefix = "participation"

    project_id: str = Field(foreign_key="project.id", sa_type=KEY, description="The project that is taken part in.")
    actor_id: str = Field(foreign_key="actor.id", sa_type=KEY, index=True, description="The actor who takes part.")
    role: ParticipationRole = Field(
        sa_type=closed_list(ParticipationRole), description="What the actor does in the project."
    )
    since: date | None = Field(default=None, description="First day of the participation.")
    until: date | None = Field(default=None, description="Last day of the participation; null while it lasts.")


class ProjectInspiration(Table, table=True):
    """A project that another one was inspired by."""

    __tablename__ = "project_inspiration"
    __table_args__ = (CheckConstraint("project_id <> inspired_by_id", name="another"),)

    project_id: str = Field(primary_key=True, foreign_key="project.id", sa_type=KEY)
    inspired_by_id: str = Field(primary_key=True, foreign_key="project.id", sa_type=KEY, index=True)


class ProjectReuse(Table, table=True):
    """A resource, such as an experience report, that a project makes use of."""

    __tablename__ = "project_reuse"

    project_id: str = Field(primary_key=True, foreign_key="project.id", sa_type=KEY)
    resource_id: str = Field(primary_key=True, foreign_key="resource.id", sa_type=KEY, index=True)


class ProjectTerritory(Table, table=True):
    """A territory that a project concerns."""

    __tablename__ = "project_territory"

    project_id: str = Field(primary_key=True, foreign_key="project.id", sa_type=KEY)
    territory_id: str = Field(primary_key=True, foreign_key="territory.id", sa_type=KEY, index=True)


class ProjectTopic(Table, table=True):
    """A topic that a project is about."""

    __tablename__ = "project_topic"

    project_id: str = Field(primary_key=True, foreign_key="project.id", sa_type=KEY)
    topic_id: str = Field(primary_key=True, foreign_key="topic.id", sa_type=KEY, index=True)
