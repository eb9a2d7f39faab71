"""Membership: an actor in an organisation, or an actor in a partner network."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(models.Membership)
class Membership:
    role: auto
    since: auto
    until: auto
    state: auto
    version: auto
    created_at: auto
    updated_at: auto
    member = one("Actor", via="member_id")
    organisation = one("Actor", via="organisation_id")
    network = one("Network", via="network_id")
    space = one("Space", via="space_id")
    history = many("Change", via="node_id", says="Changes of the record, the latest first.")
    reviews = many("ReviewCase", via="node_id", says="Review cases about the record, the latest first.")
    decisions = many("Decision", via="node_id", says="Decisions about the record, the latest first.")
