"""The keys that access tokens are checked with: the operator's, or those in the database, kept for a minute."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from encommun.operator_error import OperatorError
from encommun.settings import Settings
from loaders.drivers.database import Database
from resolvers.identity.accounts.signing_keys import stored_keys
from resolvers.security.signing_key import GivenKeys, SigningKey, no_given_keys, parse_keys

FRESH = 60.0
"""Seconds for which keys are believed without being read again: so long a key that was deleted may still be."""
PAUSE = 2.0
"""Seconds between two reads, whatever comes in: made-up names of keys must not make us hammer the database."""

log = logging.getLogger("encommun.signing_keys")

Keys = Mapping[str, str]
"""Secrets by name."""
Mark = tuple[int, ...]
"""A mark that changes when a file does."""


class KeyCache:
    """Keys for any number of requests at once: one read for all who wait, and a pause before the next one."""

    def __init__(
        self,
        read: Callable[[], Awaitable[Keys]],
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Begin without any key.

        Args:
            read: gives all keys that are believed now.
            clock: seconds, from any beginning.
            sleep: lets so many seconds of it pass.
        """
        self._read = read
        self._clock = clock
        self._sleep = sleep
        self._keys: Keys = {}
        self._read_at = self._tried_at = -math.inf
        """When the reads began that gave the keys, and that was the last one."""
        self._reading: asyncio.Task[None] | None = None

    async def with_key(self, kid: str) -> Keys:
        """The keys; raises what `read` raises.

        If none has that name, they are read again before this returns: it may have been made just before the call.
        """
        asked = self._clock()
        while self._is_old(asked if kid not in self._keys else self._clock() - FRESH):
            if self._reading is None:
                self._reading = asyncio.get_running_loop().create_task(self._renew())
                self._reading.add_done_callback(_heard)
            await asyncio.shield(self._reading)  # a request that is cancelled leaves the others theirs
        return self._keys

    def _is_old(self, moment: float) -> bool:
        """True if the keys were read before the moment."""
        return self._read_at < moment

    async def _renew(self) -> None:
        try:
            if (wait := self._tried_at + PAUSE - self._clock()) > 0:
                await self._sleep(wait)
            begun = self._tried_at = self._clock()
            self._keys, self._read_at = await self._read(), begun
        finally:
            self._reading = None


def _heard(reading: asyncio.Task[None]) -> None:
    """Take note of an error that nobody waits for any more: whoever comes next reads again."""
    if not reading.cancelled():
        reading.exception()


class KeyFile:
    """The operator's file of keys, read again whenever it is another one, so that they are rotated without a restart.

    Nothing is believed here for a time: who checks tokens keeps the keys already (KeyCache), and two such times add up.
    """

    def __init__(self, file: Path) -> None:
        """Read it; raises OperatorError when it cannot be, or has no good key."""
        self._file = file
        self._mark: Mark | None = None
        self._told = ""
        """Why the file is not accepted now, as it was logged."""
        try:
            self._look()
        except (OSError, ValueError) as error:
            raise OperatorError(f"ENCOMMUN_SIGNING_KEY_FILE is not accepted: {_reason(error)}.") from error

    def __call__(self) -> Sequence[SigningKey]:
        """The keys as they are in the file; the last good ones while it has none, with one line that says so."""
        try:
            self._look()
        except (OSError, ValueError) as error:
            if self._told != (reason := _reason(error)):
                self._told = reason
                log.error("The signing keys of before are used on: %s.", reason)  # noqa: TRY400 - tells a secret
        else:
            self._told = ""
        return self._keys

    def _look(self) -> None:
        """Read the file unless it is the one that was read; marked before, so that a change meanwhile is seen."""
        found = self._file.stat()
        mark = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        if mark != self._mark:
            self._keys = parse_keys(self._file.read_text())
            self._mark = mark


def given_keys(settings: Settings) -> GivenKeys:
    """The keys that the operator gives, if any; raises OperatorError for what cannot be one."""
    if settings.signing_key is not None and settings.signing_key_file is not None:
        raise OperatorError("Set either ENCOMMUN_SIGNING_KEY or ENCOMMUN_SIGNING_KEY_FILE, and not both.")
    if settings.signing_key_file is not None:
        return KeyFile(settings.signing_key_file)
    if settings.signing_key is None:
        return no_given_keys
    try:
        keys = parse_keys(settings.signing_key.get_secret_value())
    except ValueError as error:
        raise OperatorError(f"ENCOMMUN_SIGNING_KEY is not accepted: {error}.") from error
    return lambda: keys


def key_cache(database: Database, given: GivenKeys, now: Callable[[], datetime]) -> KeyCache:
    """The keys that tokens are checked with; the database's are not even looked at where the operator gives others."""

    async def read() -> Keys:
        return {key.kid: key.secret for key in given() or await _stored(database, now())}

    return KeyCache(read)


async def _stored(database: Database, now: datetime) -> Sequence[SigningKey]:
    """The database's keys, read by a connection that nothing else is done with meanwhile."""
    return await stored_keys(database.single(), now)


def _reason(error: OSError | ValueError) -> str:
    return f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
