"""The mutations of what is featured."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from loaders.statement import Row
from models import Scope
from resolvers.editorial.featuring import Wanted, end, feature
from resolvers.references import Reference
from resolvers.spaces.acting import Acting
from resolvers.targets import by_id
from schema.kit.mutation import Needs, mutation, payload
from schema.kit.references import reference, scheme_and_value
from schema.kit.relations import to_one
from schema.moderation.types import ASIDE
from schema.spaces.doing import UseCase, doing, telling

FEATURING = Needs(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space of a guarantor or partner network")
ENDING = Needs(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space of the network that features it")
TERRITORY: Any = reference("Territory") | None
TOPIC: Any = reference("Topic") | None
NETWORK: Any = reference("Network") | None


@strawberry.input(description="What is featured, where and when.")
class FeatureContentInput:
    node: strawberry.ID = strawberry.field(description="A record that you see, of any type.")
    territory: TERRITORY = strawberry.field(
        default=None, description="The territory on which it is featured; this or a topic is needed."
    )
    topic: TOPIC = strawberry.field(
        default=None, description="The topic on which it is featured; this or a territory is needed."
    )
    starts_at: datetime | None = strawberry.field(default=None, description="From when on (UTC); at once if left out.")
    ends_at: datetime = strawberry.field(description="Until when (UTC), that moment not included.")
    network: NETWORK = strawberry.field(
        default=None, description="The network that features it; may be left out by who speaks for one alone."
    )


@strawberry.input(description="What is featured no more.")
class EndFeatureInput:
    id: strawberry.ID = strawberry.field(description="The feature.")


@strawberry.type(description="A feature as it was stored.")
class FeatureSaved:
    feature_id: ASIDE
    feature = to_one(by_id("Feature"), "feature_id", "The feature.")


SAVED = payload(FeatureSaved, "FeatureSaved", "A feature as it was stored")


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    for name, needs, given, use_case, says in FEATURES:
        yield mutation(name, needs, given, SAVED, doing(use_case), telling(_shown), says)


async def _feature(acting: Acting, given: Any) -> Row:
    places = [_named(name, getattr(given, name.lower())) for name in ("Territory", "Topic", "Network")]
    territory, topic, network = places
    return await feature(acting, Wanted(given.node, territory, topic, given.starts_at, given.ends_at, network))


def _named(type_name: str, given: Any) -> Reference | None:
    return None if given is None else (type_name, *scheme_and_value(given))


def _shown(row: Row) -> Any:
    return FeatureSaved(feature_id=row.id)


FEATURES: tuple[tuple[str, Needs, type, UseCase, str], ...] = (
    (
        "featureContent",
        FEATURING,
        FeatureContentInput,
        _feature,
        "Put a record forward on a territory or a topic, from a moment on until another.",
    ),
    (
        "endFeature",
        ENDING,
        EndFeatureInput,
        lambda acting, given: end(acting, given.id),
        "Feature a record no more, from now on; one that is not featured yet never will be.",
    ),
)
