"""Actors: the organisations and people of participatory engineering."""

from sqlmodel import Field

from models.base import SOURCED, Record, Sourced, Table
from models.columns import KEY, ClosedList, closed_list
from models.publication import Deposited, unique_in_public
from models.searched import Searched
from models.ties import LOCATION, SUBJECT, GraphNode, Tie


class ActorKind(ClosedList):
    """Kind of organisation or person that an actor is."""

    LOCAL_AUTHORITY = "LOCAL_AUTHORITY", "Local authority: commune, EPCI, department or region."
    ELECTED_OFFICIAL = "ELECTED_OFFICIAL", "Person elected to the council of a local authority."
    PUBLIC_OFFICER = "PUBLIC_OFFICER", "Person employed by a local authority."
    ASSOCIATION = "ASSOCIATION", "Association under the law of 1 July 1901, or under local law in Alsace-Moselle."
    CITIZEN_GROUP = "CITIZEN_GROUP", "Group of citizens without legal form."
    CITIZEN = "CITIZEN", "Person who takes part in their own name."
    STATE_SERVICE = "STATE_SERVICE", "Service, agency or operator of the state."
    RESEARCH = "RESEARCH", "Laboratory, university or researcher."
    COMPANY = "COMPANY", "Company, cooperative or consultancy."


PERSONS = frozenset({ActorKind.ELECTED_OFFICIAL, ActorKind.PUBLIC_OFFICER, ActorKind.CITIZEN})
"""The kinds whose actors are people."""


class ActorTopic(Table, table=True):
    """A topic on which an actor can help."""

    __tablename__ = "actor_topic"
    ties = (Tie(SUBJECT, "actor_id", "topic_id"),)

    actor_id: str = Field(primary_key=True, foreign_key="actor.id", sa_type=KEY)
    topic_id: str = Field(primary_key=True, foreign_key="topic.id", sa_type=KEY, index=True)


class Actor(Record, Sourced, Deposited, table=True):
    """An organisation or person that takes part in the commons, such as a local authority or an association."""

    __table_args__ = (unique_in_public("actor", "siren"), unique_in_public("actor", "rna"))
    prefix = "actor"
    sorted_by = "name_sort"
    personal = SOURCED | {
        "source_date",
        "name",
        "name_sort",
        "acronym",
        "summary",
        "description",
        "website",
        "siren",
        "rna",
        "territory_id",
    }
    lists = {"topics": ActorTopic}
    searched = Searched(
        "name",
        "summary",
        ("description",),
        acronym="acronym",
        facets={"kind": "kind", "licence": "licence"},
        networks="membership.member_id",
    )
    graph_node = GraphNode("name", "kind")
    ties = (Tie(LOCATION, "id", "territory_id"),)

    kind: ActorKind = Field(sa_type=closed_list(ActorKind), index=True, description="Kind of organisation or person.")
    name: str = Field(description="Name of the actor, as the actor writes it.")
    name_sort: str = Field(sa_type=KEY, description="Name folded for sorting and searching.")
    acronym: str | None = Field(default=None, description="Acronym or short form of the name.")
    summary: str | None = Field(default=None, description="What the actor does, in one or two sentences.")
    description: str | None = Field(default=None, description="Longer presentation, in Markdown.")
    website: str | None = Field(default=None, description="URL of the actor's website.")
    siren: str | None = Field(
        default=None,
        sa_type=KEY,
        index=True,
        description="SIREN of the legal person: nine digits. No two published actors have the same SIREN.",
    )
    rna: str | None = Field(
        default=None,
        sa_type=KEY,
        index=True,
        description=(
            "RNA, the national number of an association, such as W751000001 (none in Alsace-Moselle). No two "
            "published actors have the same RNA."
        ),
    )
    territory_id: str | None = Field(
        default=None,
        foreign_key="territory.id",
        sa_type=KEY,
        index=True,
        description="Territory in which the actor works or is elected.",
    )
