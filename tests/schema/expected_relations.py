"""The relations of the graph as the design has them, written out by hand: what the schema is held to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.schema.graph_client import Row, Rows

TYPES = {
    "Actor": "actors",
    "Change": "changes",
    "Collection": "collections",
    "Contact": "contacts",
    "Decision": "moderationLog",
    "Feature": "features",
    "Membership": "memberships",
    "Network": "networks",
    "Participation": "participations",
    "Policy": "policies",
    "Project": "projects",
    "Resource": "resources",
    "Seal": "seals",
    "Space": "spaces",
    "Territory": "territories",
    "Topic": "topics",
    "Workshop": "workshops",
}
"""Every entity that a visitor sees some of, and its root list; its table has its name in lower case."""


@dataclass(frozen=True)
class One:
    """To one: the column that holds the other side's id."""

    type_name: str
    column: str


@dataclass(frozen=True)
class Single(One):
    """To the one whose column holds one's own id."""


@dataclass(frozen=True)
class Held:
    """To many: the other side's column that holds one's own id."""

    type_name: str
    column: str


@dataclass(frozen=True)
class Tied:
    """To many over an association table: its column for one's own id, and the one for the other side's."""

    type_name: str
    table: str
    own: str
    other: str
    properties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inside:
    """From a territory to those directly inside it, or back."""

    type_name: str = "Territory"
    down: bool = True


Relation = One | Held | Tied | Inside

DEPOSITED = ("Actor", "Contact", "Membership", "Participation", "Project", "Resource", "Workshop")
PART = ("role", "since", "until")
RELATIONS: dict[tuple[str, str], Relation] = {
    **{(each, "decisions"): Held("Decision", "node_id") for each in DEPOSITED},
    ("Project", "inspiredBy"): Tied("Project", "project_inspiration", "project_id", "inspired_by_id"),
    ("Project", "inspired"): Tied("Project", "project_inspiration", "inspired_by_id", "project_id"),
    ("Project", "reuses"): Tied("Resource", "project_reuse", "project_id", "resource_id"),
    ("Resource", "reusedIn"): Tied("Project", "project_reuse", "resource_id", "project_id"),
    ("Resource", "seals"): Held("Seal", "resource_id"),
    ("Network", "seals"): Held("Seal", "network_id"),
    ("Seal", "resource"): One("Resource", "resource_id"),
    ("Seal", "network"): One("Network", "network_id"),
    ("Decision", "supersedes"): One("Decision", "supersedes"),
    ("Decision", "supersededBy"): Held("Decision", "supersedes"),
    **{
        (each, "collections"): Tied("Collection", "collection_item", "node_id", "collection_id")
        for each in ("Project", "Resource", "Workshop")
    },
    ("Collection", "networks"): Tied("Network", "collection_network", "collection_id", "network_id"),
    ("Collection", "invited"): Tied("Network", "collection_invitation", "collection_id", "network_id"),
    ("Collection", "space"): One("Space", "space_id"),
    ("Collection", "history"): Held("Change", "node_id"),
    ("Collection", "decisions"): Held("Decision", "node_id"),
    ("Feature", "territory"): One("Territory", "territory_id"),
    ("Feature", "topic"): One("Topic", "topic_id"),
    ("Feature", "network"): One("Network", "network_id"),
    ("Network", "collections"): Tied("Collection", "collection_network", "network_id", "collection_id"),
    ("Network", "invitedTo"): Tied("Collection", "collection_invitation", "network_id", "collection_id"),
    ("Network", "features"): Held("Feature", "network_id"),
    ("Space", "collections"): Held("Collection", "space_id"),
    ("Territory", "features"): Held("Feature", "territory_id"),
    ("Topic", "features"): Held("Feature", "topic_id"),
    ("Actor", "space"): One("Space", "space_id"),
    ("Actor", "history"): Held("Change", "node_id"),
    ("Contact", "space"): One("Space", "space_id"),
    ("Contact", "history"): Held("Change", "node_id"),
    ("Membership", "space"): One("Space", "space_id"),
    ("Membership", "history"): Held("Change", "node_id"),
    ("Participation", "space"): One("Space", "space_id"),
    ("Participation", "history"): Held("Change", "node_id"),
    ("Project", "space"): One("Space", "space_id"),
    ("Project", "history"): Held("Change", "node_id"),
    ("Resource", "space"): One("Space", "space_id"),
    ("Resource", "history"): Held("Change", "node_id"),
    ("Workshop", "space"): One("Space", "space_id"),
    ("Workshop", "history"): Held("Change", "node_id"),
    ("Actor", "participationRecords"): Held("Participation", "actor_id"),
    ("Actor", "contacts"): Held("Contact", "actor_id"),
    ("Actor", "ownSpace"): Single("Space", "actor_id"),
    ("Network", "ownSpace"): Single("Space", "network_id"),
    ("Network", "changes"): Held("Change", "network_id"),
    ("Project", "participationRecords"): Held("Participation", "project_id"),
    ("Space", "memberships"): Held("Membership", "space_id"),
    ("Space", "participations"): Held("Participation", "space_id"),
    ("Change", "network"): One("Network", "network_id"),
    ("Change", "space"): One("Space", "space_id"),
    ("Contact", "actor"): One("Actor", "actor_id"),
    ("Participation", "project"): One("Project", "project_id"),
    ("Participation", "actor"): One("Actor", "actor_id"),
    ("Space", "actor"): One("Actor", "actor_id"),
    ("Space", "network"): One("Network", "network_id"),
    ("Space", "actors"): Held("Actor", "space_id"),
    ("Space", "changes"): Held("Change", "space_id"),
    ("Space", "contacts"): Held("Contact", "space_id"),
    ("Space", "projects"): Held("Project", "space_id"),
    ("Space", "resources"): Held("Resource", "space_id"),
    ("Space", "workshops"): Held("Workshop", "space_id"),
    ("Actor", "territory"): One("Territory", "territory_id"),
    ("Actor", "topics"): Tied("Topic", "actor_topic", "actor_id", "topic_id"),
    ("Actor", "memberships"): Held("Membership", "member_id"),
    ("Actor", "members"): Held("Membership", "organisation_id"),
    ("Actor", "networks"): Tied("Network", "membership", "member_id", "network_id", PART),
    ("Actor", "projectsHeld"): Held("Project", "holder_id"),
    ("Actor", "participations"): Tied("Project", "participation", "actor_id", "project_id", PART),
    ("Actor", "resources"): Tied("Resource", "resource_author", "actor_id", "resource_id", ("role",)),
    ("Actor", "workshops"): Tied("Workshop", "workshop_host", "actor_id", "workshop_id", ("role",)),
    ("Membership", "member"): One("Actor", "member_id"),
    ("Membership", "organisation"): One("Actor", "organisation_id"),
    ("Membership", "network"): One("Network", "network_id"),
    ("Network", "memberships"): Held("Membership", "network_id"),
    ("Network", "members"): Tied("Actor", "membership", "network_id", "member_id", PART),
    ("Project", "holder"): One("Actor", "holder_id"),
    ("Project", "participants"): Tied("Actor", "participation", "project_id", "actor_id", PART),
    ("Project", "territories"): Tied("Territory", "project_territory", "project_id", "territory_id"),
    ("Project", "topics"): Tied("Topic", "project_topic", "project_id", "topic_id"),
    ("Project", "resources"): Held("Resource", "project_id"),
    ("Project", "workshops"): Held("Workshop", "project_id"),
    ("Resource", "project"): One("Project", "project_id"),
    ("Resource", "derivedFrom"): One("Resource", "derived_from_id"),
    ("Resource", "derived"): Held("Resource", "derived_from_id"),
    ("Resource", "authors"): Tied("Actor", "resource_author", "resource_id", "actor_id", ("role",)),
    ("Resource", "topics"): Tied("Topic", "resource_topic", "resource_id", "topic_id"),
    ("Resource", "territories"): Tied("Territory", "resource_territory", "resource_id", "territory_id"),
    ("Territory", "region"): One("Territory", "region_id"),
    ("Territory", "department"): One("Territory", "department_id"),
    ("Territory", "epci"): One("Territory", "epci_id"),
    ("Territory", "children"): Inside(down=True),
    ("Territory", "parents"): Inside(down=False),
    ("Territory", "actors"): Held("Actor", "territory_id"),
    ("Territory", "projects"): Tied("Project", "project_territory", "territory_id", "project_id"),
    ("Territory", "resources"): Tied("Resource", "resource_territory", "territory_id", "resource_id"),
    ("Territory", "workshops"): Held("Workshop", "territory_id"),
    ("Topic", "broader"): One("Topic", "broader_id"),
    ("Topic", "narrower"): Held("Topic", "broader_id"),
    ("Topic", "actors"): Tied("Actor", "actor_topic", "topic_id", "actor_id"),
    ("Topic", "projects"): Tied("Project", "project_topic", "topic_id", "project_id"),
    ("Topic", "resources"): Tied("Resource", "resource_topic", "topic_id", "resource_id"),
    ("Topic", "workshops"): Tied("Workshop", "workshop_topic", "topic_id", "workshop_id"),
    ("Workshop", "territory"): One("Territory", "territory_id"),
    ("Workshop", "project"): One("Project", "project_id"),
    ("Workshop", "hosts"): Tied("Actor", "workshop_host", "workshop_id", "actor_id", ("role",)),
    ("Workshop", "topics"): Tied("Topic", "workshop_topic", "workshop_id", "topic_id"),
}

WAYS_BACK = {
    ("Collection", "networks"): ("Network", "collections"),
    ("Collection", "invited"): ("Network", "invitedTo"),
    ("Collection", "space"): ("Space", "collections"),
    ("Feature", "territory"): ("Territory", "features"),
    ("Feature", "topic"): ("Topic", "features"),
    ("Feature", "network"): ("Network", "features"),
    ("Project", "inspiredBy"): ("Project", "inspired"),
    ("Project", "reuses"): ("Resource", "reusedIn"),
    ("Resource", "seals"): ("Seal", "resource"),
    ("Network", "seals"): ("Seal", "network"),
    ("Decision", "supersedes"): ("Decision", "supersededBy"),
    ("Contact", "space"): ("Space", "contacts"),
    ("Resource", "space"): ("Space", "resources"),
    ("Workshop", "space"): ("Space", "workshops"),
    ("Project", "space"): ("Space", "projects"),
    ("Actor", "space"): ("Space", "actors"),
    ("Membership", "space"): ("Space", "memberships"),
    ("Participation", "space"): ("Space", "participations"),
    ("Actor", "contacts"): ("Contact", "actor"),
    ("Actor", "ownSpace"): ("Space", "actor"),
    ("Actor", "participationRecords"): ("Participation", "actor"),
    ("Change", "network"): ("Network", "changes"),
    ("Change", "space"): ("Space", "changes"),
    ("Network", "ownSpace"): ("Space", "network"),
    ("Project", "participationRecords"): ("Participation", "project"),
    ("Actor", "territory"): ("Territory", "actors"),
    ("Actor", "topics"): ("Topic", "actors"),
    ("Actor", "memberships"): ("Membership", "member"),
    ("Actor", "members"): ("Membership", "organisation"),
    ("Actor", "networks"): ("Network", "members"),
    ("Actor", "projectsHeld"): ("Project", "holder"),
    ("Actor", "participations"): ("Project", "participants"),
    ("Actor", "resources"): ("Resource", "authors"),
    ("Actor", "workshops"): ("Workshop", "hosts"),
    ("Network", "memberships"): ("Membership", "network"),
    ("Project", "territories"): ("Territory", "projects"),
    ("Project", "topics"): ("Topic", "projects"),
    ("Project", "resources"): ("Resource", "project"),
    ("Project", "workshops"): ("Workshop", "project"),
    ("Resource", "derivedFrom"): ("Resource", "derived"),
    ("Resource", "topics"): ("Topic", "resources"),
    ("Resource", "territories"): ("Territory", "resources"),
    ("Territory", "children"): ("Territory", "parents"),
    ("Topic", "broader"): ("Topic", "narrower"),
    ("Workshop", "territory"): ("Territory", "workshops"),
    ("Workshop", "topics"): ("Topic", "workshops"),
}
SHORTCUTS = {
    ("Territory", "region"),
    ("Territory", "department"),
    ("Territory", "epci"),
    *((each, name) for each in DEPOSITED for name in ("history", "decisions")),
    ("Collection", "history"),
    ("Collection", "decisions"),
    *((each, "collections") for each in ("Project", "Resource", "Workshop")),
}
"""Their way back is `children`, once or twice, `Change.node`, `Decision.node` or `Collection.items`."""
KEPT = {
    ("Collection", "decisions"),
    ("Collection", "history"),
    ("Collection", "invited"),
    ("Network", "invitedTo"),
}
"""Of which a visitor sees nothing here, and a visitor walks."""
COMPUTED = {("Decision", "networks")}
"""Fields with entities that are no relation: a decision keeps its voters as they were."""

Ends = list[tuple[str, Row]]


@dataclass
class RelationTree:
    """All rows, and what is related to what."""

    rows: Rows
    by_id: Mapping[str, Row] = field(init=False)
    _ends: dict[tuple[str, str], dict[str, Ends]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {row["id"]: row for type_name in TYPES for row in self.rows[type_name.lower()]}

    def of(self, type_name: str) -> list[Row]:
        return self.rows[type_name.lower()]

    def ends(self, type_name: str, name: str) -> dict[str, Ends]:
        """By id: the ids at the other end of the relation, each with the row that ties the two."""
        if (type_name, name) not in self._ends:
            found: dict[str, Ends] = defaultdict(list)
            for own, other, tie in self._pairs(type_name, RELATIONS[type_name, name]):
                if own is not None and other is not None and own.startswith(f"{type_name.lower()}_"):
                    found[own].append((other, tie))
            self._ends[type_name, name] = found
        return self._ends[type_name, name]

    def _pairs(self, type_name: str, relation: Relation) -> Iterator[tuple[str | None, str | None, Row]]:
        match relation:
            case Single(other, column):
                yield from ((row[column], row["id"], row) for row in self.of(other))
            case One(_, column):
                yield from ((row["id"], row[column], row) for row in self.of(type_name))
            case Held(other, column):
                yield from ((row[column], row["id"], row) for row in self.of(other))
            case Tied(_, table, own, other):
                yield from ((row[own], row[other], row) for row in self.rows[table])
            case Inside(_, down):
                pairs = ((above, row["id"], row) for row in self.of("Territory") for above in directly_above(row))
                yield from pairs if down else ((below, above, row) for above, below, row in pairs)


def directly_above(territory: Row) -> list[str]:
    """The territories that one lies in with no other between the two."""
    near = [territory["department_id"], territory["epci_id"]]
    return [each for each in near if each is not None] or [
        each for each in [territory["region_id"]] if each is not None
    ]
