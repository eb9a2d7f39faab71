"""The interface of all entities."""

import strawberry


@strawberry.interface(description="An entity of the commons, identified by a global id.")
class Node:
    """An entity of the commons."""

    id: strawberry.ID = strawberry.field(description="Stable identifier (TypeID), the same everywhere.")
