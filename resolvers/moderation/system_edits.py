"""Edits in the name of all partners: the journal names no person and no network."""

from loaders.sql.statement import Row
from resolvers.core.record_types import REVIEWABLE_TYPES, RecordType
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.records.service import RecordService


def system_record_service(use_case: UseCase, kind: RecordType) -> RecordService:
    """Edits of a type in the name of all."""
    return RecordService(use_case.as_viewer(system_viewer(use_case.viewer)), kind)


def case_record_service(use_case: UseCase, case: Row) -> RecordService:
    """Edits in the name of all, of the type of record that a case is about."""
    return system_record_service(use_case, REVIEWABLE_TYPES[case.type_name])
