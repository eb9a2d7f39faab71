"""Deciders, as mails name them."""

from enum import Enum


class Decider(Enum):
    """Those who decide a case."""

    OWNER = "The space whose record it is."
    PARTNERS = "The partner networks."
    STEWARDS = "The stewards."
