"""Contact: a way to reach an actor, for those who may know it."""

from strawberry import auto

import models
from schema.entities.consent import consents
from schema.kit.entity import entity
from schema.kit.relations import one


@entity(
    models.Contact,
    deposited=True,
    purpose="Find contact details that the viewer may see, for instance those of an actor.",
)
class Contact:
    kind: auto
    value: auto
    label: auto
    audience: auto
    basis: auto
    purpose: auto
    actor = one("Actor", via="actor_id")
    consents = consents
