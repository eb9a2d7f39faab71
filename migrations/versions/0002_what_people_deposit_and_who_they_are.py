"""Deposited content, accounts, and the journal of changes."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import columns
from models import ids

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

DEPOSITED = ("actor", "membership", "project", "resource", "workshop")
"""Tables whose records get a state, a version and a space."""
TABLES = (
    "account",
    "attempt",
    "mail",
    "outcome",
    "signing_key",
    "space",
    "api_token",
    "change",
    "claim",
    "contact",
    "external_reference",
    "invitation",
    "one_time_token",
    "refresh_token",
    "space_member",
)
"""The new tables, each after those it refers to."""


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_key", columns.KEY, nullable=True),
        sa.Column("email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("steward", sa.Boolean(), nullable=False),
        sa.Column("issuer", columns.KEY, nullable=True),
        sa.Column("subject", columns.KEY, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email_key", name=op.f("uq_account_email_key")),
    )
    op.create_index(op.f("ix_account_subject"), "account", ["subject"], unique=False)

    op.create_table(
        "attempt",
        sa.Column("key", columns.KEY, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempt")),
    )
    op.create_table(
        "mail",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
    )
    op.create_index(op.f("ix_mail_next_try_at"), "mail", ["next_try_at"], unique=False)

    op.create_table(
        "outcome",
        sa.Column("viewer", columns.KEY, nullable=False),
        sa.Column("key", columns.KEY, nullable=False),
        sa.Column("request_hash", columns.KEY, nullable=False),
        sa.Column("result", columns.JSON_LIST, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("viewer", "key", name=op.f("pk_outcome")),
    )
    op.create_index(op.f("ix_outcome_created_at"), "outcome", ["created_at"], unique=False)

    op.create_table(
        "signing_key",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
    )
    op.create_table(
        "space",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", columns.KEY, nullable=True),
        sa.Column("network_id", columns.KEY, nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(actor_id IS NULL) <> (network_id IS NULL)", name=op.f("ck_space_one_owner")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_space_actor_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_space_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_space")),
        sa.UniqueConstraint("actor_id", name=op.f("uq_space_actor_id")),
        sa.UniqueConstraint("network_id", name=op.f("uq_space_network_id")),
    )
    op.create_index(op.f("ix_space_updated_at"), "space", ["updated_at"], unique=False)

    op.create_table(
        "api_token",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("network_id", columns.KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token_hash", columns.KEY, nullable=False),
        sa.Column("beginning", sa.String(), nullable=False),
        sa.Column("scopes", columns.JSON_LIST, nullable=False),
        sa.Column("addresses", columns.JSON_LIST, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", columns.KEY, nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_by", columns.KEY, nullable=True),
        sa.Column("noticed_days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_api_token_created_by")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_api_token_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    op.create_index(op.f("ix_api_token_created_by"), "api_token", ["created_by"], unique=False)
    op.create_index(op.f("ix_api_token_network_id"), "api_token", ["network_id"], unique=False)

    op.create_table(
        "change",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "CREATED",
                "UPDATED",
                "SUBMITTED",
                "PUBLISHED",
                "ARCHIVED",
                "RESTORED",
                "REVERTED",
                "CLAIMED",
                "ERASED",
                name="changekind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("node_id", columns.KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "DRAFT",
                "SUBMITTED",
                "PUBLISHED",
                "ARCHIVED",
                name="publicationstate",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("fields", columns.JSON_LIST, nullable=False),
        sa.Column("space_id", columns.KEY, nullable=True),
        sa.Column("account_id", columns.KEY, nullable=True),
        sa.Column("network_id", columns.KEY, nullable=True),
        sa.Column("token_id", columns.KEY, nullable=True),
        sa.Column("request_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_change_account_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_change_network_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_change_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_account_id"), "change", ["account_id"], unique=False)
    op.create_index(op.f("ix_change_kind"), "change", ["kind"], unique=False)
    op.create_index(op.f("ix_change_network_id"), "change", ["network_id"], unique=False)
    op.create_index(op.f("ix_change_node_id"), "change", ["node_id"], unique=False)
    op.create_index(op.f("ix_change_space_id"), "change", ["space_id"], unique=False)
    op.create_index(op.f("ix_change_updated_at"), "change", ["updated_at"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("actor_id", columns.KEY, nullable=False),
        sa.Column("account_id", columns.KEY, nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "DECLARED",
                "CONFIRMED",
                "CONTESTED",
                "REFUSED",
                "WITHDRAWN",
                name="claimstate",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("mailbox", sa.String(), nullable=True),
        sa.Column("token_hash", columns.KEY, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_claim_account_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_claim_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_claim_token_hash")),
    )
    op.create_index(op.f("ix_claim_account_id"), "claim", ["account_id"], unique=False)
    op.create_index(op.f("ix_claim_actor_id"), "claim", ["actor_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column(
            "state",
            sa.Enum(
                "DRAFT",
                "SUBMITTED",
                "PUBLISHED",
                "ARCHIVED",
                name="publicationstate",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("space_id", columns.KEY, nullable=True),
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", columns.KEY, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "EMAIL", "PHONE", "ADDRESS", "OTHER", name="contactkind", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column(
            "audience",
            sa.Enum("EVERYONE", "PARTNERS", "SPACE", name="audience", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "CONSENT", "PUBLIC_TASK", "NOT_PERSONAL", name="legalbasis", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_contact_actor_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_contact_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_actor_id"), "contact", ["actor_id"], unique=False)
    op.create_index(op.f("ix_contact_space_id"), "contact", ["space_id"], unique=False)
    op.create_index(op.f("ix_contact_updated_at"), "contact", ["updated_at"], unique=False)

    op.create_table(
        "external_reference",
        sa.Column("network_id", columns.KEY, nullable=False),
        sa.Column("type_name", columns.KEY, nullable=False),
        sa.Column("reference", columns.KEY, nullable=False),
        sa.Column("node_id", columns.KEY, nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_external_reference_network_id")),
        sa.PrimaryKeyConstraint("network_id", "type_name", "reference", name=op.f("pk_external_reference")),
    )
    op.create_index(op.f("ix_external_reference_node_id"), "external_reference", ["node_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("space_id", columns.KEY, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("ADMIN", "EDITOR", "MEMBER", name="spacerole", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("token_hash", columns.KEY, nullable=False),
        sa.Column("invited_by", columns.KEY, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["invited_by"], ["account.id"], name=op.f("fk_invitation_invited_by")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_invitation_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_invited_by"), "invitation", ["invited_by"], unique=False)
    op.create_index(op.f("ix_invitation_space_id"), "invitation", ["space_id"], unique=False)

    op.create_table(
        "one_time_token",
        sa.Column("token_hash", columns.KEY, nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("CONFIRM_EMAIL", "RESET_PASSWORD", name="purpose", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("account_id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_one_time_token_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_one_time_token")),
    )
    op.create_index(op.f("ix_one_time_token_account_id"), "one_time_token", ["account_id"], unique=False)

    op.create_table(
        "refresh_token",
        sa.Column("token_hash", columns.KEY, nullable=False),
        sa.Column("family", columns.KEY, nullable=False),
        sa.Column("account_id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_refresh_token_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_refresh_token")),
    )
    op.create_index(op.f("ix_refresh_token_account_id"), "refresh_token", ["account_id"], unique=False)
    op.create_index(op.f("ix_refresh_token_family"), "refresh_token", ["family"], unique=False)

    op.create_table(
        "space_member",
        sa.Column("space_id", columns.KEY, nullable=False),
        sa.Column("account_id", columns.KEY, nullable=False),
        sa.Column(
            "role",
            sa.Enum("ADMIN", "EDITOR", "MEMBER", name="spacerole", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_space_member_account_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_space_member_space_id")),
        sa.PrimaryKeyConstraint("space_id", "account_id", name=op.f("pk_space_member")),
    )
    op.create_index(op.f("ix_space_member_account_id"), "space_member", ["account_id"], unique=False)

    for table in DEPOSITED:
        _deposit(table)
    _identify_participations()


def _state() -> sa.Column[Any]:
    states = ("DRAFT", "SUBMITTED", "PUBLISHED", "ARCHIVED")
    kind = sa.Enum(*states, name="publicationstate", native_enum=False, create_constraint=True)
    return sa.Column("state", kind, nullable=False, server_default="PUBLISHED")


def _deposit(table: str) -> None:
    """Existing rows are public, and at version 1; new rows have no default but the model's."""
    with op.batch_alter_table(table) as batch:
        batch.add_column(_state())
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("space_id", columns.KEY, nullable=True))
        batch.create_foreign_key(batch.f(f"fk_{table}_space_id"), "space", ["space_id"], ["id"])
    with op.batch_alter_table(table) as batch:
        batch.alter_column("state", server_default=None)
        batch.alter_column("version", server_default=None)
    op.create_index(op.f(f"ix_{table}_space_id"), table, ["space_id"])


def _withdraw(table: str) -> None:
    op.drop_index(op.f(f"ix_{table}_space_id"), table)
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(batch.f(f"fk_{table}_space_id"), type_="foreignkey")
        batch.drop_constraint(batch.f(f"ck_{table}_publicationstate"), type_="check")
        for column in ("space_id", "version", "state"):
            batch.drop_column(column)


def _participation(*record: Any) -> sa.Table:
    """The table of participations, with the columns and constraints of a record or as an association without them."""
    roles = ("PARTNER", "FUNDER", "FACILITATOR", "EXPERT", "PARTICIPANT", "EVALUATOR", "OBSERVER")
    kind = sa.Enum(*roles, name="participationrole", native_enum=False, create_constraint=True)
    return op.create_table(
        "participation",
        *(each for each in record if isinstance(each, sa.Column)),
        sa.Column("project_id", columns.KEY, nullable=False),
        sa.Column("actor_id", columns.KEY, nullable=False),
        sa.Column("role", kind, nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_participation_actor_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_participation_project_id")),
        *(each for each in record if not isinstance(each, sa.Column)),
    )


def _taken_out() -> list[dict[str, Any]]:
    """The participations, out of their table, which is gone then."""
    wanted: list[sa.ColumnClause[Any]] = [
        sa.column(name) for name in ("project_id", "actor_id", "role", "since", "until")
    ]
    typed = sa.table(
        "participation",
        *(sa.column(each.name, sa.Date()) if each.name in {"since", "until"} else each for each in wanted),
    )
    rows = [dict(row) for row in op.get_bind().execute(sa.select(typed)).mappings()]
    op.drop_table("participation")
    return rows


def _identify_participations() -> None:
    """Participations become records, each with an id of its own."""
    now = datetime.now(UTC)
    rows = _taken_out()
    moment = sa.DateTime(timezone=True)
    state = _state()
    state.server_default = None
    table = _participation(
        state,
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("space_id", columns.KEY, nullable=True),
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_participation_space_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("project_id", "actor_id", "role", name=op.f("uq_participation_project_id_actor_id_role")),
    )
    for column in ("actor_id", "space_id", "updated_at"):
        op.create_index(op.f(f"ix_participation_{column}"), "participation", [column])
    record = {"state": "PUBLISHED", "version": 1, "created_at": now, "updated_at": now}
    op.bulk_insert(table, [{"id": ids.new("participation"), **record, **row} for row in rows])


def _forget_participations_ids() -> None:
    rows = _taken_out()
    key = sa.PrimaryKeyConstraint("project_id", "actor_id", "role", name=op.f("pk_participation"))
    table = _participation(key)
    op.create_index(op.f("ix_participation_actor_id"), "participation", ["actor_id"])
    op.bulk_insert(table, rows)


def downgrade() -> None:
    _forget_participations_ids()
    for table in DEPOSITED:
        _withdraw(table)
    for table in reversed(TABLES):
        op.drop_table(table)
