"""The two rows that a request stores, and the statements that store them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from models import ids
from models.folding import folded

DEPOSITED = ("id", "created_at", "updated_at", "state", "version", "space_id", "demonstration", "licence")
ACTOR = (*DEPOSITED, "kind", "name", "name_sort", "acronym", "summary", "website", "territory_id")
CHANGE = (
    *("id", "created_at", "updated_at", "kind", "node_id", "version", "state", "fields"),
    *("space_id", "network_id", "token_id", "request_id"),
)
WRITER = "SELECT s.id, s.network_id, t.id FROM space s JOIN api_token t ON t.network_id = s.network_id"
POSITION = "(SELECT coalesce(max(position), 0) + 1 FROM change WHERE position IS NOT NULL)"
"""The position of an entry where one unit writes at a time; elsewhere a publisher gives it after the commit."""
TERRITORY = "(SELECT id FROM territory WHERE kind = 'COMMUNE' AND code = {place})"

Values = tuple[Any, ...]


@dataclass(frozen=True)
class Statements:
    """What is sent for each request: the first gives the actor's territory, which the second's values tell."""

    actor: str
    change: str


def statements(place: str, **computed: str) -> Statements:
    """With the engine's placeholders: `place` formats a number, from 1; `computed` are journal columns in SQL."""
    places = [place.format(number) for number in range(1, len(ACTOR) + 1)]
    places[-1] = TERRITORY.format(place=places[-1])
    actor = f"INSERT INTO actor ({', '.join(ACTOR)}) VALUES ({', '.join(places)}) RETURNING territory_id"  # noqa: S608
    places = [place.format(number) for number in range(1, len(CHANGE) + 1)]
    columns, values = ", ".join((*CHANGE, *computed)), ", ".join((*places, *computed.values()))
    return Statements(actor, f"INSERT INTO change ({columns}) VALUES ({values})")  # noqa: S608


def actor(given: dict[str, Any], space: str, now: Any) -> Values:
    """The values of the first statement; `now` as the driver takes it."""
    name, told = given["name"], (given["acronym"], given["summary"], given["website"], given["territory"]["commune"])
    kept = (ids.new("actor"), now, now, "DRAFT", 1, space, False, "ETALAB_2_0")
    return *kept, given["kind"], name, folded(name), *told


def change(stored: Values, territory: str, writer: Values, now: Any) -> Values:
    """The values of the second statement, of an actor that was stored in `territory`."""
    space, network, token = writer
    values = dict(zip(ACTOR, stored, strict=True))
    told = {name: [None, values[name]] for name in ("kind", "name", "acronym", "summary", "website")}
    fields = orjson.dumps({**told, "territory_id": [None, territory]}).decode()
    kept = ("CREATED", values["id"], 1, "DRAFT", fields, space, network, token)
    return ids.new("change"), now, now, *kept, ids.new("request")


def moment_text(now: datetime) -> str:
    """A moment as SQLite stores it."""
    return f"{now:%Y-%m-%d %H:%M:%S.%f}"
