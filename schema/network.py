"""Network, with its members."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many


@entity(models.Network)
class Network:
    slug: auto
    name: auto
    acronym: auto
    role: auto
    summary: auto
    website: auto
    created_at: auto
    updated_at: auto
    memberships = many("Membership", via="network_id", says="Memberships in the network.")
    members = many(
        "Actor",
        through=models.Membership,
        via="network_id",
        onward="member_id",
        properties=("role", "since", "until"),
        says="Actors who are members of the network.",
    )
