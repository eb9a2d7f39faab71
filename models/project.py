"""Projects and who takes part in them."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field

from models.base import SOURCED, Record, Sourced, Table
from models.columns import KEY, ClosedList, closed_list
from models.publication import Deposited, unique_in_public
from models.searched import Searched
from models.ties import LOCATION, SUBJECT, EdgeKind, GraphNode, Tie

HOLDING = EdgeKind("HOLDING", "An actor is responsible for a project.")
PARTICIPATION = EdgeKind("PARTICIPATION", "An actor takes part in a project.")
INSPIRATION = EdgeKind("INSPIRATION", "A project was inspired by another one.")
REUSE = EdgeKind("REUSE", "A project makes use of a resource.")


class ProjectPhase(ClosedList):
    """Phase of a project, to be read together with its status (after Les Communs, 2025)."""

    IDEA = "IDEA", "Idée: the need is being stated."
    STUDY = "STUDY", "Étude: the solution is being worked out."
    OPERATION = "OPERATION", "Opération: the solution is being put in place or is running."


class ProjectStatus(ClosedList):
    """Progress of a project within its phase."""

    IN_PROGRESS = "IN_PROGRESS", "En cours: work is in progress."
    LATE = "LATE", "En retard: work is behind schedule."
    PAUSED = "PAUSED", "En pause: work has been suspended and will resume."
    BLOCKED = "BLOCKED", "Bloqué: something prevents the work from going on."
    ABANDONED = "ABANDONED", "Abandonné: work has stopped for good, without completion."
    COMPLETED = "COMPLETED", "Terminé: the work of the phase is complete."


class ParticipationLevel(ClosedList):
    """Level of participation of the public (International Association for Public Participation, IAP2)."""

    INFORM = "INFORM", "The public is informed."
    CONSULT = "CONSULT", "The public is asked for its opinion."
    INVOLVE = "INVOLVE", "The public is involved throughout, and its concerns are taken into account."
    COLLABORATE = "COLLABORATE", "The public helps to shape the decision."
    EMPOWER = "EMPOWER", "The public decides."


class ParticipationRole(ClosedList):
    """Role of an actor in a project."""

    PARTNER = "PARTNER", "Is responsible for a part of the project."
    FUNDER = "FUNDER", "Funds a part of the project."
    FACILITATOR = "FACILITATOR", "Designs or facilitates the participation process."
    EXPERT = "EXPERT", "Contributes expertise or methods."
    PARTICIPANT = "PARTICIPANT", "Takes part as a member of the public."
    EVALUATOR = "EVALUATOR", "Evaluates the project."
    OBSERVER = "OBSERVER", "Follows the project without taking part."


class ProjectTerritory(Table, table=True):
    """A territory that a project concerns."""

    __tablename__ = "project_territory"
    ties = (Tie(LOCATION, "project_id", "territory_id"),)

    project_id: str = Field(primary_key=True, foreign_key="project.id", sa_type=KEY)
    territory_id: str = Field(primary_key=True, foreign_key="territory.id", sa_type=KEY, index=True)


class ProjectTopic(Table, table=True):
    """A topic that a project is about."""

    __tablename__ = "project_topic"
    ties = (Tie(SUBJECT, "project_id", "topic_id"),)

    project_id: str = Field(primary_key=True, foreign_key="project.id", sa_type=KEY)
    topic_id: str = Field(primary_key=True, foreign_key="topic.id", sa_type=KEY, index=True)


class ProjectInspiration(Table, table=True):
    """A project that another one was inspired by."""

    __tablename__ = "project_inspiration"
    __table_args__ = (CheckConstraint("project_id <> inspired_by_id", name="another"),)
    ties = (Tie(INSPIRATION, "project_id", "inspired_by_id"),)

    project_id: str = Field(primary_key=True, foreign_key="project.id", sa_type=KEY)
    inspired_by_id: str = Field(primary_key=True, foreign_key="project.id", sa_type=KEY, index=True)


class ProjectReuse(Table, table=True):
    """A resource, such as an experience report, that a project makes use of."""

    __tablename__ = "project_reuse"
    ties = (Tie(REUSE, "project_id", "resource_id"),)

    project_id: str = Field(primary_key=True, foreign_key="project.id", sa_type=KEY)
    resource_id: str = Field(primary_key=True, foreign_key="resource.id", sa_type=KEY, index=True)


class Project(Record, Sourced, Deposited, table=True):
    """A participatory project of an actor, its holder."""

    prefix = "project"
    sorted_by = "title_sort"
    impersonal = SOURCED | {"title", "title_sort", "summary", "description", "budget_currency"}
    lists = {
        "territories": ProjectTerritory,
        "topics": ProjectTopic,
        "inspired_by": ProjectInspiration,
        "reuses": ProjectReuse,
    }
    searched = Searched(
        "title", "summary", ("description",), facets={"phase": "phase", "year": "starts_on", "licence": "licence"}
    )
    graph_node = GraphNode("title", "phase")
    ties = (Tie(HOLDING, "holder_id", "id"),)

    title: str = Field(description="Title of the project.")
    title_sort: str = Field(sa_type=KEY, description="Title folded for sorting and searching.")
    summary: str | None = Field(default=None, description="The project in one or two sentences.")
    description: str | None = Field(default=None, description="Longer presentation, in Markdown.")
    phase: ProjectPhase = Field(sa_type=closed_list(ProjectPhase), index=True, description="Phase of the project.")
    status: ProjectStatus = Field(
        sa_type=closed_list(ProjectStatus), index=True, description="Progress of the project within its phase."
    )
    participation_level: ParticipationLevel | None = Field(
        default=None,
        sa_type=closed_list(ParticipationLevel),
        description="Level of participation of the public (IAP2 spectrum).",
    )
    starts_on: date | None = Field(default=None, description="First day of the project, planned or actual.")
    ends_on: date | None = Field(default=None, description="Last day of the project, planned or actual.")
    budget_cents: int | None = Field(
        default=None, sa_type=BigInteger, description="Budget, in cents of `budgetCurrency`."
    )
    budget_currency: str | None = Field(default=None, description="ISO 4217 code of the budget's currency.")
    longitude: float | None = Field(
        default=None, description="Longitude of the project, in WGS 84 degrees east; null if it has no single location."
    )
    latitude: float | None = Field(
        default=None, description="Latitude of the project, in WGS 84 degrees north; null if it has no single location."
    )
    holder_id: str | None = Field(
        default=None,
        foreign_key="actor.id",
        sa_type=KEY,
        index=True,
        description="The actor that is responsible for the project (porteur de projet).",
    )


class Participation(Record, Deposited, table=True):
    """The participation of an actor in a project, with one role. An actor may have several in a project."""

    __table_args__ = (
        unique_in_public("participation", "project_id", "actor_id", "role"),
        Index(None, "project_id", "actor_id", "role"),
    )
    prefix = "participation"
    personal = frozenset({"since", "until"})
    ties = (Tie(PARTICIPATION, "actor_id", "project_id", role="role", since="since", until="until"),)

    project_id: str = Field(
        foreign_key="project.id", sa_type=KEY, description="The project in which the actor takes part."
    )
    actor_id: str = Field(foreign_key="actor.id", sa_type=KEY, index=True, description="The actor who takes part.")
    role: ParticipationRole = Field(
        sa_type=closed_list(ParticipationRole), description="Role of the actor in the project."
    )
    since: date | None = Field(default=None, description="First day of the participation.")
    until: date | None = Field(default=None, description="Last day of the participation; null while it lasts.")
