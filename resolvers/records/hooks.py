"""Points of an edit at which packages above do their part."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from loaders.unit_of_work import UnitOfWork
from resolvers.core.hooks import Hook
from resolvers.core.journal import FieldChanges
from resolvers.core.record_types import RecordType
from resolvers.core.use_case import UseCase
from resolvers.records.planned_changes import PlannedChange

ChangesByRecord = Mapping[str, FieldChanges]
"""Field changes by the id of a record."""

records_changed: Hook[[UnitOfWork, datetime, RecordType, ChangesByRecord], ChangesByRecord] = Hook("records changed")
"""Run once records of a type are stored, with the changes of each; gives what the journal says besides of them.

It is run neither for new and for erased records, nor where a field is hidden until a decision, for that may be shown
again as it was.
"""

records_stored: Hook[[UseCase, RecordType, Sequence[PlannedChange]], None] = Hook("records stored")
"""Run once records of a type are stored, new and erased ones among them, with the changes of those that differ."""
