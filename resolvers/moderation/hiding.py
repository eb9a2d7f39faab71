"""Personal data that is reported: hidden at once, gone for good when the report is upheld, and back when it is not."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Enum, String, Table

from loaders.dialect import stored_type
from loaders.statement import Row
from loaders.transactions import Work
from models import Verdict
from resolvers.editing.edit import Edit
from resolvers.editing.editable import JUDGED, Editable, table_of
from resolvers.moderation.opening import forget_proposed
from resolvers.moderation.tables import CASE, VOTE
from resolvers.naming import camel
from resolvers.persons.blanking import blank_journal, blank_outcomes
from resolvers.refusals import ValidationFailed, refuse
from resolvers.spaces.acting import Acting
from resolvers.validation import Problem
from resolvers.validation.columns import columns_of
from resolvers.validation.values import currency, language, rna, siren, time_zone

HIDDEN = "[…]"
"""What stands in a column that cannot be empty."""


CODES = frozenset({currency, language, rna, siren, time_zone})
"""How columns are checked that hold no words: what reads them needs them, and no person stands in them."""


async def field_of(work: Work, kind: Editable, node_id: str, name: str) -> str | None:
    """The field of words that clients call so, as we do: `experience_report.what_worked`; by its record in a list."""
    if kind.noted is not None and (place := kind.noted.at(name)) is not None:
        where = {kind.noted.own: node_id, kind.noted.place: place}
        rows = await work.select(table_of(kind.noted.through), where, (kind.noted.node,))
        return kind.noted.field(rows[0][0]) if rows else None
    own = {camel(each): each for each in _words(kind.type_name, kind.table, kind.columns)}
    if kind.detail is None:
        return own.get(name)
    outer, beside = kind.detail_name, _words(kind.detail.__name__, table_of(kind.detail), kind.detail_columns)
    return {**own, **{f"{camel(outer)}.{camel(each)}": f"{outer}.{each}" for each in beside}}.get(name)


async def hide(acting: Acting, edit: Edit, kind: Editable, node_id: str, field: str) -> dict[str, list[Any]]:
    """Hide what a field says; what a case keeps of it, to show it again. Refuses where there is nothing to hide."""
    table, key, column = kind.place(node_id, field)
    value = next((row[0] for row in await acting.work.select(table, key, (column,))), None)
    if value in (None, HIDDEN):
        refuse(ValidationFailed([Problem(("field",), "NOTHING_TO_HIDE")]))
    await edit.conceal(node_id, field, None if table.c[column].nullable else HIDDEN)
    return {field: [value, None]}


async def decide_hidden(acting: Acting, edit: Edit, case: Row, verdict: Verdict) -> None:
    """Show again what a case has hidden, or leave nothing of it anywhere."""
    ((field, (said, _)),) = case.proposed.items()
    if verdict is Verdict.REJECTED:
        await edit.conceal(case.node_id, field, said)
    else:
        told = [JUDGED[case.type_name].told_in(field)]
        await blank_journal(acting.work, acting.now, case.node_id, told)
        await blank_outcomes(acting.work, case.node_id, told)
        await forget_proposed(acting.work, acting.now, case, field)
        # Who reported it, and who voted, may have quoted it.
        await acting.work.update(CASE, {"id": case.id}, {"text": None})
        await acting.work.update(VOTE, {"case_id": case.id}, {"text": None})
    await acting.work.update(CASE, {"id": case.id}, {"proposed": None})


def _words(type_name: str, table: Table, columns: Iterable[str]) -> Iterator[str]:
    """The columns that hold words, in which a person can stand."""
    checks = columns_of(type_name)
    return (each for each in columns if _is_text(table.c[each]) and checks[each].check not in CODES)


def _is_text(column: Column[Any]) -> bool:
    stored = stored_type(column.type)
    return isinstance(stored, String) and not isinstance(stored, Enum)
