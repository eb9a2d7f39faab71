"""Settings of the cost of operations, and of the points that pay for them."""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

from loaders.queries.point_buckets import FORGOTTEN, MICROS

LEAST = 20
"""Points that any request costs: it is read, understood and answered."""


class RateLimitSettings(BaseSettings):
    """The limits of what is asked for; the defaults leave room for a town hall behind one address."""

    cost_enforcement: Literal["off", "measure", "enforce"] = Field(
        default="enforce",
        description="Whether operations that cost too much are refused (`enforce`), only logged (`measure`), or not "
        "looked at (`off`).",
    )
    cost_visitor: int = Field(default=10_000, ge=1, description="What one operation of a visitor may cost.")
    cost_known: int = Field(default=50_000, ge=1, description="What one operation of a person or a program may cost.")
    points_visitor: int = Field(
        default=50_000, ge=1, description="Points that an IPv4 address, or one /64 of IPv6, can save up."
    )
    points_visitor_per_second: int = Field(default=1_000, ge=1, description="Points that it gets every second.")
    points_known: int = Field(default=250_000, ge=1, description="Points that an account or a token can save up.")
    points_known_per_second: int = Field(default=5_000, ge=1, description="Points that it gets every second.")
    heavy_cost: int = Field(
        default=3_000, ge=1, description="From this cost on, an operation is heavy, and few of those run at once."
    )
    heavy_at_once: int = Field(default=2, ge=1, description="Heavy operations that read, or write, at once.")

    @field_validator("points_visitor", "points_known")
    @classmethod
    def _enough(cls, points: int, info: ValidationInfo) -> int:
        """Refuse a bucket that could never pay for an operation that is allowed."""
        name = (info.field_name or "").replace("points", "cost")
        least = max(info.data.get(name, 0), LEAST)
        if points < least:
            raise ValueError(f"it has to pay for one operation (ENCOMMUN_{name.upper()}), so write {least} or more")
        return points

    @field_validator("points_visitor_per_second", "points_known_per_second")
    @classmethod
    def _soon_enough(cls, points: int, info: ValidationInfo) -> int:
        """Refuse a bucket that is not full again, from as much below zero as it holds, by the time it is forgotten."""
        size = info.data.get((info.field_name or "").removesuffix("_per_second"), 0)
        least = -(-2 * size * MICROS // FORGOTTEN)
        if points < least:
            minutes = FORGOTTEN // MICROS // 120
            raise ValueError(
                f"an empty bucket of {size} points has to be full within {minutes} minutes, so write {least} or more"
            )
        return points
