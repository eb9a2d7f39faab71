"""Case kinds that a revision adds: the closed list has another member, and the first policy says what a decision takes.

Two calls in a revision: `add_case_kind` in `upgrade`, and `remove_case_kind` in `downgrade`.
"""

import re
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from migrations import append_only_decisions, columns
from models import ids

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
TABLES = ("policy", "review_case", "decision")
TERMS: dict[str, int | str | None] = {
    "quorum": 2,
    "majority": 60,
    "vetoes": 2,
    "early": 4,
    "direct": "NOBODY",
    "open_hours": 48,
    "due_hours": 336,
    "appeal_hours": 336,
    "hides_network": 20,
    "hides_verified": 3,
    "hides_upheld": 1,
    "urgent_hours": 72,
    "urgent_open": 3,
}
"""The terms of a first policy that says nothing else."""


def add_case_kind(kind: str, **terms: int | str | None) -> None:
    """Let review cases be of another kind; `terms` are the columns of its first policy that differ from TERMS."""
    append_only_decisions.lift(op.get_bind())
    for table in TABLES:
        _allow(table, [*_allowed(table), kind])
    dated = dict.fromkeys(("created_at", "updated_at", "begins_at"), BEGIN)
    key = {"id": ids.derived("policy", f"{kind}  1", BEGIN), "kind": kind, "type_name": "", "number": 1}
    row = {**key, **dated, **TERMS, **terms}
    typed = [sa.column(name, columns.MOMENT if name in dated else None) for name in row]
    op.bulk_insert(sa.table("policy", *typed), [row])
    append_only_decisions.seal(op.get_bind())


def remove_case_kind(kind: str) -> None:
    """Let review cases be of this kind no longer; there are none of it any more."""
    append_only_decisions.lift(op.get_bind())
    op.get_bind().execute(sa.text("DELETE FROM policy WHERE kind = :kind"), {"kind": kind})
    for table in TABLES:
        _allow(table, [each for each in _allowed(table) if each != kind])
    append_only_decisions.seal(op.get_bind())


def _allowed(table: str) -> list[str]:
    """The kinds that a table takes, as its constraint names them."""
    checks = {each["name"]: each["sqltext"] for each in sa.inspect(op.get_bind()).get_check_constraints(table)}
    return re.findall(r"'(\w+)'", checks[f"ck_{table}_casekind"])


def _allow(table: str, kinds: list[str]) -> None:
    allowed, name = ", ".join(f"'{each}'" for each in kinds), op.f(f"ck_{table}_casekind")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({allowed})")
