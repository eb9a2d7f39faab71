"""Identification by credentials: an account with its roles, or a partner network's program."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loaders.drivers.snapshot import Snapshot
from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_where
from loaders.queries.viewers import account_with_roles, token_with_network
from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, ONE_TIME, TOKEN
from loaders.unit_of_work import UnitOfWork
from models import WITH_A_VOICE, Scope, SpaceRole, ids
from resolvers.core.email_addresses import EmailAddress, parse_address
from resolvers.core.viewer import EVERY_SCOPE, PERSONAL, RANK, Viewer
from resolvers.identity.accounts.last_seen import day_of, mark_seen
from resolvers.identity.token_authority import scopes_of_role
from resolvers.security.ip_ranges import is_in_ranges, parse_ranges
from resolvers.security.lifetimes import API_TOKEN, is_in_force
from resolvers.security.opaque_tokens import hash_token, is_well_formed

if TYPE_CHECKING:  # it brings an HTTP client along, which most commons have no use for
    from resolvers.security.openid import Identity

MANAGING = {Scope.NETWORK_ADMIN: SpaceRole.ADMIN, Scope.CONTENT_WRITE: SpaceRole.EDITOR}
"""By scope, strongest first, the role that it gives a program in its network's space."""


async def identify_account(snapshot: Snapshot, account_id: str, visitor: Viewer) -> Viewer | None:
    """The viewer who signed in to an account; None when it is erased, or there is none."""
    found = await account_with_roles(snapshot, account_id, ("steward", "erased_at"))
    if not found or found[0].erased_at is not None:
        return None
    held = [tuple(row)[3:] for row in found if row[3] is not None]
    voices = frozenset(network for _, role, network, answers in held if _edits(role) and answers in WITH_A_VOICE)
    return replace(
        visitor,
        account_id=account_id,
        networks=frozenset(network for _, _, network, _ in held if network is not None),
        voices=voices,
        scopes=EVERY_SCOPE if voices else PERSONAL,
        roles={space_id: SpaceRole(role) for space_id, role, _, _ in held},
        steward=bool(found[0].steward),
    )


async def identify_token(snapshot: Snapshot, token: str, now: datetime, visitor: Viewer) -> Viewer | None:
    """The viewer whose API token it is; None for one that is malformed, unknown, expired, revoked or from elsewhere.

    It does at most what who answers for it may do now; where that is nothing, it does nothing.
    """
    if not is_well_formed(token, "api"):
        return None
    columns = ["id", "network_id", "scopes", "addresses", "created_at", "expires_at", "revoked_at", "created_by"]
    for row in await token_with_network(snapshot, hash_token(token), columns):
        if row.revoked_at is not None or not is_in_force(row.created_at, row.expires_at, API_TOKEN, now):
            return None
        scopes, most = _answered(row)
        if not scopes or not is_in_ranges(parse_ranges(row.addresses), visitor.address):
            return None
        role = next((each for scope, each in MANAGING.items() if scope in scopes), SpaceRole.MEMBER)
        return replace(
            visitor,
            token_id=row.id,
            network_id=row.network_id,
            answered_by=row.created_by,
            networks=frozenset({row.network_id}),
            voices=frozenset({row.network_id} if row.network_role in WITH_A_VOICE else ()),
            scopes=scopes,
            roles={} if row.space_id is None else {row.space_id: min(role, most, key=RANK.__getitem__)},
        )
    return None


async def token_rejection(snapshot: Snapshot, token: str, now: datetime, visitor: Viewer) -> str:
    """Return the code of the reason why an API token is refused, for its holder.

    From where a token does not work, nothing is told: who found it somewhere learns nothing of it.
    """
    if not is_well_formed(token, "api"):
        return "TOKEN_MALFORMED"
    columns = ("created_at", "expires_at", "revoked_at", "addresses")
    for row in await select_where(snapshot, TOKEN, {"token_hash": hash_token(token)}, columns):
        if not is_in_ranges(parse_ranges(row.addresses), visitor.address):
            break
        if row.revoked_at is not None:
            return "TOKEN_REVOKED"
        return "TOKEN_SUSPENDED" if is_in_force(row.created_at, row.expires_at, API_TOKEN, now) else "TOKEN_EXPIRED"
    return "UNAUTHENTICATED"


def _answered(row: Row) -> tuple[frozenset[Scope], SpaceRole]:
    """The scopes of a token that who answers for it has, too, and the most that it may be in the network's space.

    A steward may give a network's first tokens, but appoints nobody in a space by them.
    """
    own = frozenset(map(Scope, row.scopes))
    if row.created_by is None:
        return own, SpaceRole.ADMIN
    if row.account_erased_at is not None:
        return frozenset(), SpaceRole.MEMBER
    role = None if row.space_member_role is None else SpaceRole(row.space_member_role)
    scopes = own & scopes_of_role(role, steward=bool(row.account_steward))
    return scopes, max(role or SpaceRole.MEMBER, SpaceRole.EDITOR, key=RANK.__getitem__)


async def account_seen_today(reads: Queryable, identity: "Identity", now: datetime) -> str | None:
    """The id of the account that `account_of_identity` would give, if it would change nothing."""
    known = {**_named(identity), "warned_at": None}
    found = await select_where(reads, ACCOUNT, known, ["id", "seen_at"])
    return next((id_ for id_, seen_at in found if seen_at == day_of(now)), None)


async def account_of_identity(work: UnitOfWork, identity: "Identity", now: datetime) -> str:
    """The id of the account of somebody whom a trusted issuer names; one is made at the first time.

    An account that has the same address is theirs if the issuer vouches for the address, unless the issuer has named
    somebody else by it before. One that was never confirmed may have been registered by somebody else, who must not
    stay in it.
    """
    known = await work.select(ACCOUNT, _named(identity), ["id"])
    found = str(known[0].id) if known else await _linked(work, identity, now)
    await mark_seen(work, found, now)
    return found


async def _linked(work: UnitOfWork, identity: "Identity", now: datetime) -> str:
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


async def _made(work: UnitOfWork, identity: "Identity", address: EmailAddress | None, now: datetime) -> str:
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


async def _taken_over(work: UnitOfWork, account_id: str, identity: "Identity") -> None:
    """Leave nothing of whoever registered an address that was not shown to be theirs: no password, link or name."""
    await work.update(ACCOUNT, {"id": account_id}, {"password_hash": None, "name": identity.name or ""})
    await work.delete(ONE_TIME, {"account_id": account_id})


def _vouched(identity: "Identity") -> EmailAddress | None:
    """The address that the issuer vouches for."""
    return parse_address(identity.email)[0] if identity.email and identity.email_verified else None


def _edits(role: str) -> bool:
    return RANK[SpaceRole(role)] >= RANK[SpaceRole.EDITOR]


def _named(identity: "Identity") -> dict[str, Any]:
    """The columns that say who somebody is at their issuer."""
    return {"issuer": identity.issuer, "subject": identity.subject}
