"""The mutations of what is featured."""

from datetime import datetime
from typing import Annotated, Any

import strawberry

from models import Scope
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.editorial import features
from resolvers.editorial.features import FeatureDraft
from schema.kit.inputs import REASON, record_input
from schema.kit.mutation import mutation
from schema.kit.nulls import given_or_none
from schema.kit.payloads import saved_record
from schema.kit.references import reference_if_given, reference_input

FEATURING = "the role EDITOR or ADMIN in the space of a guarantor or partner network"
ENDING = "the role EDITOR or ADMIN in the space of the network that features it, or to be a steward"

SavedFeature = Annotated[SaveResult, saved_record("Feature")]

FEATURE: Any = record_input(
    "FeatureContentInput",
    {
        "node": (strawberry.ID, "Id of a published record of any content type."),
        "territory": (
            reference_input("Territory") | None,
            "The territory on which the record is featured. A territory or a topic is required.",
        ),
        "topic": (
            reference_input("Topic") | None,
            "The topic on which the record is featured. A territory or a topic is required.",
        ),
        "starts_at": (datetime | None, "Start (UTC); by default now."),
        "ends_at": (datetime, "End (UTC), exclusive; at most 366 days after the start."),
        "network": (
            reference_input("Network") | None,
            "The network that features the record. May be omitted by a viewer who acts for a single network.",
        ),
    },
    "A record to feature, with place and period.",
)
END: Any = record_input(
    "EndFeatureInput", {"id": (strawberry.ID, "Id of the feature."), **REASON}, "The feature to end."
)


@mutation(scope=Scope.CONTENT_WRITE, right=FEATURING)
async def feature_content(use_case: UseCase, input: FEATURE) -> SavedFeature:
    """Feature a record on a territory or a topic for a limited time."""
    territory, topic, network = (
        reference_if_given(name, getattr(input, name.lower())) for name in ("Territory", "Topic", "Network")
    )
    starts_at = given_or_none(input.starts_at)
    draft = FeatureDraft(input.node, territory, topic, starts_at, input.ends_at, network)
    return await features.create_feature(use_case, draft)


@mutation(scope=Scope.CONTENT_WRITE, right=ENDING)
async def end_feature(use_case: UseCase, input: END) -> SavedFeature:
    """End a feature now. A feature that has not started yet is cancelled."""
    return await features.end_feature(use_case, input.id)
