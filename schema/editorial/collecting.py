"""The mutations of collections."""

from collections.abc import Iterator
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from loaders.statement import Row
from models import PublicationState, Scope
from resolvers.editorial.collecting import move, save
from resolvers.editorial.contents import Draft
from resolvers.spaces.acting import Acting
from resolvers.targets import by_id
from schema.kit.mutation import Needs, mutation, payload
from schema.kit.names import listed
from schema.kit.references import reference, scheme_and_value
from schema.kit.relations import to_one
from schema.moderation.types import ASIDE
from schema.spaces.doing import UseCase, doing, telling

SAVING = Needs(
    Scope.CONTENT_WRITE,
    "the role EDITOR or ADMIN in the space of a guarantor or partner network that answers for it or is asked to",
)
ANSWERING = Needs(
    Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space of a guarantor or partner network that answers for it"
)
NETWORKS: Any = listed(reference("Network"))


@strawberry.input(description="A record to be in a collection.")
class CollectionItemInput:
    node: strawberry.ID = strawberry.field(description="A record that you see, of any type.")
    annotation: str | None = strawberry.field(
        default=None, description="Why it is in the collection, in at most 1,000 characters."
    )


@strawberry.input(description="All that a collection says.")
class SaveCollectionInput:
    id: strawberry.ID | None = strawberry.field(default=None, description="Which one; left out, it is a new one.")
    expected_version: int | None = strawberry.field(
        default=None, description="The version that this change starts from; needed with an id."
    )
    title: str = strawberry.field(description="Title of the collection.")
    introduction: str | None = strawberry.field(
        default=None, description="What it is about and for whom, in Markdown; left out, there is none."
    )
    networks: NETWORKS = strawberry.field(
        description="At most 20: those that you speak for answer for it, others are asked to; one that saves it with "
        "itself among them answers for it too."
    )
    items: list[CollectionItemInput] = strawberry.field(
        description="What is in it, in order, in place of what was; at most 200."
    )


@strawberry.input(description="Which collection everyone is to see.")
class PublishCollectionInput:
    id: strawberry.ID = strawberry.field(description="The collection.")
    expected_version: int = strawberry.field(description="The version that this change starts from.")


@strawberry.input(description="Which collection is put away.")
class ArchiveCollectionInput:
    id: strawberry.ID = strawberry.field(description="The collection.")
    expected_version: int = strawberry.field(description="The version that this change starts from.")


@strawberry.type(description="A collection as it was stored.")
class CollectionSaved:
    collection_id: ASIDE
    version: int = strawberry.field(description="The collection's version now.")
    collection = to_one(by_id("Collection"), "collection_id", "The collection; null for who no longer sees it.")


SAVED = payload(CollectionSaved, "CollectionSaved", "A collection as it was stored")


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    for name, needs, given, use_case, says in COLLECTIONS:
        yield mutation(name, needs, given, SAVED, doing(use_case), telling(_shown), says)


async def _save(acting: Acting, given: Any) -> Row:
    networks = [("Network", *scheme_and_value(each)) for each in given.networks]
    items = [(each.node, each.annotation) for each in given.items]
    draft = Draft(given.title, given.introduction, networks, items)
    return await save(acting, given.id, given.expected_version, draft)


def _shown(collection: Row) -> Any:
    return CollectionSaved(collection_id=collection.id, version=collection.version)


COLLECTIONS: tuple[tuple[str, Needs, type, UseCase, str], ...] = (
    (
        "saveCollection",
        SAVING,
        SaveCollectionInput,
        _save,
        "Begin a collection, which its networks alone see at first, or have it say something else.",
    ),
    (
        "publishCollection",
        ANSWERING,
        PublishCollectionInput,
        lambda acting, given: move(acting, given.id, given.expected_version, PublicationState.PUBLISHED),
        "Show a collection to everyone, one that was put away too.",
    ),
    (
        "archiveCollection",
        ANSWERING,
        ArchiveCollectionInput,
        lambda acting, given: move(acting, given.id, given.expected_version, PublicationState.ARCHIVED),
        "Put a collection away: its networks alone see it then.",
    ),
)
