"""Moderation: policies, review cases, votes and decisions."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import append_only, columns
from models import ids

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OPEN = sa.text("stage IN ('OPEN', 'ESCALATED')")
MOMENT = sa.DateTime(timezone=True)
LISTS = {
    "casekind": ("SUBMISSION", "CHANGE", "REPORT", "CLAIM", "DUPLICATE", "SUGGESTION"),
    "direct": ("NOBODY", "NETWORKS", "VERIFIED"),
    "choice": ("APPROVE", "REJECT", "REQUEST_CHANGES", "ABSTAIN"),
    "ground": (
        *("SOUND", "INCOMPLETE", "UNCLEAR", "INACCURATE", "OFF_TOPIC", "PROMOTIONAL"),
        *("SPAM", "DUPLICATE", "PERSONAL_DATA", "RIGHTS", "ILLEGAL", "NOT_COMPETENT"),
    ),
    "stage": ("OPEN", "ESCALATED", "DECIDED", "WITHDRAWN"),
    "verdict": ("APPROVED", "REJECTED", "CHANGES_REQUESTED", "ESCALATED"),
    "panel": ("PARTNERS", "FRESH", "OWNER", "EVERYONE"),
}
BEFORE = (
    *("CREATED", "UPDATED", "SUBMITTED", "PUBLISHED", "ARCHIVED", "RESTORED", "REVERTED", "CLAIMED"),
    "ERASED",
)
"""The kinds of change that there were."""
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DAY, WEEK = 24, 7 * 24
COLLECTIVE = {"quorum": 2, "majority": 60, "vetoes": 2, "early": 4, "open_hours": 2 * DAY, "due_hours": 2 * WEEK}
FIRST: tuple[tuple[str, str, str, dict[str, int | None]], ...] = (
    # kind, type, who needs no case, what differs from COLLECTIVE
    ("SUBMISSION", "Project", "NETWORKS", {}),
    ("SUBMISSION", "Resource", "NETWORKS", {}),
    ("SUBMISSION", "Workshop", "NETWORKS", {}),
    ("SUBMISSION", "", "VERIFIED", {}),
    ("CHANGE", "Project", "NETWORKS", {"quorum": 1, "early": 2, "open_hours": DAY, "due_hours": WEEK}),
    ("CHANGE", "Resource", "NETWORKS", {"quorum": 1, "early": 2, "open_hours": DAY, "due_hours": WEEK}),
    ("CHANGE", "Workshop", "NETWORKS", {"quorum": 1, "early": 2, "open_hours": DAY, "due_hours": WEEK}),
    ("CHANGE", "", "VERIFIED", {}),
    ("REPORT", "", "NOBODY", {"open_hours": DAY, "due_hours": WEEK}),
    ("CLAIM", "", "NOBODY", {"vetoes": None, "early": 3}),
    ("DUPLICATE", "", "NOBODY", {"quorum": 1, "early": 2, "open_hours": DAY}),
    ("SUGGESTION", "", "NOBODY", {"quorum": 1, "early": 2, "open_hours": DAY}),
)
"""The policies of a commons that has not adopted others."""


def upgrade() -> None:
    policy = op.create_table(
        "policy",
        *_record(),
        _listed("kind", "casekind"),
        sa.Column("type_name", columns.KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("begins_at", MOMENT, nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("majority", sa.Integer(), nullable=False),
        sa.Column("vetoes", sa.Integer(), nullable=True),
        sa.Column("early", sa.Integer(), nullable=True),
        sa.Column("open_hours", sa.Integer(), nullable=False),
        sa.Column("due_hours", sa.Integer(), nullable=False),
        sa.Column("appeal_hours", sa.Integer(), nullable=False),
        _listed("direct", "direct"),
        sa.CheckConstraint("majority > 50 AND majority <= 100", name=op.f("ck_policy_majority")),
        sa.CheckConstraint("quorum >= 1 AND (vetoes IS NULL OR vetoes >= 1)", name=op.f("ck_policy_quorum")),
        sa.CheckConstraint("early IS NULL OR early >= quorum", name=op.f("ck_policy_early")),
        sa.CheckConstraint(
            "open_hours >= 0 AND due_hours > open_hours AND appeal_hours >= 0", name=op.f("ck_policy_hours")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.UniqueConstraint("kind", "type_name", "number", name=op.f("uq_policy_kind_type_name_number")),
    )
    op.create_index(op.f("ix_policy_updated_at"), "policy", ["updated_at"])
    op.bulk_insert(policy, list(map(_first, FIRST)))
    op.create_table(
        "review_case",
        *_record(),
        _listed("kind", "casekind"),
        sa.Column("node_id", columns.KEY, nullable=False),
        sa.Column("type_name", columns.KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("question", columns.KEY, nullable=False),
        _listed("ground", "ground", nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("proposed", columns.JSON_LIST, nullable=True),
        _listed("stage", "stage"),
        sa.Column("round", sa.Integer(), nullable=False),
        _listed("panel", "panel"),
        sa.Column("policy_id", columns.KEY, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("next_at", MOMENT, nullable=True),
        sa.Column("owner_id", columns.KEY, nullable=True),
        sa.Column("account_id", columns.KEY, nullable=True),
        sa.Column("network_id", columns.KEY, nullable=True),
        sa.Column("held_by", columns.KEY, nullable=True),
        sa.Column("held_until", MOMENT, nullable=True),
        *_leading("review_case", policy_id="policy", owner_id="space", account_id="account"),
        *_leading("review_case", network_id="network", held_by="network"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_case")),
    )
    for name in ("updated_at", "due_at", "next_at", "owner_id", "account_id", "network_id", "node_id"):
        op.create_index(op.f(f"ix_review_case_{name}"), "review_case", [name])
    op.create_index(
        *("uq_review_case_question", "review_case", ["node_id", "kind", "question"]),
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "vote",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("case_id", columns.KEY, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("network_id", columns.KEY, nullable=True),
        sa.Column("account_id", columns.KEY, nullable=True),
        sa.Column("token_id", columns.KEY, nullable=True),
        _listed("choice", "choice"),
        _listed("ground", "ground"),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        *_leading("vote", case_id="review_case", network_id="network", account_id="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
    )
    for name in ("case_id", "network_id", "account_id"):
        op.create_index(op.f(f"ix_vote_{name}"), "vote", [name])
    op.create_table(
        "decision",
        *_record(),
        sa.Column("case_id", columns.KEY, nullable=False),
        _listed("kind", "casekind"),
        sa.Column("node_id", columns.KEY, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        _listed("verdict", "verdict"),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("grounds", columns.JSON_LIST, nullable=False),
        sa.Column("counts", columns.JSON_LIST, nullable=False),
        sa.Column("networks", columns.JSON_LIST, nullable=False),
        _listed("panel", "panel"),
        sa.Column("by_stewards", sa.Boolean(), nullable=False),
        sa.Column("supersedes", columns.KEY, nullable=True),
        sa.Column("appealable_until", MOMENT, nullable=True),
        *_leading("decision", case_id="review_case", supersedes="decision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("case_id", "round", name=op.f("uq_decision_case_id_round")),
    )
    for name in ("updated_at", "node_id"):
        op.create_index(op.f(f"ix_decision_{name}"), "decision", [name])
    _change_kinds(BEFORE, (*BEFORE, "RETURNED", "HIDDEN"))


def downgrade() -> None:
    _change_kinds((*BEFORE, "RETURNED", "HIDDEN"), BEFORE)
    for table in ("decision", "vote", "review_case", "policy"):
        op.drop_table(table)


def _record() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    ]


def _listed(name: str, members: str, *, nullable: bool = False) -> sa.Column[Any]:
    kind = sa.Enum(*LISTS[members], name=members, native_enum=False, create_constraint=True)
    return sa.Column(name, kind, nullable=nullable)


def _leading(table: str, **columns_to: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, other in columns_to.items()
    ]


def _change_kinds(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let the journal tell of other kinds of change."""
    bind = op.get_bind()
    append_only.lift(bind)
    kinds = [sa.Enum(*each, name="changekind", native_enum=False, create_constraint=True) for each in (before, after)]
    if bind.dialect.name == "postgresql":
        allowed = ", ".join(f"'{each}'" for each in after)
        op.drop_constraint(op.f("ck_change_changekind"), "change")
        op.create_check_constraint(op.f("ck_change_changekind"), "change", f"kind IN ({allowed})")
    else:
        with op.batch_alter_table("change") as batch:
            batch.alter_column("kind", existing_type=kinds[0], type_=kinds[1], existing_nullable=False)
    append_only.seal(bind)


def _first(policy: tuple[str, str, str, dict[str, int | None]]) -> dict[str, object]:
    kind, type_name, direct, differing = policy
    id_ = ids.derived("policy", f"{kind} {type_name} 1", BEGIN)
    dated = {"id": id_, "created_at": BEGIN, "updated_at": BEGIN, "begins_at": BEGIN}
    what = {"kind": kind, "type_name": type_name, "number": 1, "direct": direct, "appeal_hours": 2 * WEEK}
    return {**dated, **what, **COLLECTIVE, **differing}
