"""Contact: a way to reach an actor, for those who may know it."""

from strawberry import auto

import models
from schema.entities.consent import consents
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(models.Contact)
class Contact:
    kind: auto
    value: auto
    label: auto
    audience: auto
    basis: auto
    purpose: auto
    state: auto
    version: auto
    created_at: auto
    updated_at: auto
    actor = one("Actor", via="actor_id")
    space = one("Space", via="space_id")
    history = many("Change", via="node_id", says="Changes of the record, the latest first.")
    reviews = many("ReviewCase", via="node_id", says="Review cases about the record, the latest first.")
    decisions = many("Decision", via="node_id", says="Decisions about the record, the latest first.")
    consents = consents
