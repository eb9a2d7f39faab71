"""The data of the commons: official territories, published records, thesaurus, and demonstration content."""

from encommun.seed.fill import fill
from encommun.seed.insertion import Report, silent
from encommun.seed.removal import remove_demonstration

__all__ = ["Report", "fill", "remove_demonstration", "silent"]
