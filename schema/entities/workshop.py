"""Workshop, with its hosts."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(models.Workshop)
class Workshop:
    title: auto
    summary: auto
    description: auto
    format: auto
    starts_at: auto
    ends_at: auto
    time_zone: auto
    place: auto
    online_url: auto
    capacity: auto
    language: auto
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
    territory = one("Territory", via="territory_id")
    project = one("Project", via="project_id")
    hosts = many(
        "Actor",
        through=models.WorkshopHost,
        properties=("role",),
        says="Actors that host the workshop. The edge gives the actor's role.",
    )
    topics = many("Topic", through=models.WorkshopTopic, says="Topics that the workshop is about.")
    collections = many(
        "Collection",
        through=models.CollectionItem,
        via="node_id",
        onward="collection_id",
        says="Collections that the workshop is in.",
    )
    space = one("Space", via="space_id")
    history = many("Change", via="node_id", says="Changes of the record, the latest first.")
    reviews = many("ReviewCase", via="node_id", says="Review cases about the record, the latest first.")
    decisions = many("Decision", via="node_id", says="Decisions about the record, the latest first.")
