"""Everyone who may ask: six kinds of viewer, and three more whom some mutations are for."""

from collections.abc import Iterator
from typing import Any

import models
from loaders.drivers.snapshot import Snapshot
from models import SpaceRole
from resolvers.core.viewer import EVERY_SCOPE, Viewer
from resolvers.identity.identification import identify_account, identify_token
from resolvers.security.opaque_tokens import hash_token, new_token
from tests.records.client import BEGIN, account_of, space_of

COLUMNS = ("anonymous", "account", "member", "editor", "admin", "other", "token", "steward", "concerned")
"""As the tables have them, in order.

`member`, `editor` and `admin` are in the space `own`, `other` is an editor elsewhere, `token` is a partner network's
with every scope. `concerned` is whom the claim, the invitation and the session are about, and has a space of theirs
that is not verified.
"""
PEOPLE = ("account", "member", "editor", "admin", "other", "steward", "concerned", "rival", "newcomer")
PLACES = {
    "member": ("own", SpaceRole.MEMBER),
    "editor": ("own", SpaceRole.EDITOR),
    "admin": ("own", SpaceRole.ADMIN),
    "other": ("other", SpaceRole.EDITOR),
    "concerned": ("new", SpaceRole.ADMIN),
    "rival": ("network", SpaceRole.MEMBER),
}
PASSWORD = "corail tandem brume"  # noqa: S105 - of nobody but these
SECRET = new_token("api")
VISITOR = Viewer(request_id="request", language="en", address="192.0.2.7")


def people(password_hash: str) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """The tables of accounts and of their roles, with their rows; all but the newcomer's addresses are confirmed."""
    yield (
        models.Account,
        [
            {
                "id": account_of(name),
                "email": f"{name}@example.org",
                "email_key": f"{name}@example.org",
                "email_confirmed_at": None if name == "newcomer" else BEGIN,
                "password_hash": password_hash,
                "name": name,
                "steward": name == "steward",
                "created_at": BEGIN,
                "seen_at": BEGIN.replace(hour=0),
            }
            for name in PEOPLE
        ],
    )
    yield (
        models.SpaceMember,
        [
            {"account_id": account_of(name), "space_id": space_of(space), "role": role, "since": BEGIN}
            for name, (space, role) in PLACES.items()
        ],
    )


def api_token(id_: str, network_id: str, secret: str, scopes: Any = EVERY_SCOPE) -> dict[str, Any]:
    """A network's token that works for a year."""
    return {
        "id": id_,
        "network_id": network_id,
        "name": id_,
        "token_hash": hash_token(secret),
        "beginning": secret[:14],
        "scopes": sorted(scopes),
        "created_at": BEGIN,
        "expires_at": BEGIN.replace(year=BEGIN.year + 1),
    }


async def viewers(snapshot: Snapshot) -> dict[str, Viewer]:
    """By column, who that is: recognised by what is stored, as a request is."""
    found: dict[str, Viewer | None] = {}
    for name in COLUMNS:
        if name == "anonymous":
            found[name] = VISITOR
        elif name == "token":
            found[name] = await identify_token(snapshot, SECRET, BEGIN, VISITOR)
        else:
            found[name] = await identify_account(snapshot, account_of(name), VISITOR)
    assert None not in found.values()
    return {name: viewer for name, viewer in found.items() if viewer is not None}
