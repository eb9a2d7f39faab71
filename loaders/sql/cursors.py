"""Cursors: the sort values of a row, opaque to clients, valid while rows come and go around it."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from typing import Any

import orjson

from loaders.errors import FaultError

LONGEST = 100_000
"""Characters; a cursor holds a few sort values, one of them perhaps a long title."""


def encode_cursor(order: str, values: Iterable[Any]) -> str:
    """Return the cursor of a row with the sort `values`, in the order named `order`."""
    # asyncpg gives the moment before all others, which stands for null, without an offset.
    found = orjson.dumps([order, *values], option=orjson.OPT_NAIVE_UTC)
    return urlsafe_b64encode(found).rstrip(b"=").decode()


def decode_cursor(cursor: str, order: str, count: int) -> list[Any]:
    """The `count` values of a cursor made in the same order; raises FaultError INVALID_CURSOR."""
    try:
        found = orjson.loads(urlsafe_b64decode(cursor[:LONGEST] + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise _invalid("it is not one that this API gave") from error
    if not isinstance(found, list) or len(found) != count + 1 or not isinstance(found[0], str):
        raise _invalid("it is not one that this API gave")
    if found[0] != order:
        raise _invalid("it comes from another list, or from one in another order")
    return found[1:]


def _invalid(why: str) -> FaultError:
    advice = "Take cursors from pageInfo or edges of the same field, and start again without one."
    return FaultError("INVALID_CURSOR", f"The cursor cannot be used: {why}. {advice}")
