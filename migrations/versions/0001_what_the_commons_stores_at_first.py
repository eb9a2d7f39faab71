"""First tables of the commons."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "network",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", columns.KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sort", columns.KEY, nullable=False),
        sa.Column("acronym", sa.String(), nullable=True),
        sa.Column(
            "role",
            sa.Enum("GUARANTOR", "PARTNER", "OBSERVER", name="networkrole", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network")),
        sa.UniqueConstraint("slug", name=op.f("uq_network_slug")),
    )
    op.create_index(op.f("ix_network_name_sort"), "network", ["name_sort"], unique=False)
    op.create_index(op.f("ix_network_updated_at"), "network", ["updated_at"], unique=False)
    op.create_table(
        "territory",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "REGION",
                "DEPARTMENT",
                "EPCI",
                "COMMUNE",
                name="territorykind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("code", columns.KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sort", columns.KEY, nullable=False),
        sa.Column("siren", columns.KEY, nullable=True),
        sa.Column(
            "category",
            sa.Enum(
                "CC",
                "CA",
                "CU",
                "METRO",
                "MET69",
                name="intermunicipalitycategory",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("postal_codes", columns.JSON_LIST, nullable=False),
        sa.Column("former_codes", columns.JSON_LIST, nullable=False),
        sa.Column("vintage", sa.Integer(), nullable=False),
        sa.Column("region_id", columns.KEY, nullable=True),
        sa.Column("department_id", columns.KEY, nullable=True),
        sa.Column("epci_id", columns.KEY, nullable=True),
        sa.ForeignKeyConstraint(["department_id"], ["territory.id"], name=op.f("fk_territory_department_id")),
        sa.ForeignKeyConstraint(["epci_id"], ["territory.id"], name=op.f("fk_territory_epci_id")),
        sa.ForeignKeyConstraint(["region_id"], ["territory.id"], name=op.f("fk_territory_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_territory_kind_code")),
    )
    op.create_index(op.f("ix_territory_department_id"), "territory", ["department_id"], unique=False)
    op.create_index(op.f("ix_territory_epci_id"), "territory", ["epci_id"], unique=False)
    op.create_index(op.f("ix_territory_name_sort"), "territory", ["name_sort"], unique=False)
    op.create_index(op.f("ix_territory_region_id"), "territory", ["region_id"], unique=False)
    op.create_index(op.f("ix_territory_siren"), "territory", ["siren"], unique=False)
    op.create_index(op.f("ix_territory_updated_at"), "territory", ["updated_at"], unique=False)
    op.create_table(
        "topic",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", columns.KEY, nullable=False),
        sa.Column("label_fr", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("label_sort", columns.KEY, nullable=False),
        sa.Column("definition_fr", sa.String(), nullable=True),
        sa.Column("definition_en", sa.String(), nullable=True),
        sa.Column("broader_id", columns.KEY, nullable=True),
        sa.ForeignKeyConstraint(["broader_id"], ["topic.id"], name=op.f("fk_topic_broader_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("slug", name=op.f("uq_topic_slug")),
    )
    op.create_index(op.f("ix_topic_broader_id"), "topic", ["broader_id"], unique=False)
    op.create_index(op.f("ix_topic_label_sort"), "topic", ["label_sort"], unique=False)
    op.create_index(op.f("ix_topic_updated_at"), "topic", ["updated_at"], unique=False)
    op.create_table(
        "actor",
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column(
            "licence",
            sa.Enum(
                "ETALAB_2_0",
                "LICENCE_OUVERTE",
                "CC_BY_4_0",
                "CC_BY_SA_4_0",
                "CC0_1_0",
                "ODBL_1_0",
                name="licence",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("source_name", sa.String(), nullable=True),
        sa.Column("source_url", sa.String(), nullable=True),
        sa.Column("source_reference", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "LOCAL_AUTHORITY",
                "ELECTED_OFFICIAL",
                "PUBLIC_OFFICER",
                "ASSOCIATION",
                "CITIZEN_GROUP",
                "CITIZEN",
                "STATE_SERVICE",
                "RESEARCH",
                "COMPANY",
                name="actorkind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_sort", columns.KEY, nullable=False),
        sa.Column("acronym", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column("siren", columns.KEY, nullable=True),
        sa.Column("rna", columns.KEY, nullable=True),
        sa.Column("territory_id", columns.KEY, nullable=True),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_actor_territory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
        sa.UniqueConstraint("rna", name=op.f("uq_actor_rna")),
        sa.UniqueConstraint("siren", name=op.f("uq_actor_siren")),
    )
    op.create_index(op.f("ix_actor_demonstration"), "actor", ["demonstration"], unique=False)
    op.create_index(op.f("ix_actor_kind"), "actor", ["kind"], unique=False)
    op.create_index(op.f("ix_actor_name_sort"), "actor", ["name_sort"], unique=False)
    op.create_index(op.f("ix_actor_territory_id"), "actor", ["territory_id"], unique=False)
    op.create_index(op.f("ix_actor_updated_at"), "actor", ["updated_at"], unique=False)
    op.create_table(
        "territory_former_code",
        sa.Column("code", columns.KEY, nullable=False),
        sa.Column("territory_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_territory_former_code_territory_id")),
        sa.PrimaryKeyConstraint("code", "territory_id", name=op.f("pk_territory_former_code")),
    )
    op.create_table(
        "territory_inclusion",
        sa.Column("ancestor_id", columns.KEY, nullable=False),
        sa.Column("descendant_id", columns.KEY, nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["ancestor_id"], ["territory.id"], name=op.f("fk_territory_inclusion_ancestor_id")),
        sa.ForeignKeyConstraint(["descendant_id"], ["territory.id"], name=op.f("fk_territory_inclusion_descendant_id")),
        sa.PrimaryKeyConstraint("ancestor_id", "descendant_id", name=op.f("pk_territory_inclusion")),
    )
    op.create_index(
        op.f("ix_territory_inclusion_descendant_id"), "territory_inclusion", ["descendant_id"], unique=False
    )
    op.create_table(
        "topic_inclusion",
        sa.Column("ancestor_id", columns.KEY, nullable=False),
        sa.Column("descendant_id", columns.KEY, nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["ancestor_id"], ["topic.id"], name=op.f("fk_topic_inclusion_ancestor_id")),
        sa.ForeignKeyConstraint(["descendant_id"], ["topic.id"], name=op.f("fk_topic_inclusion_descendant_id")),
        sa.PrimaryKeyConstraint("ancestor_id", "descendant_id", name=op.f("pk_topic_inclusion")),
    )
    op.create_index(op.f("ix_topic_inclusion_descendant_id"), "topic_inclusion", ["descendant_id"], unique=False)
    op.create_table(
        "actor_topic",
        sa.Column("actor_id", columns.KEY, nullable=False),
        sa.Column("topic_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_actor_topic_actor_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_actor_topic_topic_id")),
        sa.PrimaryKeyConstraint("actor_id", "topic_id", name=op.f("pk_actor_topic")),
    )
    op.create_index(op.f("ix_actor_topic_topic_id"), "actor_topic", ["topic_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", columns.KEY, nullable=False),
        sa.Column("organisation_id", columns.KEY, nullable=True),
        sa.Column("network_id", columns.KEY, nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "MEMBER",
                "STAFF",
                "ELECTED",
                "CHAIR",
                "REPRESENTATIVE",
                "VOLUNTEER",
                name="membershiprole",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("(organisation_id IS NULL) <> (network_id IS NULL)", name=op.f("ck_membership_one_host")),
        sa.ForeignKeyConstraint(["member_id"], ["actor.id"], name=op.f("fk_membership_member_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_membership_network_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["actor.id"], name=op.f("fk_membership_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_member_id"), "membership", ["member_id"], unique=False)
    op.create_index(op.f("ix_membership_network_id"), "membership", ["network_id"], unique=False)
    op.create_index(op.f("ix_membership_organisation_id"), "membership", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_membership_updated_at"), "membership", ["updated_at"], unique=False)
    op.create_table(
        "project",
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column(
            "licence",
            sa.Enum(
                "ETALAB_2_0",
                "LICENCE_OUVERTE",
                "CC_BY_4_0",
                "CC_BY_SA_4_0",
                "CC0_1_0",
                "ODBL_1_0",
                name="licence",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("source_name", sa.String(), nullable=True),
        sa.Column("source_url", sa.String(), nullable=True),
        sa.Column("source_reference", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_sort", columns.KEY, nullable=False),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column(
            "phase",
            sa.Enum("IDEA", "STUDY", "OPERATION", name="projectphase", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "IN_PROGRESS",
                "LATE",
                "PAUSED",
                "BLOCKED",
                "ABANDONED",
                "COMPLETED",
                name="projectstatus",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "participation_level",
            sa.Enum(
                "INFORM",
                "CONSULT",
                "INVOLVE",
                "COLLABORATE",
                "EMPOWER",
                name="participationlevel",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("budget_cents", sa.BigInteger(), nullable=True),
        sa.Column("budget_currency", sa.String(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("holder_id", columns.KEY, nullable=True),
        sa.ForeignKeyConstraint(["holder_id"], ["actor.id"], name=op.f("fk_project_holder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_index(op.f("ix_project_demonstration"), "project", ["demonstration"], unique=False)
    op.create_index(op.f("ix_project_holder_id"), "project", ["holder_id"], unique=False)
    op.create_index(op.f("ix_project_phase"), "project", ["phase"], unique=False)
    op.create_index(op.f("ix_project_status"), "project", ["status"], unique=False)
    op.create_index(op.f("ix_project_title_sort"), "project", ["title_sort"], unique=False)
    op.create_index(op.f("ix_project_updated_at"), "project", ["updated_at"], unique=False)
    op.create_table(
        "participation",
        sa.Column("project_id", columns.KEY, nullable=False),
        sa.Column("actor_id", columns.KEY, nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "PARTNER",
                "FUNDER",
                "FACILITATOR",
                "EXPERT",
                "PARTICIPANT",
                "EVALUATOR",
                "OBSERVER",
                name="participationrole",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_participation_actor_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_participation_project_id")),
        sa.PrimaryKeyConstraint("project_id", "actor_id", "role", name=op.f("pk_participation")),
    )
    op.create_index(op.f("ix_participation_actor_id"), "participation", ["actor_id"], unique=False)
    op.create_table(
        "project_territory",
        sa.Column("project_id", columns.KEY, nullable=False),
        sa.Column("territory_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_territory_project_id")),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_project_territory_territory_id")),
        sa.PrimaryKeyConstraint("project_id", "territory_id", name=op.f("pk_project_territory")),
    )
    op.create_index(op.f("ix_project_territory_territory_id"), "project_territory", ["territory_id"], unique=False)
    op.create_table(
        "project_topic",
        sa.Column("project_id", columns.KEY, nullable=False),
        sa.Column("topic_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_topic_project_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_project_topic_topic_id")),
        sa.PrimaryKeyConstraint("project_id", "topic_id", name=op.f("pk_project_topic")),
    )
    op.create_index(op.f("ix_project_topic_topic_id"), "project_topic", ["topic_id"], unique=False)
    op.create_table(
        "resource",
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column(
            "licence",
            sa.Enum(
                "ETALAB_2_0",
                "LICENCE_OUVERTE",
                "CC_BY_4_0",
                "CC_BY_SA_4_0",
                "CC0_1_0",
                "ODBL_1_0",
                name="licence",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("source_name", sa.String(), nullable=True),
        sa.Column("source_url", sa.String(), nullable=True),
        sa.Column("source_reference", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "EXPERIENCE_REPORT",
                "GUIDE",
                "METHOD",
                "TOOL",
                "TEMPLATE",
                "STUDY",
                "TRAINING",
                "CHARTER",
                "AID",
                name="resourcekind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_sort", columns.KEY, nullable=False),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("body", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("project_id", columns.KEY, nullable=True),
        sa.Column("derived_from_id", columns.KEY, nullable=True),
        sa.ForeignKeyConstraint(["derived_from_id"], ["resource.id"], name=op.f("fk_resource_derived_from_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_resource_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
    )
    op.create_index(op.f("ix_resource_demonstration"), "resource", ["demonstration"], unique=False)
    op.create_index(op.f("ix_resource_derived_from_id"), "resource", ["derived_from_id"], unique=False)
    op.create_index(op.f("ix_resource_kind"), "resource", ["kind"], unique=False)
    op.create_index(op.f("ix_resource_project_id"), "resource", ["project_id"], unique=False)
    op.create_index(op.f("ix_resource_title_sort"), "resource", ["title_sort"], unique=False)
    op.create_index(op.f("ix_resource_updated_at"), "resource", ["updated_at"], unique=False)
    op.create_table(
        "workshop",
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column(
            "licence",
            sa.Enum(
                "ETALAB_2_0",
                "LICENCE_OUVERTE",
                "CC_BY_4_0",
                "CC_BY_SA_4_0",
                "CC0_1_0",
                "ODBL_1_0",
                name="licence",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("source_name", sa.String(), nullable=True),
        sa.Column("source_url", sa.String(), nullable=True),
        sa.Column("source_reference", sa.String(), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_sort", columns.KEY, nullable=False),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column(
            "format",
            sa.Enum("ON_SITE", "ONLINE", "HYBRID", name="workshopformat", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("online_url", sa.String(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("territory_id", columns.KEY, nullable=True),
        sa.Column("project_id", columns.KEY, nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_workshop_ends_after_start")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_workshop_project_id")),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_workshop_territory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
    )
    op.create_index(op.f("ix_workshop_demonstration"), "workshop", ["demonstration"], unique=False)
    op.create_index(op.f("ix_workshop_project_id"), "workshop", ["project_id"], unique=False)
    op.create_index(op.f("ix_workshop_starts_at"), "workshop", ["starts_at"], unique=False)
    op.create_index(op.f("ix_workshop_territory_id"), "workshop", ["territory_id"], unique=False)
    op.create_index(op.f("ix_workshop_title_sort"), "workshop", ["title_sort"], unique=False)
    op.create_index(op.f("ix_workshop_updated_at"), "workshop", ["updated_at"], unique=False)
    op.create_table(
        "aid",
        sa.Column("resource_id", columns.KEY, nullable=False),
        sa.Column("funders", columns.JSON_LIST, nullable=False),
        sa.Column("audiences", columns.JSON_LIST, nullable=False),
        sa.Column("types", columns.JSON_LIST, nullable=False),
        sa.Column("call_for_projects", sa.Boolean(), nullable=False),
        sa.Column(
            "recurrence",
            sa.Enum("PERMANENT", "ONE_OFF", "RECURRING", name="recurrence", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_aid_resource_id")),
        sa.PrimaryKeyConstraint("resource_id", name=op.f("pk_aid")),
    )
    op.create_table(
        "experience_report",
        sa.Column("resource_id", columns.KEY, nullable=False),
        sa.Column(
            "participation_level",
            sa.Enum(
                "INFORM",
                "CONSULT",
                "INVOLVE",
                "COLLABORATE",
                "EMPOWER",
                name="participationlevel",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("purposes", columns.JSON_LIST, nullable=False),
        sa.Column(
            "recruitment",
            sa.Enum(
                "OPEN_TO_ALL",
                "RANDOM_SELECTION",
                "APPOINTMENT",
                "ELECTION",
                "TARGETED_INVITATION",
                "MIXED",
                name="recruitment",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "interaction",
            sa.Enum("FACE_TO_FACE", "ONLINE", "HYBRID", name="interaction", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "decision_method",
            sa.Enum(
                "CONSENSUS",
                "CONSENT",
                "MAJORITY_VOTE",
                "PREFERENCE_VOTE",
                "OPINION_COLLECTION",
                "DECISION_BY_AUTHORITY",
                name="decisionmethod",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("outputs", columns.JSON_LIST, nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("cost_cents", sa.BigInteger(), nullable=True),
        sa.Column("cost_days", sa.Integer(), nullable=True),
        sa.Column("what_worked", sa.String(), nullable=False),
        sa.Column("what_failed", sa.String(), nullable=False),
        sa.Column("reuse_conditions", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("formally_evaluated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_experience_report_resource_id")),
        sa.PrimaryKeyConstraint("resource_id", name=op.f("pk_experience_report")),
    )
    op.create_table(
        "resource_author",
        sa.Column("resource_id", columns.KEY, nullable=False),
        sa.Column("actor_id", columns.KEY, nullable=False),
        sa.Column(
            "role",
            sa.Enum("AUTHOR", "CONTRIBUTOR", "EDITOR", name="authorrole", native_enum=False, create_constraint=True),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_resource_author_actor_id")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_resource_author_resource_id")),
        sa.PrimaryKeyConstraint("resource_id", "actor_id", name=op.f("pk_resource_author")),
    )
    op.create_index(op.f("ix_resource_author_actor_id"), "resource_author", ["actor_id"], unique=False)
    op.create_table(
        "resource_territory",
        sa.Column("resource_id", columns.KEY, nullable=False),
        sa.Column("territory_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_resource_territory_resource_id")),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_resource_territory_territory_id")),
        sa.PrimaryKeyConstraint("resource_id", "territory_id", name=op.f("pk_resource_territory")),
    )
    op.create_index(op.f("ix_resource_territory_territory_id"), "resource_territory", ["territory_id"], unique=False)
    op.create_table(
        "resource_topic",
        sa.Column("resource_id", columns.KEY, nullable=False),
        sa.Column("topic_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_resource_topic_resource_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_resource_topic_topic_id")),
        sa.PrimaryKeyConstraint("resource_id", "topic_id", name=op.f("pk_resource_topic")),
    )
    op.create_index(op.f("ix_resource_topic_topic_id"), "resource_topic", ["topic_id"], unique=False)
    op.create_table(
        "workshop_host",
        sa.Column("workshop_id", columns.KEY, nullable=False),
        sa.Column("actor_id", columns.KEY, nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "ORGANISER",
                "FACILITATOR",
                "SPEAKER",
                "VENUE",
                name="hostrole",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_workshop_host_actor_id")),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_host_workshop_id")),
        sa.PrimaryKeyConstraint("workshop_id", "actor_id", name=op.f("pk_workshop_host")),
    )
    op.create_index(op.f("ix_workshop_host_actor_id"), "workshop_host", ["actor_id"], unique=False)
    op.create_table(
        "workshop_topic",
        sa.Column("workshop_id", columns.KEY, nullable=False),
        sa.Column("topic_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_workshop_topic_topic_id")),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_topic_workshop_id")),
        sa.PrimaryKeyConstraint("workshop_id", "topic_id", name=op.f("pk_workshop_topic")),
    )
    op.create_index(op.f("ix_workshop_topic_topic_id"), "workshop_topic", ["topic_id"], unique=False)


def downgrade() -> None:
    op.drop_table("workshop_topic")
    op.drop_table("workshop_host")
    op.drop_table("resource_topic")
    op.drop_table("resource_territory")
    op.drop_table("resource_author")
    op.drop_table("experience_report")
    op.drop_table("aid")
    op.drop_table("workshop")
    op.drop_table("resource")
    op.drop_table("project_topic")
    op.drop_table("project_territory")
    op.drop_table("participation")
    op.drop_table("project")
    op.drop_table("membership")
    op.drop_table("actor_topic")
    op.drop_table("topic_inclusion")
    op.drop_table("territory_inclusion")
    op.drop_table("territory_former_code")
    op.drop_table("actor")
    op.drop_table("topic")
    op.drop_table("territory")
    op.drop_table("network")
