"""The sentence for a code, in one of two languages, with its values put in."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from resolvers.messages.accounts import ACCOUNTS
from resolvers.messages.between import BETWEEN
from resolvers.messages.editorial import EDITORIAL
from resolvers.messages.moderation import MODERATION
from resolvers.messages.persons import PERSONS
from resolvers.messages.places import PLACES
from resolvers.messages.quotas import QUOTAS
from resolvers.messages.refusals import REFUSALS
from resolvers.messages.spaces import SPACES
from resolvers.messages.text import Text
from resolvers.messages.texts import TEXTS
from resolvers.messages.tokens import TOKENS
from resolvers.messages.values import VALUES

CATALOGUE: dict[str, Text] = {
    **REFUSALS,
    **TEXTS,
    **VALUES,
    **PLACES,
    **BETWEEN,
    **ACCOUNTS,
    **SPACES,
    **TOKENS,
    **PERSONS,
    **MODERATION,
    **EDITORIAL,
    **QUOTAS,
}
"""By code: what is said of it."""

NO_BREAK, NARROW_NO_BREAK = "\u00a0", "\u202f"
BEFORE_SIGN = re.compile(r"(?<=«) | (?=[;:!?»])")
"""Where French has a space at which no line may break."""


def message(code: str, language: str, values: Mapping[str, Any]) -> str:
    """What is said of a code in French, or in English where `language` is `en`.

    Values that the sentence does not tell are passed over. Raises KeyError for a code that the catalogue does not
    have, and for a value that the sentence needs and does not get.
    """
    return sentence(CATALOGUE[code], language, values)


def sentence(text: Text, language: str, values: Mapping[str, Any]) -> str:
    """The sentence of a text with its values, as `message` does."""
    return typeset(text, language).format_map({name: _written(each, language) for name, each in values.items()})


def template(code: str, language: str) -> str:
    """The sentence of a code with its placeholders."""
    return typeset(CATALOGUE[code], language)


@cache
def typeset(text: Text, language: str) -> str:
    """The sentence with its placeholders; French is set as typographers do, so that no catalogue need."""
    return text.en if language == "en" else BEFORE_SIGN.sub(NO_BREAK, text.fr)


def _written(value: Any, language: str) -> str:
    """A value within a sentence: whole numbers have their digits in groups of three."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", "," if language == "en" else NARROW_NO_BREAK)
    return "?" if value is None else str(value)
