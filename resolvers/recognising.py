"""Who somebody is by what they hold: an account with its roles, or a partner network's program."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loaders.keyed import Beside, rows_of
from loaders.lookup import Reads
from loaders.matching import matching
from loaders.snapshot import Snapshot
from loaders.transactions import Work
from models import ApiToken, Scope, Space, SpaceRole, ids
from resolvers.accounts.addresses import Address, address_of
from resolvers.accounts.asked import ACCOUNT, MEMBER, ONE_TIME
from resolvers.accounts.seeing import day_of, see
from resolvers.editing.editable import table_of
from resolvers.security.addresses import admits, parse_ranges
from resolvers.security.opaque import hash_of, is_well_formed
from resolvers.viewer import EVERY_SCOPE, PERSONAL, Viewer

if TYPE_CHECKING:  # it brings an HTTP client along, which most commons have no use for
    from resolvers.security.openid import Identity

MANAGING = {Scope.NETWORK_ADMIN: SpaceRole.ADMIN, Scope.CONTENT_WRITE: SpaceRole.EDITOR}
"""By scope, strongest first, the role that it gives a program in its network's space."""

SPACE, TOKEN = table_of(Space), table_of(ApiToken)
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
    networks = frozenset(network for *_, network in found if network is not None)
    return replace(
        visitor,
        account_id=account_id,
        networks=networks,
        scopes=EVERY_SCOPE if networks else PERSONAL,
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
        return replace(
            visitor, token_id=id_, network_id=network_id, networks=frozenset({network_id}), scopes=held, roles=roles
        )
    return None


async def seen_today(reads: Reads, identity: "Identity", now: datetime) -> str | None:
    """The id of the account that `identified` would give, if it would change nothing."""
    known = {**_named(identity), "warned_at": None}
    found = await matching(reads, ACCOUNT, known, ["id", "seen_at"])
    return next((id_ for id_, seen_at in found if seen_at == day_of(now)), None)


async def identified(work: Work, identity: "Identity", now: datetime) -> str:
    """The id of the account of somebody whom a trusted issuer names; one is made at the first time.

    An account that has the same address is theirs if the issuer vouches for the address, unless the issuer has named
    somebody else by it before. One that was never confirmed may have been registered by somebody else, who must not
    stay in it.
    """
    known = await work.select(ACCOUNT, _named(identity), ["id"])
    found = str(known[0].id) if known else await _linked(work, identity, now)
    await see(work, found, now)
    return found


async def _linked(work: Work, identity: "Identity", now: datetime) -> str:
    """The account of somebody who comes for the first time: that of their address, or a new one."""
    address = _vouched(identity)
    columns = ["id", "email_confirmed_at", "issuer"]
    rows = await work.select(ACCOUNT, {"email_key": address.key}, columns) if address else []
    if not rows:
        return await _made(work, identity, address, now)
    found, confirmed_at, issuer = rows[0]
    if issuer == identity.issuer:
        return await _made(work, identity, None, now)
    if confirmed_at is None:
        await _taken_over(work, found, identity)
    await work.update(ACCOUNT, {"id": found}, {**_named(identity), "email_confirmed_at": confirmed_at or now})
    return str(found)


async def _made(work: Work, identity: "Identity", address: Address | None, now: datetime) -> str:
    account = {
        "id": ids.new("account"),
        "email": address.text if address else "",
        "email_key": address.key if address else None,
        "email_confirmed_at": now if address else None,
        "name": identity.name or "",
        "created_at": now,
        **_named(identity),
    }
    await work.insert(ACCOUNT, [account])
    return str(account["id"])


async def _taken_over(work: Work, account_id: str, identity: "Identity") -> None:
    """Leave nothing of whoever registered an address that was not shown to be theirs: no password, link or name."""
    await work.update(ACCOUNT, {"id": account_id}, {"password_hash": None, "name": identity.name or ""})
    await work.delete(ONE_TIME, {"account_id": account_id})


def _vouched(identity: "Identity") -> Address | None:
    """The address that the issuer vouches for."""
    return address_of(identity.email)[0] if identity.email and identity.email_verified else None


def _named(identity: "Identity") -> dict[str, Any]:
    """The columns that say who somebody is at their issuer."""
    return {"issuer": identity.issuer, "subject": identity.subject}
