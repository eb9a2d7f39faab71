"""Tables that the tests write to: one of each rule that a database holds, and nothing of the commons."""

from datetime import date

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB

METADATA = MetaData()

ITEM = Table(
    "item",
    METADATA,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, default="PLAIN"),
    Column("code", String),
    Column("parent_id", String, ForeignKey("item.id", name="fk_item_parent_id")),
    Column("count", Integer, nullable=False, default=0),
    Column("tags", JSON().with_variant(JSONB(), "postgresql"), nullable=False, default=[]),
    Column("since", Date, nullable=False, default=lambda: date(2026, 2, 28)),
    UniqueConstraint("kind", "code", name="uq_item_kind_code"),
    CheckConstraint("count >= 0", name="ck_item_count"),
)

PROMISE = Table(
    "promise",
    METADATA,
    Column("id", String, primary_key=True),
    Column("item_id", String, ForeignKey("item.id", deferrable=True, initially="DEFERRED"), nullable=False),
)
"""Checked when a transaction commits."""

NUMBER = Table(
    "number", METADATA, Column("id", String, primary_key=True), Column("number", Integer, nullable=False, index=True)
)
"""The same number may stand in it twice."""
