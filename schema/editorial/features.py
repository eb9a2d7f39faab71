"""The mutations of what is featured."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from models import Scope
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.editorial.features import FeatureDraft, create_feature, end_feature
from schema.editorial.idempotent_plan import idempotent_plan
from schema.kit.inputs import REASON, record_input
from schema.kit.mutation import Requires, mutation
from schema.kit.nulls import given_or_none
from schema.kit.payloads import save_payload, save_result_type
from schema.kit.references import reference_if_given, reference_input
from schema.spaces.use_case_plan import UseCaseFunction

FEATURING = Requires(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space of a guarantor or partner network")
ENDING = Requires(
    Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space of the network that features it, or to be a steward"
)


FEATURE = record_input(
    "FeatureContentInput",
    {
        "node": (strawberry.ID, "A record that everyone sees: content of any type."),
        "territory": (
            reference_input("Territory") | None,
            "The territory on which it is featured; this or a topic is needed.",
        ),
        "topic": (reference_input("Topic") | None, "The topic on which it is featured; this or a territory is needed."),
        "starts_at": (datetime | None, "From when on (UTC); at once if left out."),
        "ends_at": (datetime, "Until when (UTC), that moment not included; at most 366 days later."),
        "network": (
            reference_input("Network") | None,
            "The network that features it; may be left out by who speaks for one alone.",
        ),
    },
    "What is featured, where and when.",
)
END = record_input("EndFeatureInput", {"id": (strawberry.ID, "The feature."), **REASON}, "What is featured no more.")


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    union, show = save_payload("Feature"), save_result_type("Feature")
    for name, needs, given, use_case, says in FEATURES:
        yield mutation(name, needs, given, union, idempotent_plan(name, use_case), show, says)


async def _feature(acting: UseCase, given: Any) -> SaveResult:
    places = [reference_if_given(name, getattr(given, name.lower())) for name in ("Territory", "Topic", "Network")]
    territory, topic, network = places
    starts_at = given_or_none(given.starts_at)
    return await create_feature(acting, FeatureDraft(given.node, territory, topic, starts_at, given.ends_at, network))


FEATURES: tuple[tuple[str, Requires, Any, UseCaseFunction, str], ...] = (
    (
        "featureContent",
        FEATURING,
        FEATURE,
        _feature,
        "Put a record forward on a territory or a topic, from a moment on until another.",
    ),
    (
        "endFeature",
        ENDING,
        END,
        lambda acting, given: end_feature(acting, given.id),
        "Feature a record no more, from now on; one that is not featured yet never will be.",
    ),
)
