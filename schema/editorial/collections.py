"""The mutations of collections."""

from typing import Annotated, Any

import strawberry

from models import Scope
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.editorial import collection_networks, collections
from resolvers.editorial.collection_contents import CollectionDraft, ItemDraft
from schema.kit.input_types import Members
from schema.kit.inputs import REASON, record_input, record_pointer
from schema.kit.mutation import mutation
from schema.kit.nulls import TAKES_NULL, given_or_none
from schema.kit.payloads import saved_record
from schema.kit.references import reference_input, reference_of
from schema.kit.type_registry import list_of_type
from schema.moderation.types import network_reference

SPEAKING = "the role EDITOR or ADMIN in the space of a guarantor or partner network"
ANSWERING = "the role EDITOR or ADMIN in the space of a guarantor or partner network that answers for it"
ARCHIVING = "the role EDITOR or ADMIN in the space of a network that answers for it, or to be a steward"
INVITED = "the role EDITOR or ADMIN in the space of a guarantor or partner network that is asked to"
LEAVING = "the role EDITOR or ADMIN in the space of a network that answers for it, or is asked to"


@strawberry.input(
    description=(
        "An item of a collection: a record (`node`), or an item that is kept (`keep`). Give exactly one of them."
    )
)
class CollectionItemInput:
    node: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="Id of a record of any content type that the viewer sees, or that is already in the collection.",
    )
    keep: int | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "Position, from 1, of an existing item in the expected version; the viewer need not see its record."
        ),
    )
    annotation: str | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "The reason why the record is in the collection, in at most 1,000 characters. Null clears it; omitted, "
            "it stays."
        ),
        metadata=TAKES_NULL,
    )


def _content(*, required: bool) -> Members:
    """Return the content of a collection's input; in an update, omitted fields stay."""
    networks: Any = list_of_type(reference_input("Network"))
    says = (
        "Networks of the collection; at most 20. The viewer's own networks join at once, others are invited. Only a "
        "network itself can leave."
    )
    return {
        "title": (str if required else str | None, "Title of the collection."),
        "introduction": (str | None, "Introduction of the collection, in Markdown: its subject and its readers."),
        "networks": (networks if required else networks | None, says),
        "items": (
            list_of_type(CollectionItemInput) | None,
            "Items of the collection, in order; at most 200. They replace the former ones.",
        ),
    }


SavedCollection = Annotated[SaveResult, saved_record("Collection")]

NETWORK: Members = {
    "network": (
        reference_input("Network") | None,
        "The network. May be omitted by a viewer who edits for a single network.",
    )
}
CONTENT = _content(required=False)
CREATE: Any = record_input(
    "CreateCollectionInput", _content(required=True), "A new collection; null means no value.", CONTENT
)
UPDATE: Any = record_input(
    "UpdateCollectionInput",
    record_pointer("Collection") | CONTENT,
    "Changes of a collection. Omitted fields stay, null clears a field, lists are replaced as a whole.",
    CONTENT,
)
PUBLISH: Any = record_input("PublishCollectionInput", record_pointer("Collection"), "The collection to publish.")
ARCHIVE: Any = record_input(
    "ArchiveCollectionInput", record_pointer("Collection") | REASON, "The collection to archive."
)
JOIN: Any = record_input(
    "JoinCollectionInput", record_pointer("Collection") | NETWORK, "The network that joins a collection."
)
LEAVE: Any = record_input(
    "LeaveCollectionInput",
    record_pointer("Collection") | NETWORK,
    "The network that leaves a collection, or declines the invitation.",
)


@mutation(scope=Scope.CONTENT_WRITE, right=SPEAKING)
async def create_collection(use_case: UseCase, input: CREATE) -> SavedCollection:
    """Create a collection, as a draft that only its networks see."""
    return await collections.create_collection(use_case, _draft(input))


@mutation(scope=Scope.CONTENT_WRITE, right=ANSWERING)
async def update_collection(use_case: UseCase, input: UPDATE) -> SavedCollection:
    """Change a collection. Changes of a published one are public at once."""
    return await collections.update_collection(use_case, input.id, input.expected_version, _draft(input))


@mutation(scope=Scope.CONTENT_WRITE, right=ANSWERING)
async def publish_collection(use_case: UseCase, input: PUBLISH) -> SavedCollection:
    """Publish a collection, archived or not."""
    return await collections.publish_collection(use_case, input.id, input.expected_version)


@mutation(scope=Scope.CONTENT_WRITE, right=ARCHIVING)
async def archive_collection(use_case: UseCase, input: ARCHIVE) -> SavedCollection:
    """Archive a collection, so that only its networks see it."""
    return await collections.archive_collection(use_case, input.id, input.expected_version)


@mutation(scope=Scope.CONTENT_WRITE, right=INVITED)
async def join_collection(use_case: UseCase, input: JOIN) -> SavedCollection:
    """Join a collection to which the network is invited."""
    network = network_reference(input)
    return await collection_networks.join_collection(use_case, input.id, input.expected_version, network)


@mutation(scope=Scope.CONTENT_WRITE, right=LEAVING)
async def leave_collection(use_case: UseCase, input: LEAVE) -> SavedCollection:
    """Leave a collection, or decline an invitation to it."""
    network = network_reference(input)
    return await collection_networks.leave_collection(use_case, input.id, input.expected_version, network)


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
