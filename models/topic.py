"""Topics: a tree of concepts with labels in two languages, after SKOS."""

from sqlmodel import Field

from models.base import Record, Table
from models.columns import KEY
from models.ties import GraphNode


class Topic(Record, table=True):
    """A concept of the commons' thesaurus (skos:Concept), with which content is tagged."""

    prefix = "topic"
    sorted_by = "label_sort"
    impersonal = frozenset({"slug", "label_fr", "label_en", "label_sort", "definition_fr", "definition_en"})
    graph_node = GraphNode("label_fr", alone=False)

    slug: str = Field(sa_type=KEY, unique=True, description="Short name (slug) for URLs and filters.")
    label_fr: str = Field(description="Preferred label in French (skos:prefLabel).")
    label_en: str = Field(description="Preferred label in English (skos:prefLabel).")
    label_sort: str = Field(sa_type=KEY, description="French label folded for sorting and searching.")
    definition_fr: str | None = Field(default=None, description="Definition in French (skos:definition).")
    definition_en: str | None = Field(default=None, description="Definition in English (skos:definition).")
    broader_id: str | None = Field(
        default=None,
        foreign_key="topic.id",
        sa_type=KEY,
        index=True,
        description="The next broader concept (skos:broader).",
    )


class TopicInclusion(Table, table=True):
    """Every topic under every other, itself included: derived from `broader_id`, for filters."""

    __tablename__ = "topic_inclusion"

    ancestor_id: str = Field(primary_key=True, foreign_key="topic.id", sa_type=KEY)
    descendant_id: str = Field(primary_key=True, foreign_key="topic.id", sa_type=KEY, index=True)
    direct: bool = Field(description="True when the one is the other's broader topic.")
