"""Space: where a local authority or a partner network deposits content."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many, one


@entity(models.Space, purpose="Find workspaces of local authorities and partner networks.")
class Space:
    verified_at: auto
    created_at: auto
    updated_at: auto
    actor = one("Actor", via="actor_id")
    network = one("Network", via="network_id")
    actors = many("Actor", via="space_id", says="Actors that the space deposited.")
    collections = many("Collection", via="space_id", says="Collections of the network's space.")
    contacts = many("Contact", via="space_id", says="Contacts that the space deposited.")
    memberships = many("Membership", via="space_id", says="Memberships that the space deposited.")
    participations = many("Participation", via="space_id", says="Participations that the space deposited.")
    projects = many("Project", via="space_id", says="Projects that the space deposited.")
    resources = many("Resource", via="space_id", says="Resources that the space deposited.")
    workshops = many("Workshop", via="space_id", says="Workshops that the space deposited.")
    reviews = many("ReviewCase", via="owner_id", says="Review cases about records of the space.")
    changes = many("Change", via="space_id", says="Changes of records of the space, the latest first.")
