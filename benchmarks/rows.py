"""The rows that every server of the benchmark reads: invented, the same at each run, as many as asked for."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import models
from models.folding import folded
from models.ids import derived

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
SUBJECTS = ("budget participatif", "concertation", "mobilité", "jardin partagé", "conseil citoyen", "forêt", "école")
ACTIONS = ("Co-construire", "Évaluer", "Animer", "Préparer", "Ouvrir", "Partager", "Relancer")
FORMS = ("Association", "Collectif", "Régie", "Fédération", "Conseil", "Atelier", "Maison")
CROWDED = models.ProjectStatus.PAUSED
"""The status of the projects that have a dozen participants each; the others have three or four."""

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Size:
    """How many rows there are of each kind."""

    actors: int = 30_000
    projects: int = 10_000
    resources: int = 20_000
    workshops: int = 2_000

    @classmethod
    def around(cls, actors: int) -> "Size":
        """As many actors, and everything that a page of projects shows in proportion."""
        return cls(actors, actors // 3, 0, 0)


@dataclass(frozen=True)
class Rows:
    """Rows of one table, as tuples of `columns`; a row is made when it is asked for."""

    model: type[models.Table]
    columns: tuple[str, ...]
    values: Iterator[Row]


class Generator:
    """Makes the rows of a commons of some size among the given communes and topics."""

    def __init__(self, size: Size, communes: list[tuple[str, str]], topics: list[str]) -> None:
        """Take communes as (id, name), and topics as ids."""
        self._size = size
        self._communes = communes
        self._topics = topics

    def tables(self) -> Iterator[Rows]:
        """All tables, in the order in which they refer to each other."""
        size = self._size
        deposited = ("id", "created_at", "updated_at", "state", "version")
        record = (*deposited, "demonstration", "licence")
        title = ("title", "title_sort", "summary")
        yield Rows(models.Actor, (*record, *ACTOR), self._actors())
        yield Rows(models.Project, (*record, *title, *PROJECT), self._projects())
        yield Rows(models.Participation, (*deposited, *PARTICIPATION), self._participations())
        yield Rows(models.ProjectTopic, ("project_id", "topic_id"), self._tagged("project", size.projects))
        yield Rows(models.Resource, (*record, *title, *RESOURCE), self._resources())
        yield Rows(models.ResourceAuthor, ("resource_id", "actor_id", "role"), self._authors())
        yield Rows(models.ResourceTopic, ("resource_id", "topic_id"), self._tagged("resource", size.resources))
        yield Rows(models.ResourceTerritory, ("resource_id", "territory_id"), self._concerned())
        yield Rows(models.Workshop, (*record, *title, *WORKSHOP), self._workshops())

    def _actors(self) -> Iterator[Row]:
        kinds = list(models.ActorKind)
        for number in range(self._size.actors):
            dice = random.Random(f"actor {number}")  # noqa: S311 - rows, not secrets
            commune, place = dice.choice(self._communes)
            name = f"{dice.choice(FORMS)} {dice.choice(SUBJECTS)} de {place} {number}"
            summary = f"{name} accompagne les habitants et les élus qui veulent décider ensemble."
            website = f"https://acteur-{number}.exemple.fr"
            yield (
                *_record("actor", number),
                dice.choice(kinds),
                name,
                folded(name),
                f"A{number}" if number % 3 else None,
                summary,
                website,
                commune,
            )

    def _projects(self) -> Iterator[Row]:
        phases, levels = list(models.ProjectPhase), list(models.ParticipationLevel)
        others = [status for status in models.ProjectStatus if status is not CROWDED]
        for number in range(self._size.projects):
            dice = random.Random(f"project {number}")  # noqa: S311
            _, place = dice.choice(self._communes)
            starts = date(2022, 1, 1) + timedelta(dice.randrange(2_000))
            yield (
                *_record("project", number),
                *_titled(f"{dice.choice(ACTIONS)} : {dice.choice(SUBJECTS)} à {place} {number}"),
                dice.choice(phases),
                CROWDED if _crowded(number) else dice.choice(others),
                dice.choice(levels),
                starts,
                starts + timedelta(400) if number % 4 else None,
                dice.randrange(1_000) * 10_000,
                "EUR",
                self._actor(dice),
            )

    def _participations(self) -> Iterator[Row]:
        roles = list(models.ParticipationRole)
        for number in range(self._size.projects):
            dice = random.Random(f"participation {number}")  # noqa: S311
            count = MOST_PARTICIPANTS if _crowded(number) else 3 + number % 2 + (number % 12 == 0)
            for place, actor in enumerate(dice.sample(range(self._size.actors), count)):
                yield (
                    *_deposited("participation", number * MOST_PARTICIPANTS + place),
                    _id("project", number),
                    _id("actor", actor),
                    dice.choice(roles),
                    date(2025, 1, 1 + number % 28),
                )

    def _resources(self) -> Iterator[Row]:
        kinds = [kind for kind in models.ResourceKind if kind not in {"EXPERIENCE_REPORT", "AID"}]
        for number in range(self._size.resources):
            dice = random.Random(f"resource {number}")  # noqa: S311
            yield (
                *_record("resource", number),
                *_titled(f"{dice.choice(FORMS)} : {dice.choice(ACTIONS)} {dice.choice(SUBJECTS)} {number}"),
                dice.choice(kinds),
                "fr",
                date(2020, 1, 1) + timedelta(dice.randrange(2_000)),
                _id("project", dice.randrange(self._size.projects)),
            )

    def _authors(self) -> Iterator[Row]:
        roles = list(models.AuthorRole)
        for number in range(self._size.resources):
            dice = random.Random(f"author {number}")  # noqa: S311
            for actor in dice.sample(range(self._size.actors), 1 + number % 2):
                yield _id("resource", number), _id("actor", actor), dice.choice(roles)

    def _tagged(self, prefix: str, count: int) -> Iterator[Row]:
        for number in range(count):
            dice = random.Random(f"{prefix} topics {number}")  # noqa: S311
            for topic in dice.sample(self._topics, 2):
                yield _id(prefix, number), topic

    def _concerned(self) -> Iterator[Row]:
        for number in range(self._size.resources):
            dice = random.Random(f"resource territory {number}")  # noqa: S311
            yield _id("resource", number), dice.choice(self._communes)[0]

    def _workshops(self) -> Iterator[Row]:
        formats = list(models.WorkshopFormat)
        for number in range(self._size.workshops):
            dice = random.Random(f"workshop {number}")  # noqa: S311
            starts = BEGIN + timedelta(hours=dice.randrange(8_000))
            commune, place = dice.choice(self._communes)
            yield (
                *_record("workshop", number),
                *_titled(f"Atelier {dice.choice(SUBJECTS)} à {place} {number}"),
                dice.choice(formats),
                starts,
                starts + timedelta(hours=2),
                "Europe/Paris",
                "fr",
                commune,
                _id("project", dice.randrange(self._size.projects)),
            )

    def _actor(self, dice: random.Random) -> str:
        return _id("actor", dice.randrange(self._size.actors))


ACTOR = ("kind", "name", "name_sort", "acronym", "summary", "website", "territory_id")
PROJECT = (
    "phase",
    "status",
    "participation_level",
    "starts_on",
    "ends_on",
    "budget_cents",
    "budget_currency",
    "holder_id",
)
MOST_PARTICIPANTS = 12
PARTICIPATION = ("project_id", "actor_id", "role", "since")
RESOURCE = ("kind", "language", "published_on", "project_id")
WORKSHOP = ("format", "starts_at", "ends_at", "time_zone", "language", "territory_id", "project_id")


def _crowded(number: int) -> bool:
    return number % 20 == 0


def _id(prefix: str, number: int) -> str:
    """Ids rise with the number, as those of a commons rise with time."""
    return derived(prefix, f"benchmark {number}", BEGIN + timedelta(milliseconds=number))


def _deposited(prefix: str, number: int) -> Row:
    moment = BEGIN + timedelta(seconds=number)
    return _id(prefix, number), moment, moment, "PUBLISHED", 1


def _record(prefix: str, number: int) -> Row:
    return *_deposited(prefix, number), True, "ETALAB_2_0"


def _titled(title: str) -> Row:
    return title, folded(title), f"{title} : ce qui a été fait, ce qui a marché et ce qui a échoué."
