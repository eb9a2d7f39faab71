"""Admission: optional members of a context by which the server of a schema limits the cost of operations."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

CHARGE = "charge"
"""A method that a context may have: called before an operation runs."""
READ = "read"
"""A method that a context may have: called with the characters of a document that had to be parsed and validated."""
REFUSED = "refused"
"""A method that a context may have: called when an operation was not run."""
ADMITS = "admits"
"""A method that a context may have: called before an operation runs with the names of its mutations, none of a query.

It raises what is to be answered instead.
"""

TOLD = "told"
"""An optional method of a context: called once an operation has ended, for the answer's extensions."""


class Admission(NamedTuple):
    """Leave to run an operation."""

    told: dict[str, Any] | None
    """Entries for the answer's extensions."""
    leave: Callable[[], None] | None
    """A function to be called once the operation has ended, in whatever way."""


class Charge(Protocol):
    """Lets an operation pass; raises RequestError where it may not run."""

    async def __call__(self, cost: int, *, writes: bool, shown: bool) -> Admission | None:
        """`writes` says whether it is a mutation, `shown` whether the client asks what it costs."""
