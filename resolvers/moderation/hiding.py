"""Personal data that is reported: hidden at once, gone for good when the report is upheld, and back when it is not."""

from typing import Any

from sqlalchemy import Column, Enum, String, Table

from loaders.dialect import stored_type
from loaders.statement import Row
from models import Verdict
from resolvers.editing.edit import Edit
from resolvers.editing.editable import EDITABLE, Editable
from resolvers.moderation.opening import CASE, forget_proposed
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


def column_of(kind: Editable, field: str) -> str | None:
    """The column of words that clients call so, if there is one."""
    checks = columns_of(kind.type_name)
    texts = (name for name in kind.columns if _is_text(kind.table.c[name]) and checks[name].check not in CODES)
    return {camel(name): name for name in texts}.get(field)


async def hide(acting: Acting, edit: Edit, type_name: str, node_id: str, column: str) -> dict[str, list[Any]]:
    """Hide what a column says; what a case keeps of it, to show it again. Refuses where there is nothing to hide."""
    table = EDITABLE[type_name].table
    ((value,),) = await acting.work.select(table, {"id": node_id}, (column,))
    if value in (None, HIDDEN):
        refuse(ValidationFailed([Problem(("field",), "NOTHING_TO_HIDE")]))
    await edit.conceal(node_id, {column: _nothing(table, column)})
    return {column: [value, None]}


async def decide_hidden(acting: Acting, edit: Edit, case: Row, verdict: Verdict) -> None:
    """Show again what a case has hidden, or leave nothing of it anywhere."""
    (column,) = case.proposed
    if verdict is Verdict.REJECTED:
        await edit.conceal(case.node_id, {column: case.proposed[column][0]})
    else:
        await blank_journal(acting.work, acting.now, case.node_id, [column])
        await blank_outcomes(acting.work, case.node_id, [column])
        await forget_proposed(acting.work, acting.now, case, column)
    await acting.work.update(CASE, {"id": case.id}, {"proposed": None})


def _nothing(table: Table, column: str) -> str | None:
    return None if table.c[column].nullable else HIDDEN


def _is_text(column: Column[Any]) -> bool:
    stored = stored_type(column.type)
    return isinstance(stored, String) and not isinstance(stored, Enum)
