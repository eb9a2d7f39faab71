"""Resources: what has been learnt and can be reused."""

from datetime import date

from sqlmodel import Field

from models.base import SOURCED, Record, Sourced, Table
from models.columns import KEY, ClosedList, closed_list
from models.experience_report import ExperienceReport
from models.publication import Deposited
from models.searched import Searched
from models.ties import LOCATION, SUBJECT, EdgeKind, GraphNode, Tie

AUTHORSHIP = EdgeKind("AUTHORSHIP", "An actor has written or edited a resource.")
ORIGIN = EdgeKind("ORIGIN", "A resource comes from a project.")
DERIVATION = EdgeKind("DERIVATION", "A resource is derived from another one.")


class ResourceKind(ClosedList):
    """Kind of resource."""

    EXPERIENCE_REPORT = "EXPERIENCE_REPORT", "Retour d'expérience: what was done, what worked, what failed."
    GUIDE = "GUIDE", "Guide: instructions for a task."
    METHOD = "METHOD", "Méthode: a way of working that can be repeated."
    TOOL = "TOOL", "Outil: software or equipment."
    TEMPLATE = "TEMPLATE", "Modèle: a document to fill in."
    STUDY = "STUDY", "Étude: research or survey."
    TRAINING = "TRAINING", "Formation: course or teaching material."
    CHARTER = "CHARTER", "Charte: public commitments."
    AID = "AID", "Aide: funding or engineering open to local authorities."


class AuthorRole(ClosedList):
    """Role of an author of a resource."""

    AUTHOR = "AUTHOR", "Wrote the resource."
    CONTRIBUTOR = "CONTRIBUTOR", "Contributed a part of the resource."
    EDITOR = "EDITOR", "Edited or published the resource."


class ResourceAuthor(Table, table=True):
    """An author of a resource, with a role."""

    __tablename__ = "resource_author"
    ties = (Tie(AUTHORSHIP, "actor_id", "resource_id", role="role"),)

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", sa_type=KEY)
    actor_id: str = Field(primary_key=True, foreign_key="actor.id", sa_type=KEY, index=True)
    role: AuthorRole = Field(sa_type=closed_list(AuthorRole), description="Role of the author.")


class ResourceTerritory(Table, table=True):
    """A territory that a resource concerns."""

    __tablename__ = "resource_territory"
    ties = (Tie(LOCATION, "resource_id", "territory_id"),)

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", sa_type=KEY)
    territory_id: str = Field(primary_key=True, foreign_key="territory.id", sa_type=KEY, index=True)


class ResourceTopic(Table, table=True):
    """A topic that a resource is about."""

    __tablename__ = "resource_topic"
    ties = (Tie(SUBJECT, "resource_id", "topic_id"),)

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", sa_type=KEY)
    topic_id: str = Field(primary_key=True, foreign_key="topic.id", sa_type=KEY, index=True)


class Resource(Record, Sourced, Deposited, table=True):
    """Material that others can reuse: an experience report, guide, method, tool, template, study or aid."""

    prefix = "resource"
    sorted_by = "title_sort"
    impersonal = SOURCED | {"title", "title_sort", "summary", "body", "url", "language"}
    lists = {"authors": ResourceAuthor, "territories": ResourceTerritory, "topics": ResourceTopic}
    details = {"experience_report": ExperienceReport}
    searched = Searched(
        "title",
        "summary",
        ("body", "what_worked", "what_failed", "reuse_conditions", "evidence"),
        names=("funders",),
        facets={"kind": "kind", "year": "published_on", "licence": "licence"},
    )
    graph_node = GraphNode("title", "kind")
    ties = (Tie(ORIGIN, "id", "project_id"), Tie(DERIVATION, "id", "derived_from_id"))

    kind: ResourceKind = Field(sa_type=closed_list(ResourceKind), index=True, description="Kind of resource.")
    title: str = Field(description="Title of the resource.")
    title_sort: str = Field(sa_type=KEY, description="Title folded for sorting and searching.")
    summary: str | None = Field(default=None, description="The resource in one or two sentences.")
    body: str | None = Field(default=None, description="Full text of the resource, in Markdown.")
    url: str | None = Field(default=None, description="URL at which the resource can be found.")
    language: str = Field(default="fr", description="Language of the content (BCP 47).")
    published_on: date | None = Field(default=None, description="Date of first publication.")
    expires_on: date | None = Field(
        default=None, description="Last day on which the content is valid; null if it does not expire."
    )
    project_id: str | None = Field(
        default=None,
        foreign_key="project.id",
        sa_type=KEY,
        index=True,
        description="The project from which the resource comes.",
    )
    derived_from_id: str | None = Field(
        default=None,
        foreign_key="resource.id",
        sa_type=KEY,
        index=True,
        description="The resource from which this one is derived.",
    )
