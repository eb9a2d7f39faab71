"""Actor, with all that an organisation or person takes part in."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(
    models.Actor,
    "siren",
    deposited=True,
    purpose="Find organisations and people, for instance by territory, kind or topic.",
)
class Actor:
    kind: auto
    name: auto
    acronym: auto
    summary: auto
    description: auto
    website: auto
    siren: auto
    rna: auto
    territory = one("Territory", via="territory_id")
    topics = many("Topic", through="ActorTopic", says="Topics on which the actor can help.")
    memberships = many(
        "Membership", via="member_id", says="Memberships of the actor in organisations and partner networks."
    )
    members = many("Membership", via="organisation_id", says="Memberships of other actors in this organisation.")
    networks = many(
        "Network",
        through="Membership",
        via="member_id",
        onward="network_id",
        properties=("role", "since", "until"),
        says="Partner networks that the actor is a member of. The edge gives the actor's role and dates.",
    )
    projects_held = many("Project", via="holder_id", says="Projects of which the actor is the holder.")
    participations = many(
        "Project",
        through="Participation",
        properties=("role", "since", "until"),
        says="Projects that the actor takes part in. The edge gives the actor's role and dates.",
    )
    participation_records = many(
        "Participation",
        via="actor_id",
        says="Participation records of the actor, with their own state, version and history.",
    )
    contacts = many("Contact", via="actor_id", says="Contact details of the actor that the viewer may see.")
    own_space = one(
        "Space", via="id", key="actor_id", says="The space in which the actor deposits content; null if it has none."
    )
    resources = many(
        "Resource",
        through="ResourceAuthor",
        properties=("role",),
        says="Resources that the actor wrote or edited. The edge gives the actor's role.",
    )
    workshops = many(
        "Workshop",
        through="WorkshopHost",
        properties=("role",),
        says="Workshops that the actor hosts. The edge gives the actor's role.",
    )
