"""A sentence in the two languages of the commons."""

from typing import NamedTuple


class Translations(NamedTuple):
    """The sentences of a code; names in braces stand for values, and are the same in both languages."""

    fr: str
    en: str
