"""Features: what a network puts forward, and for how long."""

from datetime import timedelta
from typing import Any

import models
from tests.permissions.record_factories import DATED, Rows, named, record_of
from tests.records.client import BEGIN

TABLE = """
featureContent                  u n n n n n + n n | change feature
endFeature now                  u n n n n n + + n | change feature
"""
INPUTS: dict[str, Any] = {
    "featureContent": {
        "node": record_of("Workshop", "PUBLISHED"),
        "territory": {"commune": "01001"},
        "endsAt": "2026-06-01T00:00:00Z",
    },
    "endFeature": {"id": named("feature", "now")},
}
CREATED: dict[str, Any] = {}
CHANGED: dict[str, Any] = {}


def rows() -> Rows:
    """A feature of a network that has begun."""
    feature = {"id": named("feature", "now"), "network_id": named("network", "anct")}
    times = {"starts_at": BEGIN, "ends_at": BEGIN + timedelta(days=6)}
    place = {"node_id": record_of("Project", "PUBLISHED"), "territory_id": named("territory", "01001")}
    yield models.Feature, [{**feature, **times, **DATED, **place}]
