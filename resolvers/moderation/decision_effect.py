"""What came of carrying a decision out: what kept it from it, and what stood before, for an appeal that undoes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models import Hindrance


@dataclass(frozen=True, slots=True)
class DecisionEffect:
    """What a decision came to beyond its words."""

    hindered_by: Hindrance | None = None
    """None: all of it was carried out."""
    before: Mapping[str, Any] = field(default_factory=dict)
    """How what was changed stood before, as JSON; empty where nothing was changed."""


NO_EFFECT = DecisionEffect()
"""A decision by which everything stays as it is."""
