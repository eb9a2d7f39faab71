"""Partner networks: the organisations that carry the commons together."""

from sqlmodel import Field

from models.base import Record
from models.columns import KEY, ClosedList, closed_list


class NetworkRole(ClosedList):
    """What a partner network answers for in the commons."""

    GUARANTOR = "GUARANTOR", "Guarantees the integrity of the commons and takes part in every decision."
    PARTNER = "PARTNER", "Contributes content and takes part in moderation."
    OBSERVER = "OBSERVER", "Follows the commons without a voice in decisions."


WITH_A_VOICE = (NetworkRole.GUARANTOR, NetworkRole.PARTNER)
"""The roles of networks that take part in decisions."""


class Network(Record, table=True):
    """A partner network of the commons."""

    prefix = "network"
    sorted_by = "name_sort"

    slug: str = Field(sa_type=KEY, unique=True, description="Short name used in addresses and filters.")
    name: str = Field(description="Name of the network.")
    name_sort: str = Field(sa_type=KEY, description="Name folded for sorting and searching.")
    acronym: str | None = Field(default=None, description="Short form of the name.")
    role: NetworkRole = Field(
        sa_type=closed_list(NetworkRole), description="What the network answers for in the commons."
    )
    summary: str | None = Field(default=None, description="What the network is, in one or two sentences.")
    website: str | None = Field(default=None, description="Address of the network's site.")
