"""Workshop, with its hosts."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(models.Workshop, deposited=True, purpose="Find workshops, for instance by date, territory or topic.")
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
    territory = one("Territory", via="territory_id")
    project = one("Project", via="project_id")
    hosts = many(
        "Actor",
        through="WorkshopHost",
        properties=("role",),
        says="Actors that host the workshop. The edge gives the actor's role.",
    )
    topics = many("Topic", through="WorkshopTopic", says="Topics that the workshop is about.")
    collections = many(
        "Collection",
        through="CollectionItem",
        via="node_id",
        onward="collection_id",
        says="Collections that the workshop is in.",
    )
