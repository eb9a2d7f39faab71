"""Who somebody is by what they hold: an account with its roles, or a partner network's program."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from loaders.keyed import Beside, rows_of
from loaders.snapshot import Snapshot
from loaders.transactions import Work
from models import Account, ApiToken, OneTimeToken, Scope, Space, SpaceMember, SpaceRole, ids
from resolvers.accounts.addresses import address_of
from resolvers.editing.editable import table_of
from resolvers.security.addresses import admits, parse_ranges
from resolvers.security.opaque import hash_of, is_well_formed
from resolvers.viewer import EVERY_SCOPE, PERSONAL, Viewer

if TYPE_CHECKING:  # it brings an HTTP client along, which most commons have no use for
    from resolvers.security.openid import Identity

MANAGING = {Scope.NETWORK_ADMIN: SpaceRole.ADMIN, Scope.CONTENT_WRITE: SpaceRole.EDITOR}
"""By scope, strongest first, the role that it gives a program in its network's space."""

ACCOUNT, MEMBER, SPACE, TOKEN = (table_of(each) for each in (Account, SpaceMember, Space, ApiToken))
HELD = (
    Beside(MEMBER, "account_id", ACCOUNT.c.id, ("space_id", "role")),
    Beside(SPACE, "id", MEMBER.c.space_id, ("network_id",)),
)
"""An account's roles, and the network of each space."""
OF_NETWORK = Beside(SPACE, "network_id", TOKEN.c.network_id, ("id",))
"""The space of a token's network."""


async def person(snapshot: Snapshot, account_id: str, visitor: Viewer) -> Viewer | None:
    """The viewer who signed in to an account; None when it is erased, or there is none."""
    found = await rows_of(snapshot, ACCOUNT.c.id, account_id, ["steward", "erased_at"], *HELD)
    if not found or found[0].erased_at is not None:
        return None
    in_network = any(network is not None for *_, network in found)
    return replace(
        visitor,
        account_id=account_id,
        scopes=EVERY_SCOPE if in_network else PERSONAL,
        roles={space_id: SpaceRole(role) for *_, space_id, role, _ in found if space_id is not None},
        steward=bool(found[0].steward),
    )


async def program(snapshot: Snapshot, token: str, now: datetime, visitor: Viewer) -> Viewer | None:
    """The viewer whose API token it is; None for one that is malformed, unknown, expired, revoked or from elsewhere."""
    if not is_well_formed(token, "api"):
        return None
    columns = ["id", "network_id", "scopes", "addresses", "expires_at", "revoked_at"]
    for _, id_, network_id, scopes, addresses, expires_at, revoked_at, space_id in await rows_of(
        snapshot, TOKEN.c.token_hash, hash_of(token), columns, OF_NETWORK
    ):
        if revoked_at is not None or expires_at <= now or not admits(parse_ranges(addresses), visitor.address):
            return None
        held = frozenset(map(Scope, scopes))
        role = next((each for scope, each in MANAGING.items() if scope in held), SpaceRole.MEMBER)
        roles = {} if space_id is None else {space_id: role}
        return replace(visitor, token_id=id_, network_id=network_id, scopes=held, roles=roles)
    return None


async def identified(work: Work, identity: "Identity", now: datetime) -> str:
    """The id of the account of somebody whom a trusted issuer names; one is made at the first time.

    An account that has the same address is theirs if the issuer vouches for the address. One that was never confirmed
    may have been registered by somebody else, who must not stay in it.
    """
    table = table_of(Account)
    known = {"issuer": identity.issuer, "subject": identity.subject}
    for (found,) in await work.select(table, known, ["id"]):
        return str(found)
    email = identity.email if identity.email_verified else None
    address = None if email is None else address_of(email)[0]
    key = address.key if address else None
    if key is not None:
        columns = ["id", "email_confirmed_at"]
        for found, confirmed_at in await work.select(table, {"email_key": key, "issuer": None}, columns):
            if confirmed_at is None:
                await _taken_over(work, found)
            await work.update(table, {"id": found}, {**known, "email_confirmed_at": confirmed_at or now})
            return str(found)
    account = {
        "id": ids.new("account"),
        "email": address.text if address else "",
        "email_key": key,
        "email_confirmed_at": now if key else None,
        "name": identity.name or "",
        "created_at": now,
        **known,
    }
    await work.insert(table, [account])
    return str(account["id"])


async def _taken_over(work: Work, account_id: str) -> None:
    """Leave nothing to whoever registered an address that was not shown to be theirs: no password, and no link."""
    await work.update(table_of(Account), {"id": account_id}, {"password_hash": None})
    await work.delete(table_of(OneTimeToken), {"account_id": account_id})
