"""A breadth-first executor for Strawberry schemas: fields are resolved for whole levels at once.

Declare fields with `batched` (one call for all parents), `column` (a cell of a row) and `flow`
(rows fetched further up), and build the schema with `Schema`. Knows nothing of any domain.

Ordinary resolvers, synchronous or not, work as they are, but for three things: awaitables inside a
list are errors of their field, an asynchronous iterator is no list, and `info.path` has no list positions.
"""

from execution.admission import Admission
from execution.batch import BatchMismatchError, batched
from execution.document import RequestError
from execution.fields import column, same_row
from execution.limits import Limits
from execution.schema import Mode, Schema
from execution.selection import BatchInfo
from execution.unsupported import UnsupportedError

__all__ = [
    "Admission",
    "BatchInfo",
    "BatchMismatchError",
    "Limits",
    "Mode",
    "RequestError",
    "Schema",
    "UnsupportedError",
    "batched",
    "column",
    "same_row",
]
