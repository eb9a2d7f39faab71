"""The words that a language must have so that mails can be written in it, read from its TOML file."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Literal

from models import SpaceRole
from resolvers.i18n.mails.decider import Decider
from resolvers.i18n.mails.kinds import MailKind
from resolvers.i18n.mails.names import TokenLabel

Unit = Literal["day", "hour", "minute"]
MailTexts = Mapping[MailKind, tuple[str, ...]]
"""For each mail its subject and its paragraphs, with `{names}` where values go; a link is a paragraph of its own."""

UNITS: tuple[tuple[Unit, timedelta], ...] = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)))


@dataclass(frozen=True, slots=True)
class MailLanguage:
    """A language in which the commons writes."""

    greeting: str
    """With `{name}`."""
    plain_greeting: str
    """To who gave no name."""
    unnamed: str
    """The text in place of a missing name."""
    closing: str
    """With `{commons}`."""
    texts: MailTexts
    roles: Mapping[SpaceRole, str]
    """The rights of each role in a space, as a continuation of "there you can"."""
    deciders: Mapping[Decider, str]
    """The deciders, as a continuation of "by"."""
    units: Mapping[Unit, tuple[str, str]]
    """One, and several."""
    day: Callable[[date], str]
    """A day as it is written."""
    mark: str
    """A token, with `{characters}` and `{day}`."""

    def marked(self, token: TokenLabel) -> str:
        """Return the label of a token in a mail."""
        return self.mark.format(characters=token.characters, day=self.day(token.given_on))

    def span(self, length: timedelta) -> str:
        """A length of time in whole units, rounded down: two days and more in days, two hours and more in hours."""
        for unit, size in UNITS:
            if length >= 2 * size:
                return self._counted(length // size, unit)
        if length == timedelta(hours=1):
            return self._counted(1, "hour")
        return self._counted(max(length // timedelta(minutes=1), 1), "minute")

    def _counted(self, count: int, unit: Unit) -> str:
        one, several = self.units[unit]
        return f"{count}\N{NO-BREAK SPACE}{one if count == 1 else several}"


def read_language(name: str, day: Callable[[date], str], typeset: Callable[[str], str] = str) -> MailLanguage:
    """Read `{name}.toml`, in whose mails each line is a paragraph; raises KeyError for words that are missing."""
    words = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return MailLanguage(
        **{each: typeset(phrase) for each, phrase in words["phrases"].items()},
        texts={kind: tuple(map(typeset, words["mails"][kind.name].splitlines())) for kind in MailKind},
        roles={role: words["roles"][role.name] for role in SpaceRole},
        deciders={decider: words["deciders"][decider.name] for decider in Decider},
        units={unit: tuple(forms) for unit, forms in words["units"].items()},
        day=day,
    )
