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
        says="Actors who take part in the project, each with its role.",
    )
    participation_records = many(
        "Participation", via="project_id", says="The parts that actors have in the project, as records of their own."
    )
    territories = many("Territory", through=models.ProjectTerritory, says="Territories that the project concerns.")
    topics = many("Topic", through=models.ProjectTopic, says="Topics that the project is about.")
    inspired_by = many(
        "Project",
        through=models.ProjectInspiration,
        via="project_id",
        onward="inspired_by_id",
        says="Projects that this one was inspired by.",
    )
    inspired = many(
        "Project",
        through=models.ProjectInspiration,
        via="inspired_by_id",
        onward="project_id",
        says="Projects that were inspired by this one.",
    )
    reuses = many("Resource", through=models.ProjectReuse, says="Resources that the project makes use of.")
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
    history = many("Change", via="node_id", says="What was changed, the latest first.")
    reviews = many("ReviewCase", via="node_id", says="What the partners are asked about it, the latest first.")
    decisions = many("Decision", via="node_id", says="What the partners decided about it, the latest first.")
