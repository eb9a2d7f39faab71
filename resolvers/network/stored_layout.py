"""The layout of a snapshot's picture, kept with it: other processes need not compute the places again."""

import logging
from typing import TYPE_CHECKING

import orjson

from loaders.errors import UnavailableError
from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.select_where import select_where
from loaders.tables import table_of
from loaders.unit_of_work import Writer
from models import NetworkSnapshot
from resolvers.network.drawing import Drawing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STORED = table_of(NetworkSnapshot)

log = logging.getLogger("encommun.network")


async def stored_layout(reads: RowFetcher, snapshot_id: str) -> "NDArray[np.float64] | None":
    """Return x and y of each node that is drawn; None where they are not stored."""
    rows = await select_where(reads, STORED, {"id": snapshot_id}, ("layout",))
    if not rows or rows[0].layout is None:
        return None
    import numpy as np  # noqa: PLC0415 - a server that nobody asks for the network starts without it

    return np.array(orjson.loads(rows[0].layout), np.float64).reshape(2, -1).T


async def store_layout(writer: Writer, snapshot_id: str, drawing: Drawing) -> None:
    """Store where the nodes of a drawing stand, if its snapshot still is; if that fails, others compute it again."""
    text = orjson.dumps((drawing.x, drawing.y)).decode()
    try:
        await writer.run(lambda work: work.update(STORED, {"id": snapshot_id}, {"layout": text}))
    except UnavailableError as error:
        log.warning("The layout of the network could not be stored: %s", error.code)
