"""Networks' offices and town halls, for the stories that are about whose they are."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.attacks.scenarios.client import Person, ScenarioClient

CLAIM = """claim { id state actor { id name website } territory { name }
    authority { name kind siren website summary } }"""
REGISTERED = f"LocalAuthorityRegistered {{ {CLAIM} repeated space {{ id }} }}"


async def head_of(stage: ScenarioClient, keeper: Person, slug: str) -> tuple[Person, str]:
    """Return the administrator of a network, and the network's space, opened by a steward."""
    head = await stage.person(f"head-of-{slug}")
    given = {"network": {"slug": slug}, "admin": head.email}
    opened = await stage.act("openNetworkSpace", keeper, "NetworkSpaceOpened { space { id } }", **given)
    return head, opened["space"]["id"]


async def program(stage: ScenarioClient, head: Person, slug: str, *scopes: str) -> Person:
    """A network's program."""
    ends = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    given = {"network": {"slug": slug}, "name": "Programme", "scopes": list(scopes), "expiresAt": ends}
    issued = await stage.act("createApiToken", head, "ApiTokenIssued { secret }", **given)
    return Person(headers={"authorization": f"Bearer {issued['secret']}"})


async def claimed(stage: ScenarioClient, who: Person, commune: str, **more: Any) -> dict[str, Any]:
    """Claim a commune and return the result."""
    return await stage.act("registerLocalAuthority", who, REGISTERED, authority={"commune": commune}, **more)


async def joined(stage: ScenarioClient, admin: Person, space: str, whom: Person, role: str) -> None:
    """Have somebody be in a space."""
    given = {"space": space, "email": whom.email, "role": role}
    assert await stage.code("inviteColleague", admin, **given) == "InvitationSaved"
    token = await stage.link(whom.email, "invitation")
    assert await stage.code("acceptInvitation", whom, token=token) == "ColleagueSaved"


async def people(stage: ScenarioClient, who: Person, space: str) -> list[str]:
    """The accounts in a space, as far as somebody sees them."""
    found = await stage.ask("query ($space: ID!) { spaceMembers(space: $space) { account } }", who, space=space)
    return [each["account"] for each in found["spaceMembers"]]
