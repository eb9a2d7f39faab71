"""Seal: a network's word for a resource."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import one


@entity(models.Seal)
class Seal:
    kind: auto
    text: auto
    withdrawn_at: auto
    created_at: auto
    updated_at: auto
    resource = one("Resource", via="resource_id")
    network = one("Network", via="network_id")
