"""Membership: an actor in an organisation, or an actor in a partner network."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import one


@entity(models.Membership, deposited=True, purpose="Find memberships of actors in organisations and partner networks.")
class Membership:
    role: auto
    since: auto
    until: auto
    member = one("Actor", via="member_id")
    organisation = one("Actor", via="organisation_id")
    network = one("Network", via="network_id")
