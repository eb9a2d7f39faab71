"""The seed with oddities, as the tests of the graph have it."""

from tests.schema.conftest import odd_url

__all__ = ["odd_url"]
