"""Space: where a local authority or a partner network deposits content."""

from strawberry import auto

import models
from resolvers.core.record_types import RECORD_TYPES
from resolvers.validation.field_names import to_snake_case
from schema.kit.entity import entity
from schema.kit.relations import many, one, several

DEPOSITS = {
    f"{to_snake_case(name)}s": many(name, via="space_id", says=f"{name}s that the space deposited.")
    for name in RECORD_TYPES
} | {"collections": many("Collection", via="space_id", says="Collections of the network's space.")}
"""The relations to what the space deposited, one for each type."""


@entity(models.Space, purpose="Find workspaces of local authorities and partner networks.")
class Space:
    verified_at: auto
    created_at: auto
    updated_at: auto
    actor = one("Actor", via="actor_id")
    network = one("Network", via="network_id")
    deposits = several(DEPOSITS)
    reviews = many("ReviewCase", via="owner_id", says="Review cases about records of the space.")
    changes = many("Change", via="space_id", says="Changes of records of the space, the latest first.")
