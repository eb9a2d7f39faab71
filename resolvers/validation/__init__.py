"""What people write: cleaned where that is safe, and otherwise refused, with all that is wrong at once."""

from resolvers.validation.problem import Problem
from resolvers.validation.reading import read
from resolvers.validation.records import clocks, settled, validate

__all__ = ["Problem", "clocks", "read", "settled", "validate"]
