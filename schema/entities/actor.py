"""Actor, with all that an organisation or person takes part in."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(models.Actor, "siren")
class Actor:
    kind: auto
    name: auto
    acronym: auto
    summary: auto
    description: auto
    website: auto
    siren: auto
    rna: auto
    demonstration: auto
    licence: auto
    source_name: auto
    source_url: auto
    source_reference: auto
    source_date: auto
    state: auto
    version: auto
    created_at: auto
    updated_at: auto
    territory = one("Territory", via="territory_id")
    topics = many("Topic", through=models.ActorTopic, says="Topics on which the actor can help.")
    memberships = many("Membership", via="member_id", says="What the actor is a member of.")
    members = many("Membership", via="organisation_id", says="Memberships of others in this organisation.")
    networks = many(
        "Network",
        through=models.Membership,
        via="member_id",
        onward="network_id",
        properties=("role", "since", "until"),
        says="Partner networks that the actor is a member of, each with its role.",
    )
    projects_held = many("Project", via="holder_id", says="Projects that the actor carries.")
    participations = many(
        "Project",
        through=models.Participation,
        properties=("role", "since", "until"),
        says="Projects that the actor takes part in.",
    )
    participation_records = many(
        "Participation", via="actor_id", says="The actor's parts in projects, as records of their own."
    )
    contacts = many("Contact", via="actor_id", says="How the actor can be reached, as far as the viewer may know it.")
    own_space = one(
        "Space", via="id", key="actor_id", says="The space where the actor deposits content, if it has one."
    )
    resources = many(
        "Resource", through=models.ResourceAuthor, properties=("role",), says="Resources that the actor worked on."
    )
    workshops = many(
        "Workshop", through=models.WorkshopHost, properties=("role",), says="Workshops that the actor hosts."
    )
    space = one("Space", via="space_id")
    history = many("Change", via="node_id", says="What was changed, the latest first.")
    reviews = many("ReviewCase", via="node_id", says="What the partners are asked about it, the latest first.")
    decisions = many("Decision", via="node_id", says="What the partners decided about it, the latest first.")
