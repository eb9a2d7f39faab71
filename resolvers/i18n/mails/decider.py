"""Who has decided what a mail tells of."""

from enum import Enum


class Decider(Enum):
    """Who decides about a case."""

    OWNER = "The space whose record it is."
    PARTNERS = "The partner networks."
    STEWARDS = "The stewards."
