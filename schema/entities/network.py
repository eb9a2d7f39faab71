"""Network, with its members."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many, one


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
    own_space = one("Space", via="id", key="network_id", says="The space where the network deposits content.")
    seals = many("Seal", via="network_id", says="What the network says of resources, the latest first.")
    reviews = many("ReviewCase", via="network_id", says="What the network asked the partners, the latest first.")
    holds = many("ReviewCase", via="held_by", says="Cases that the network looks into.")
    collections = many("Collection", through=models.CollectionNetwork, says="Collections that the network answers for.")
    invited_to = many(
        "Collection",
        through=models.CollectionInvitation,
        says="Collections that the network is asked to answer for, and has not said yet whether it does.",
    )
    features = many("Feature", via="network_id", says="What the network features, featured, or is going to.")
    changes = many("Change", via="network_id", says="What was changed for the network, the latest first.")
    members = many(
        "Actor",
        through=models.Membership,
        via="network_id",
        onward="member_id",
        properties=("role", "since", "until"),
        says="Actors who are members of the network.",
    )
