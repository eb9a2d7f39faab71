"""The sentence for a code, in one of two languages, with its values put in."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from resolvers.i18n.messages.accounts import ACCOUNTS
from resolvers.i18n.messages.cross_field import BETWEEN
from resolvers.i18n.messages.editorial import EDITORIAL
from resolvers.i18n.messages.file_lines import FILE_LINES
from resolvers.i18n.messages.moderation import MODERATION
from resolvers.i18n.messages.privacy import PERSONS
from resolvers.i18n.messages.quotas import QUOTAS
from resolvers.i18n.messages.refusals import REFUSALS
from resolvers.i18n.messages.spaces import SPACES
from resolvers.i18n.messages.territory_codes import PLACES
from resolvers.i18n.messages.texts import TEXTS
from resolvers.i18n.messages.tokens import TOKENS
from resolvers.i18n.messages.translations import Translations
from resolvers.i18n.messages.values import VALUES

CATALOGUE: dict[str, Translations] = {
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
    **FILE_LINES,
}
"""All messages, by code."""

NO_BREAK, NARROW_NO_BREAK = "\u00a0", "\u202f"
BEFORE_SIGN = re.compile(r"(?<=«) | (?=[;:!?»])")
"""Places at which French has a no-break space."""


def message(code: str, language: str, values: Mapping[str, Any]) -> str:
    """Return the message of a code in French, or in English if `language` is `en`.

    Values that the sentence does not name are ignored. Raises KeyError for an unknown code, and for a missing value.
    """
    return template(code, language).format_map({name: _written(each, language) for name, each in values.items()})


@cache
def template(code: str, language: str) -> str:
    """Return the sentence of a code with its placeholders; French gets its no-break spaces here."""
    text = CATALOGUE[code]
    return text.en if language == "en" else BEFORE_SIGN.sub(NO_BREAK, text.fr)


def _written(value: Any, language: str) -> str:
    """A value within a sentence: whole numbers have their digits in groups of three."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", "," if language == "en" else NARROW_NO_BREAK)
    return "?" if value is None else str(value)
