"""When tokens and accounts were last used: noted as requests come, to the minute, and written down apart from them."""

from collections.abc import Mapping
from datetime import datetime

from loaders.queries.select_where import select_in
from loaders.tables import TOKEN
from loaders.unit_of_work import UnitOfWork


class TokenUsage:
    """Uses that are not written down yet: the last of each token or account, so that nothing grows with requests."""

    def __init__(self) -> None:
        """Begin with none."""
        self._last: dict[str, datetime] = {}

    def record(self, id_: str, now: datetime) -> None:
        """A token or an account was used; awaits nothing."""
        self._last[id_] = now.replace(second=0, microsecond=0)

    def drain(self) -> Mapping[str, datetime]:
        """All uses noted so far, by id, to be written down once a minute; they are forgotten here."""
        taken, self._last = self._last, {}
        return taken

    def restore(self, taken: Mapping[str, datetime]) -> None:
        """Know again what could not be written down, but for what was used once more meanwhile."""
        self._last = {**taken, **self._last}


async def record_usage(work: UnitOfWork, uses: Mapping[str, datetime]) -> None:
    """Keep the minute of each token's last use; what another process wrote of the same minute or later stays."""
    known = await select_in(work, TOKEN, "id", sorted(uses), ("id", "used_at"))
    later = [row.id for row in known if row.used_at is None or row.used_at < uses[row.id]]
    await work.update_all(TOKEN, [({"id": each}, {"used_at": uses[each]}) for each in sorted(later)])
