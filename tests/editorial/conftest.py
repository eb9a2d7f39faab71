"""An assembly of a test's own, on both engines."""

from tests.moderation.conftest import assembly

__all__ = ["assembly"]
