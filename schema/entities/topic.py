"""Topic, with everything tagged with it."""

from strawberry import auto

import models
from schema.entities.feature import under_way
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(models.Topic, purpose="Find topics of the thesaurus, for instance by label.")
class Topic:
    slug: auto
    label_fr: auto
    label_en: auto
    definition_fr: auto
    definition_en: auto
    created_at: auto
    updated_at: auto
    broader = one("Topic", via="broader_id")
    narrower = many("Topic", via="broader_id", says="The next narrower concepts (skos:narrower).")
    actors = many("Actor", through="ActorTopic", says="Actors that can help on exactly this topic.")
    projects = many("Project", through="ProjectTopic", says="Projects about exactly this topic.")
    resources = many("Resource", through="ResourceTopic", says="Resources about exactly this topic.")
    workshops = many("Workshop", through="WorkshopTopic", says="Workshops about exactly this topic.")
    features = many("Feature", via="topic_id", at=under_way, says="Current features on exactly this topic.")
