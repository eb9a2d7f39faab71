"""Expected visibility: a line for each kind of record, and for each root field that is not for everyone.

`Record` stands for every type that is deposited. A digit is the number of elements of a list; a list that is not for
the viewer reveals nothing else. A new type, or a new root field, gets a line here or is listed among the open ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from resolvers.core.record_types import RECORD_TYPES
from tests.permissions.process_factories import LINKS
from tests.permissions.record_factories import named, record_of
from tests.permissions.viewer_factories import COLUMNS
from tests.records.client import space_of

SEEN, HIDDEN, NOTHING = "seen", "NOT_FOUND", "null"
LEGEND = {"+": SEEN, "?": HIDDEN, ".": NOTHING}

NODES = """
                                anonymous
                                | account
                                | | member
                                | | | editor
                                | | | | admin
                                | | | | | other
                                | | | | | | token
                                | | | | | | | steward
                                | | | | | | | | concerned

Record DRAFT                    ? ? + + + ? ? + ?
Record SUBMITTED                ? ? + + + ? + + ?
Record PUBLISHED                + + + + + + + + +
Record ARCHIVED                 ? ? + + + ? ? + ?
Record unverified               ? ? ? ? ? ? ? + +
Contact PARTNERS                ? ? + + + ? + + ?
Contact SPACE                   ? ? + + + ? ? + ?
Contact CONSENT                 ? ? + + + ? ? + ?
Change Project.DRAFT            ? ? + + + ? ? + ?
Change Project.SUBMITTED        ? ? + + + ? + + ?
Change Project.PUBLISHED        + + + + + + + + +
Change Project.ARCHIVED         ? ? + + + ? ? + ?
Change Contact.PARTNERS         ? ? + + + ? ? + ?
Change Contact.SPACE            ? ? + + + ? ? + ?
Change people                   ? ? + + + ? ? + ?
Collection DRAFT                ? ? ? ? ? ? + + ?
Collection PUBLISHED            + + + + + + + + +
ReviewCase open                 ? ? + + + ? + + ?
ReviewCase decided              ? + + + + ? + + ?
"""
"""Each is looked for in every way that leads to a record: by its id, in lists, by what it belongs to."""

ROOTS = """
me                              . + + + + + . + +
exportMyData                    . + + + + + . + +
spaceMembers own                0 0 3 3 3 0 0 3 0
spaceMembers network            0 0 0 0 0 0 1 1 0
spaceInvitations own            0 0 0 0 1 0 0 1 0
claims                          0 0 0 0 0 0 0 2 1
claims new                      0 0 0 0 0 0 0 2 1
claims own                      0 0 0 0 0 0 0 0 0
claimToConfirm claim            + + + + + + + + +
searchLog                       0 0 0 0 0 0 0 1 0
apiTokens anct                  0 0 0 0 0 0 2 2 0
exportPerson person             . . . . . . . + .
"""
ARGUMENTS = {
    "spaceMembers": ("space", '"{space}"'),
    "spaceInvitations": ("space", '"{space}"'),
    "claims": ("space", '"{space}"'),
    "claimToConfirm": ("token", '"{link}"'),
    "apiTokens": ("network", '{{slug: "{name}"}}'),
    "exportPerson": ("actor", '"{actor}"'),
}

OPEN = frozenset({"Decision", "Feature", "Network", "Policy", "Seal", "Space", "Territory", "Topic"})
"""The types whose every record is everyone's; what stands below them has lines of its own."""
PARTS = frozenset(
    {
        "AccountSpace",
        "AuthorityToConfirm",
        "Aid",
        "CaseReport",
        "CaseVote",
        "CollectionItem",
        "Completion",
        "Consent",
        "ExperienceReport",
        "FieldChange",
        "PageInfo",
        "SearchFacet",
        "SearchFacetValue",
        "Snippet",
        "TextRange",
        "_Service",
    }
)
"""Types that are seen with what they are part of, by whoever sees that.

`tests/privacy` tells more of consents, and `tests/moderation` of reports.
"""
NETWORK = frozenset(
    {
        *("CommonNeighbours", "ConnectedGroup", "Connector", "Connectors", "GraphNode", "Neighbour", "Neighbourhood"),
        *("CommunityKind", "CommunityTopic", "MeasuredNode", "NetworkCommunity", "NetworkHomophily", "NetworkMetrics"),
        *("NetworkRanking", "NetworkEvolution", "NetworkMonth", "NetworkPath", "NetworkSnapshot", "ShortestPaths"),
    }
)
"""Parts of answers that are computed from what everyone sees: the same for all viewers."""
COMPUTED = frozenset(
    {"neighbourhood", "shortestPaths", "commonNeighbours", "connectors", "networkEvolution", "networkMetrics"}
)
"""Root fields that give them."""
WAYS = frozenset({"node", "nodes", "complete", "search", "_entities", "_service"})
"""Root fields that lead to any record: each sort is looked for in all of them."""


PREFIXES = {"Collection": "collection", "ReviewCase": "case"}
"""Of what is no record that a space deposits."""


@dataclass(frozen=True)
class VisibilityRow:
    """The part of one thing that each viewer sees."""

    subject: str
    name: str
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.subject} {self.name}".strip()

    @property
    def id(self) -> str:
        """Of a record."""
        if self.subject in PREFIXES:
            return named(PREFIXES[self.subject], self.name)
        if self.subject == "Change":
            return named("change", self.name.replace(".", " "))
        return record_of(self.subject, self.name)

    @property
    def arguments(self) -> str:
        """Of a root field."""
        if not self.name:
            return ""
        argument, value = ARGUMENTS[self.subject]
        actor = named("actor", self.name)
        link = LINKS.get(self.name)
        return f"({argument}: {value.format(space=space_of(self.name), name=self.name, actor=actor, link=link)})"


def _read(table: str) -> Iterator[VisibilityRow]:
    for text in table.splitlines():
        if not text[:1].strip():
            continue
        subject, *cells = text.split()
        name = cells.pop(0) if len(cells) > len(COLUMNS) else ""
        told = {who: LEGEND.get(cell, cell) for who, cell in zip(COLUMNS, cells, strict=True)}
        for each in RECORD_TYPES if subject == "Record" else (subject,):
            yield VisibilityRow(each, name, told)


RECORDS, FIELDS = list(_read(NODES)), list(_read(ROOTS))
