"""Network, with its members."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(models.Network, purpose="Find partner networks, for instance by role.")
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
    own_space = one("Space", via="id", key="network_id", says="The space in which the network deposits content.")
    seals = many("Seal", via="network_id", says="Seals that the network has granted, the latest first.")
    reviews = many("ReviewCase", via="network_id", says="Review cases that the network has opened, the latest first.")
    holds = many(
        "ReviewCase", via="held_by", says="Review cases that the network is holding, that is, examining first."
    )
    collections = many("Collection", through="CollectionNetwork", says="Collections that the network edits.")
    invited_to = many(
        "Collection",
        through="CollectionInvitation",
        says="Collections that the network is invited to edit and has not answered yet.",
    )
    features = many("Feature", via="network_id", says="Features of the network: past, current and planned.")
    changes = many("Change", via="network_id", says="Changes made in the name of the network, the latest first.")
    members = many(
        "Actor",
        through="Membership",
        via="network_id",
        onward="member_id",
        properties=("role", "since", "until"),
        says="Actors that are members of the network. The edge gives the actor's role and dates.",
    )
