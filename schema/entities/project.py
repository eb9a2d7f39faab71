"""Project, with its holder and everyone and everything around it."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(models.Project)
class Project:
    title: auto
    summary: auto
    description: auto
    phase: auto
    status: auto
    participation_level: auto
    starts_on: auto
    ends_on: auto
    budget_cents: auto
    budget_currency: auto
    longitude: auto
    latitude: auto
    demonstration: auto
    licence: auto
    source_name: auto
    source_url: auto
    source_reference: auto
    source_date: auto
    state: auto
    version: auto
    created_at: auto
    updated_at: auto
    holder = one("Actor", via="holder_id")
    participants = many(
        "Actor",
        through=models.Participation,
        properties=("role", "since", "until"),
        says="Actors that take part in the project. The edge gives the actor's role and dates.",
    )
    participation_records = many(
        "Participation",
        via="project_id",
        says="Participation records of the project, with their own state, version and history.",
    )
    territories = many("Territory", through=models.ProjectTerritory, says="Territories that the project concerns.")
    topics = many("Topic", through=models.ProjectTopic, says="Topics that the project is about.")
    inspired_by = many(
        "Project",
        through=models.ProjectInspiration,
        via="project_id",
        onward="inspired_by_id",
        says="Projects that inspired this one.",
    )
    inspired = many(
        "Project",
        through=models.ProjectInspiration,
        via="inspired_by_id",
        onward="project_id",
        says="Projects that were inspired by this one.",
    )
    reuses = many("Resource", through=models.ProjectReuse, says="Resources that the project reuses.")
    resources = many("Resource", via="project_id", says="Resources that came out of the project.")
    workshops = many("Workshop", via="project_id", says="Workshops that belong to the project.")
    collections = many(
        "Collection",
        through=models.CollectionItem,
        via="node_id",
        onward="collection_id",
        says="Collections that the project is in.",
    )
    space = one("Space", via="space_id")
    history = many("Change", via="node_id", says="Changes of the record, the latest first.")
    reviews = many("ReviewCase", via="node_id", says="Review cases about the record, the latest first.")
    decisions = many("Decision", via="node_id", says="Decisions about the record, the latest first.")
