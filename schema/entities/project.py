"""Project, with its holder and everyone and everything around it."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(
    models.Project,
    deposited=True,
    purpose="Find participatory projects, for instance by territory, topic, phase or holder.",
)
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
    holder = one("Actor", via="holder_id")
    participants = many(
        "Actor",
        through="Participation",
        properties=("role", "since", "until"),
        says="Actors that take part in the project. The edge gives the actor's role and dates.",
    )
    participation_records = many(
        "Participation",
        via="project_id",
        says="Participation records of the project, with their own state, version and history.",
    )
    territories = many("Territory", through="ProjectTerritory", says="Territories that the project concerns.")
    topics = many("Topic", through="ProjectTopic", says="Topics that the project is about.")
    inspired_by = many(
        "Project",
        through="ProjectInspiration",
        via="project_id",
        onward="inspired_by_id",
        says="Projects that inspired this one.",
    )
    inspired = many(
        "Project",
        through="ProjectInspiration",
        via="inspired_by_id",
        onward="project_id",
        says="Projects that were inspired by this one.",
    )
    reuses = many("Resource", through="ProjectReuse", says="Resources that the project reuses.")
    resources = many("Resource", via="project_id", says="Resources that came out of the project.")
    workshops = many("Workshop", via="project_id", says="Workshops that belong to the project.")
    collections = many(
        "Collection",
        through="CollectionItem",
        via="node_id",
        onward="collection_id",
        says="Collections that the project is in.",
    )
