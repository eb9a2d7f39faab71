"""Names of what a mail is about, of types that no text has which somebody wrote."""

from datetime import date
from typing import NamedTuple


class OfficialName(str):
    """A name as an official list has it: of a territory, or of a partner network."""

    __slots__ = ()


class TokenLabel(NamedTuple):
    """The label of an API token, without the name that somebody chose."""

    characters: str
    """The first that are its own."""
    given_on: date


class TokenLabels(tuple[TokenLabel, ...]):
    """Several of them."""

    __slots__ = ()
