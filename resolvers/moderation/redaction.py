"""Personal data that is reported: hidden, gone for good when the report is upheld, and back when it is not."""

from collections.abc import Iterable, Iterator
from typing import Any

from loaders.sql.column_types import holds_text
from loaders.sql.statement import Row
from loaders.tables import CASE, Table, table_of
from loaders.unit_of_work import UnitOfWork
from models import Hindrance, Verdict
from resolvers.core.record_types import REVIEWABLE_TYPES, RecordType
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_erasure import erase_proposals, erase_vote_texts
from resolvers.moderation.case_kinds import NO_EFFECT, DecisionEffect
from resolvers.moderation.cases import case_record_service
from resolvers.moderation.takedowns import fields_changed_since
from resolvers.privacy.anonymisation import anonymise_journal, anonymise_outcomes
from resolvers.privacy.name_redaction import HIDDEN
from resolvers.records.service import RecordService
from resolvers.validation import Problem
from resolvers.validation.columns import writable_columns
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.values import currency, language, rna, siren, time_zone

CODES = frozenset({currency, language, rna, siren, time_zone})
"""Checks of columns that hold no words: programs need them, and they name no person."""


async def redactable_field(work: UnitOfWork, kind: RecordType, node_id: str, name: str) -> str | None:
    """The field of words that clients call so, as we do: `experience_report.what_worked`; by its record in a list."""
    if kind.noted is not None and (place := kind.noted.at(name)) is not None:
        where = {kind.noted.own: node_id, kind.noted.place: place}
        rows = await work.select(table_of(kind.noted.through), where, (kind.noted.node,))
        return kind.noted.field(rows[0][0]) if rows else None
    own = {to_camel_case(each): each for each in _words(kind.type_name, kind.table, kind.columns)}
    if kind.detail is None:
        return own.get(name)
    outer, beside = kind.detail_name, _words(kind.detail.__name__, table_of(kind.detail), kind.detail_columns)
    return {**own, **{f"{to_camel_case(outer)}.{to_camel_case(each)}": f"{outer}.{each}" for each in beside}}.get(name)


async def redact(
    use_case: UseCase, edit: RecordService, kind: RecordType, node_id: str, field: str
) -> dict[str, list[Any]]:
    """Hide what a field says; what a case keeps of it, to show it again. Refuses where there is nothing to hide."""
    value = await field_text(use_case.work, kind, node_id, field)
    if value is None:
        refuse(ValidationFailed([Problem(("field",), "NOTHING_TO_HIDE")]))
    await _emptied(edit, kind, node_id, field)
    return {field: [value, None]}


async def field_text(work: UnitOfWork, kind: RecordType, node_id: str, field: str) -> str | None:
    """Return the text of a field; None if it is empty or hidden."""
    table, key, column = kind.place(node_id, field)
    value = next((row[0] for row in await work.select(table, key, (column,))), None)
    return None if value in (None, HIDDEN) else str(value)


async def decide_redaction(use_case: UseCase, case: Row, verdict: Verdict) -> DecisionEffect:
    """Show again what a case has hidden, or leave nothing of it anywhere."""
    edit = case_record_service(use_case, case)
    followed, said = NO_EFFECT, (case.proposed or {}).get(case.question, (None, None))[0]
    if case.proposed is None and verdict is not Verdict.REJECTED:
        followed, said = await _hidden_now(use_case, edit, case)
    if verdict is not Verdict.REJECTED:
        await _forget(use_case, case, said)
    elif case.proposed is not None:
        await edit.redact(case.node_id, case.question, said)
    await use_case.work.update(CASE, {"id": case.id}, {"proposed": None})
    return followed


async def _forget(use_case: UseCase, case: Row, said: Any) -> None:
    """Leave nothing of what a field said: in the journal, in outcomes, in cases, and in the words of who quoted it."""
    kind = REVIEWABLE_TYPES[case.type_name]
    told = [kind.told_in(case.question)]
    await anonymise_journal(use_case.work, use_case.now, [case.node_id], told)
    await anonymise_outcomes(use_case.work, [case.node_id], told)
    await erase_proposals(use_case.work, use_case.now, case, said, _nothing(kind, case.node_id, case.question))
    await use_case.work.update(CASE, {"id": case.id}, {"text": None, "appeal": None})
    await erase_vote_texts(use_case.work, [case.id])


async def _hidden_now(use_case: UseCase, edit: RecordService, case: Row) -> tuple[DecisionEffect, Any]:
    """Hide the field's text unless it is hidden; a text written after the vote is not hidden."""
    kind = REVIEWABLE_TYPES[case.type_name]
    if kind.told_in(case.question) in await fields_changed_since(use_case.work, case.node_id, case.opened_at):
        return DecisionEffect(Hindrance.CHANGED), None
    said = await field_text(use_case.work, kind, case.node_id, case.question)
    if said is not None:
        await _emptied(edit, kind, case.node_id, case.question)
    return NO_EFFECT, said


async def _emptied(edit: RecordService, kind: RecordType, node_id: str, field: str) -> None:
    await edit.redact(node_id, field, _nothing(kind, node_id, field))


def _nothing(kind: RecordType, node_id: str, field: str) -> str | None:
    """The value of a field while it is hidden, or once its words are gone."""
    table, _, column = kind.place(node_id, field)
    return None if table.c[column].nullable else HIDDEN


def _words(type_name: str, table: Table, columns: Iterable[str]) -> Iterator[str]:
    """Yield the columns of text, in which a person may be named."""
    checks = writable_columns(type_name)
    return (each for each in columns if holds_text(table, each) and checks[each].check not in CODES)
