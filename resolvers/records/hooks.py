"""Points of an edit at which packages above do their part."""

from datetime import datetime

from loaders.unit_of_work import UnitOfWork
from resolvers.core.hooks import Hook
from resolvers.core.journal import FieldChanges
from resolvers.core.record_types import RecordType

record_changed: Hook[[UnitOfWork, datetime, RecordType, str, FieldChanges], FieldChanges] = Hook("record changed")
"""Run once a record is stored, with its type, its id and its changes; gives what the journal says besides of it.

It is not run where a field is hidden until a decision, for that may be shown again as it was.
"""
