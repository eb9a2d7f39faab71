"""Points of an erasure at which packages above forget what they keep of a record or a person."""

from collections.abc import Collection, Sequence
from datetime import datetime

from loaders.unit_of_work import UnitOfWork
from resolvers.core.hooks import Hook

records_erased: Hook[[UnitOfWork, datetime, Sequence[str]], None] = Hook("records erased")
"""Run while records are blanked, with their ids: what is kept about them elsewhere goes."""
names_erased: Hook[[UnitOfWork, Collection[str]], None] = Hook("names erased")
"""Run after an erasure, with the names and addresses (there may be none) that are to go from what others say."""
