"""The mutations of collections."""

from collections.abc import Iterator
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from models import Scope
from resolvers.editorial.collection_contents import CollectionDraft, ItemDraft
from resolvers.editorial.collection_networks import join_collection, leave_collection
from resolvers.editorial.collections import archive_collection, create_collection, publish_collection, update_collection
from schema.editorial.idempotent_plan import idempotent_plan
from schema.kit.inputs import REASON, Members, record_input, record_pointer
from schema.kit.mutation import Requires, mutation
from schema.kit.nulls import TAKES_NULL, given_or_none
from schema.kit.payloads import save_payload, save_result_type
from schema.kit.references import reference_input, reference_of
from schema.kit.type_registry import list_of_type
from schema.moderation.types import network_reference
from schema.spaces.use_case_plan import UseCaseFunction

SPEAKING = Requires(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space of a guarantor or partner network")
ANSWERING = Requires(
    Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space of a guarantor or partner network that answers for it"
)
ARCHIVING = Requires(
    Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space of a network that answers for it, or to be a steward"
)
INVITED = Requires(
    Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space of a guarantor or partner network that is asked to"
)
LEAVING = Requires(
    Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space of a network that answers for it, or is asked to"
)


@strawberry.input(description="What is to stand at a place of a collection: a `node`, or what it has already (`keep`).")
class CollectionItemInput:
    node: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="A record that you see, or that is in the collection: content of any type.",
    )
    keep: int | None = strawberry.field(
        default=strawberry.UNSET,
        description="The place, from 1, of what is in the collection in the version that is expected, seen or not.",
    )
    annotation: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Why it is in the collection, in at most 1,000 characters; null clears it, left out it stays.",
        metadata=TAKES_NULL,
    )


def _content(*, required: bool) -> Members:
    """What a collection says; in an update, what is left out stays."""
    networks: Any = list_of_type(reference_input("Network"))
    says = (
        "At most 20: those that you speak for answer for it, others are asked to; only they themselves take them out."
    )
    return {
        "title": (str if required else str | None, "Title of the collection."),
        "introduction": (str | None, "Introduction of the collection, in Markdown: its subject and its readers."),
        "networks": (networks if required else networks | None, says),
        "items": (
            list_of_type(CollectionItemInput) | None,
            "What is in it, in order, in place of what was; at most 200.",
        ),
    }


NETWORK: Members = {
    "network": (reference_input("Network") | None, "Which network; may be left out by who edits for one alone.")
}
CONTENT = _content(required=False)
CREATE = record_input(
    "CreateCollectionInput", _content(required=True), "A new collection; null is as no value.", CONTENT
)
UPDATE = record_input(
    "UpdateCollectionInput",
    record_pointer("Collection") | CONTENT,
    "What of a collection is to change: what is left out stays, null clears, lists are replaced.",
    CONTENT,
)
PUBLISH = record_input("PublishCollectionInput", record_pointer("Collection"), "Which collection everyone is to see.")
ARCHIVE = record_input("ArchiveCollectionInput", record_pointer("Collection") | REASON, "Which collection is put away.")
JOIN = record_input(
    "JoinCollectionInput", record_pointer("Collection") | NETWORK, "Which network answers for a collection."
)
LEAVE = record_input(
    "LeaveCollectionInput", record_pointer("Collection") | NETWORK, "Which network does not, or no more."
)


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    union, show = save_payload("Collection"), save_result_type("Collection")
    for name, needs, given, use_case, says in COLLECTIONS:
        yield mutation(name, needs, given, union, idempotent_plan(name, use_case), show, says)


def _draft(given: Any) -> CollectionDraft:
    texts = {
        name: value for name in ("title", "introduction") if (value := getattr(given, name)) is not strawberry.UNSET
    }
    networks, items = given.networks, given.items
    return CollectionDraft(
        texts,
        None if networks is strawberry.UNSET else [reference_of("Network", each) for each in networks or ()],
        None if items is strawberry.UNSET else [_place(each) for each in items or ()],
    )


def _place(given: Any) -> ItemDraft:
    node, keep, annotation = map(given_or_none, (given.node, given.keep, given.annotation))
    return ItemDraft(node, keep, annotation, annotated=given.annotation is not strawberry.UNSET)


COLLECTIONS: tuple[tuple[str, Requires, Any, UseCaseFunction, str], ...] = (
    (
        "createCollection",
        SPEAKING,
        CREATE,
        lambda acting, given: create_collection(acting, _draft(given)),
        "Begin a collection, which its networks alone see at first.",
    ),
    (
        "updateCollection",
        ANSWERING,
        UPDATE,
        lambda acting, given: update_collection(acting, given.id, given.expected_version, _draft(given)),
        "Have a collection say something else; what is public is public at once.",
    ),
    (
        "publishCollection",
        ANSWERING,
        PUBLISH,
        lambda acting, given: publish_collection(acting, given.id, given.expected_version),
        "Show a collection to everyone, one that was put away too.",
    ),
    (
        "archiveCollection",
        ARCHIVING,
        ARCHIVE,
        lambda acting, given: archive_collection(acting, given.id, given.expected_version),
        "Put a collection away: its networks alone see it then.",
    ),
    (
        "joinCollection",
        INVITED,
        JOIN,
        lambda acting, given: join_collection(acting, given.id, given.expected_version, network_reference(given)),
        "Answer for a collection too.",
    ),
    (
        "leaveCollection",
        LEAVING,
        LEAVE,
        lambda acting, given: leave_collection(acting, given.id, given.expected_version, network_reference(given)),
        "Answer for a collection no more, or say no to being asked to.",
    ),
)
