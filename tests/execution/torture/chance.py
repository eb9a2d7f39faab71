"""Chance without randomness: the same place of the data always has the same number."""

from typing import NamedTuple
from zlib import crc32

from graphql import GraphQLError


class Place(NamedTuple):
    """The place of a value: its owner, its field, its position in lists."""

    owner: object
    field: str
    position: tuple[int, ...] = ()

    def number(self, below: int, salt: str = "") -> int:
        """A number from 0 to below - 1."""
        return crc32(f"{self.owner}/{self.field}/{self.position}/{salt}".encode()) % below

    def at(self, index: int) -> "Place":
        return self._replace(position=(*self.position, index))


def error_at(place: Place) -> Exception:
    """An error with a code, or one without."""
    if place.number(2, "code"):
        return ValueError(f"{place.field} of {place.owner} is broken.")
    return GraphQLError(f"{place.field} of {place.owner} is refused.", extensions={"code": f"CODE_{place.number(3)}"})
