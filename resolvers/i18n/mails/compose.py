"""Composes a mail from a text and untrusted values: no value appears outside its place."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models import SpaceRole
from resolvers.i18n.mails.decider import Decider
from resolvers.i18n.mails.english import ENGLISH
from resolvers.i18n.mails.french import FRENCH
from resolvers.i18n.mails.kinds import MAIL_VALUE_TYPES, VALUE_ORIGINS, MailKind, ValueOrigin
from resolvers.i18n.mails.language import MailLanguage
from resolvers.i18n.mails.names import TokenLabel, TokenLabels

LANGUAGES = {"fr": FRENCH, "en": ENGLISH}
LONGEST = 200
"""Characters of a value; what is longer is cut."""

LURE = re.compile(r"[/@]|\w{2,}\.[^\W\d_]{2,}")
"""Text that mail programs may show as a link: a name with it is left out, since a spammer may have written it."""
LINK = re.compile(r"https?://[!-~]+")

Value = str | SpaceRole | Decider | timedelta | date | TokenLabel | TokenLabels | None
"""None leaves out the paragraphs that would tell it."""


@dataclass(frozen=True, slots=True)
class ComposedMail:
    """A mail without its addresses: a subject of one line, and plain text that ends with a newline."""

    subject: str
    body: str


def compose(kind: MailKind, language: str, values: Mapping[str, Value]) -> ComposedMail:
    """The mail in a language (BCP 47), French where we have no texts in it.

    Raises KeyError for a value that the text needs and has not, and for one that has no known origin; TypeError for one
    that is not of its origin; ValueError for a `link` that is no web address.
    """
    spoken = LANGUAGES.get(language.partition("-")[0].lower(), FRENCH)
    said = {name: _said(spoken, name, value) for name, value in values.items() if value is not None}
    absent = [f"{{{name}}}" for name, value in values.items() if value is None]
    greeting = spoken.greeting if said.get("name", spoken.unnamed) != spoken.unnamed else spoken.plain_greeting
    subject, *paragraphs = spoken.texts[kind]
    told = [each for each in paragraphs if not any(name in each for name in absent)]
    body = "\n\n".join([greeting, *told, spoken.closing]) + "\n"
    return ComposedMail(subject.format_map(said), body.format_map(said))


def body_language(body: str) -> str:
    """The language (BCP 47) in which a body was composed, French for any other text."""
    first_word = body.partition(",")[0].partition(" ")[0]
    return next((tag for tag, each in LANGUAGES.items() if each.plain_greeting == f"{first_word},"), "fr")


def single_line(text: str) -> str:
    """The text on one line of at most LONGEST characters: no control, no invisible character, no half of a pair."""
    shown = "".join(_visible(character) for character in text[: 10 * LONGEST])
    line = " ".join(shown.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or category == "Cc":
        return " "
    return "" if category.startswith("C") else character


def _said(language: MailLanguage, name: str, value: Value) -> str:
    origin = VALUE_ORIGINS[name]
    if origin in MAIL_VALUE_TYPES and not isinstance(value, MAIL_VALUE_TYPES[origin]):
        raise TypeError(f"The value of {name} in a mail may be what somebody wrote.")
    if not isinstance(value, str) or isinstance(value, SpaceRole):
        return _in_words(language, value)
    if name == "link":
        return _link(value)
    text = single_line(value)
    if origin is ValueOrigin.DECIDER:
        return " ".join("…" if LURE.search(word) else word for word in text.split())
    return language.unnamed if not text or (origin is ValueOrigin.READER and LURE.search(text)) else text


def _in_words(language: MailLanguage, value: Value) -> str:
    if isinstance(value, TokenLabel | TokenLabels):
        return ", ".join(map(language.marked, [value] if isinstance(value, TokenLabel) else value))
    if isinstance(value, timedelta):
        return language.span(value)
    if isinstance(value, date):
        return language.day(value)
    return language.roles[value] if isinstance(value, SpaceRole) else language.deciders[Decider(value)]


def _link(value: str) -> str:
    if not LINK.fullmatch(value):
        raise ValueError("A link in a mail begins with https:// or http:// and has no spaces.")
    return value
