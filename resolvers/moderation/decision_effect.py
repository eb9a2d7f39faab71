"""Effect of a decision that was carried out: its hindrance, and the former state for an appeal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models import Hindrance


@dataclass(frozen=True, slots=True)
class DecisionEffect:
    """The effect of a decision."""

    hindered_by: Hindrance | None = None
    """None: all of it was carried out."""
    before: Mapping[str, Any] = field(default_factory=dict)
    """The former state of what was changed, as JSON; empty if nothing was changed."""


NO_EFFECT = DecisionEffect()
"""A decision by which everything stays as it is."""
