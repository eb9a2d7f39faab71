"""Devices on which a person has shown who they are: guesses that are made elsewhere do not keep them out there.

A device keeps a token and sends it when its person signs in. It opens nothing without the password; guesses with it are
counted apart from those of strangers.
"""

from datetime import datetime

from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import KnownDevice
from resolvers.security.lifetimes import DEVICE, is_in_force
from resolvers.security.opaque_tokens import hash_token, is_well_formed, new_token

TABLE = table_of(KnownDevice)
MOST = 20
"""Devices of an account that are known; a new one takes the place of the oldest."""


async def remember_device(work: UnitOfWork, now: datetime, account_id: str) -> str:
    """Know another device of an account, whose person has just shown who they are; the token that the device keeps."""
    known = await work.select(TABLE, {"account_id": account_id}, ("created_at", "token_hash"))
    oldest = sorted(tuple(row) for row in known)[: max(0, len(known) - MOST + 1)]
    await work.delete_all(TABLE, [{"token_hash": token_hash} for _, token_hash in oldest])
    token = new_token("device")
    row = {"token_hash": hash_token(token), "account_id": account_id, "created_at": now, "expires_at": now + DEVICE}
    await work.insert(TABLE, [row])
    return token


async def is_known_device(work: UnitOfWork, now: datetime, token: str, account_id: str) -> bool:
    """True if a token belongs to a device of the account."""
    if not is_well_formed(token, "device"):
        return False
    where = {"token_hash": hash_token(token), "account_id": account_id}
    found = await work.select(TABLE, where, ("created_at", "expires_at"))
    return any(is_in_force(row.created_at, row.expires_at, DEVICE, now) for row in found)


async def forget_devices(work: UnitOfWork, account_id: str) -> None:
    """Delete the known devices of an account: one may belong to a person who knew the old password."""
    await work.delete(TABLE, {"account_id": account_id})
