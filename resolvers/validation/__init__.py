"""Validation of inputs: cleaned where that is safe, and otherwise refused, with all problems at once."""

from resolvers.validation.problem import Problem
from resolvers.validation.records import cross_field_problems, offset_problems, validate
from resolvers.validation.text_records import parse_record

__all__ = ["Problem", "cross_field_problems", "offset_problems", "parse_record", "validate"]
