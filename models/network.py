"""Partner networks: the organisations that carry the commons together."""

from sqlmodel import Field

from models.base import Record
from models.columns import KEY, ClosedList, closed_list
from models.ties import GraphNode


class NetworkRole(ClosedList):
    """Role of a partner network in the commons."""

    GUARANTOR = "GUARANTOR", "Guarantees the integrity of the commons, confirms claims, and votes in moderation."
    PARTNER = "PARTNER", "Contributes content and votes in moderation."
    OBSERVER = "OBSERVER", "Follows the commons, without a vote."


WITH_A_VOICE = (NetworkRole.GUARANTOR, NetworkRole.PARTNER)
"""The roles of networks that take part in decisions."""


class Network(Record, table=True):
    """A partner network of the commons."""

    prefix = "network"
    sorted_by = "name_sort"
    impersonal = frozenset({"slug", "name", "name_sort", "acronym", "summary", "website"})
    graph_node = GraphNode("name", "role")

    slug: str = Field(sa_type=KEY, unique=True, description="Short name (slug) for URLs and filters.")
    name: str = Field(description="Name of the network.")
    name_sort: str = Field(sa_type=KEY, description="Name folded for sorting and searching.")
    acronym: str | None = Field(default=None, description="Acronym or short form of the name.")
    role: NetworkRole = Field(sa_type=closed_list(NetworkRole), description="Role of the network in the commons.")
    summary: str | None = Field(default=None, description="The network in one or two sentences.")
    website: str | None = Field(default=None, description="URL of the network's website.")
