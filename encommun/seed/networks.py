"""The six organisations that launched or announced Territoires en commun: each a network, and an actor in it."""

from collections.abc import Iterator
from datetime import UTC, datetime

from encommun.seed.insertion import Row
from encommun.seed.published import Line, lines
from models import ActorKind, Licence, MembershipRole, NetworkRole
from models.folding import folded
from models.ids import derived

MOMENT = datetime(2026, 1, 19, tzinfo=UTC)


def network_id(slug: str) -> str:
    """The id that one of the six networks has in every commons."""
    return derived("network", slug, MOMENT)


def network_slugs() -> list[str]:
    """The six networks' slugs, in the order of the file."""
    return [line["slug"] for line in lines("networks.csv")]


def network_rows() -> Iterator[Row]:
    """One network for each organisation."""
    for line in lines("networks.csv"):
        yield {**_common(line), "id": network_id(line["slug"]), "slug": line["slug"], "role": NetworkRole(line["role"])}


def founding_actor_rows() -> Iterator[Row]:
    """One actor for each organisation; neither SIREN nor territory, for want of a source."""
    for line in lines("networks.csv"):
        own = {"id": _actor_id(line["slug"]), "kind": ActorKind(line["kind"])}
        yield {**_common(line), **own, "licence": Licence.ETALAB_2_0, "demonstration": False}


def founding_membership_rows() -> Iterator[Row]:
    """Each organisation represents itself in its network; no date is known."""
    for slug in network_slugs():
        yield {
            "id": derived("membership", slug, MOMENT),
            "created_at": MOMENT,
            "updated_at": MOMENT,
            "member_id": _actor_id(slug),
            "network_id": network_id(slug),
            "role": MembershipRole.REPRESENTATIVE,
        }


def _actor_id(slug: str) -> str:
    return derived("actor", f"network:{slug}", MOMENT)


def _common(line: Line) -> Row:
    return {
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "name": line["name"],
        "name_sort": folded(line["name"]),
        "acronym": line["acronym"] or None,
        "website": line["website"] or None,
        "summary": line["summary"],
    }
