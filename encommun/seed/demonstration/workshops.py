"""Demonstration workshops: past and to come around the base date, at the local time of their place."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import models
from encommun.seed.demonstration.block import BASE, Block, place_id, sourced, stamps, titled
from encommun.seed.demonstration.cast import Cast, Player
from encommun.seed.demonstration.dice import Deck, Dice
from encommun.seed.demonstration.french import bullets
from encommun.seed.demonstration.places import zone
from encommun.seed.demonstration.projects import ProjectStory
from encommun.seed.demonstration.texts import table
from encommun.seed.registry import Place
from encommun.seed.topics import topic_id
from models import ActorKind, HostRole, TerritoryKind, WorkshopFormat

PER_BLOCK = 40
OVERSEAS = 7
"""One workshop in so many is held overseas."""

HOURS = ((time(9), 360), (time(9, 30), 150), (time(14), 180), (time(17, 30), 120), (time(18), 90), (time(18, 30), 120))
"""When a workshop begins on the clock of its place, and how many minutes it lasts."""

SUNDAY, AUGUST = 6, 8
HOLIDAYS = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
"""Months and days on which no one meets."""

FORMATS = ((WorkshopFormat.ON_SITE, 5), (WorkshopFormat.ONLINE, 3), (WorkshopFormat.HYBRID, 2))
CALL = "https://example.org/visio/"

HOSTS = {
    HostRole.ORGANISER: (ActorKind.ASSOCIATION, ActorKind.LOCAL_AUTHORITY, ActorKind.STATE_SERVICE, ActorKind.RESEARCH),
    HostRole.FACILITATOR: (ActorKind.COMPANY, ActorKind.PUBLIC_OFFICER, ActorKind.ASSOCIATION),
    HostRole.SPEAKER: (ActorKind.RESEARCH, ActorKind.ELECTED_OFFICIAL, ActorKind.CITIZEN),
    HostRole.VENUE: (ActorKind.LOCAL_AUTHORITY, ActorKind.ASSOCIATION),
}
"""The kinds of actors by role."""


def workshops(block: Block, cast: Cast, told: list[ProjectStory]) -> None:
    """Adds the rows of a block's workshops."""
    dice = block.dice("workshops")
    subjects = Deck[dict[str, Any]](table("workshops")["workshops"], dice)
    for index in range(PER_BLOCK):
        key, subject = block.id("workshop", "workshop", index), subjects.next()
        form = _format(subject, dice)
        project = dice.pick(told) if dice.chance(0.3) else None
        place = _place(block, index, project, dice)
        row = {
            "id": key,
            **titled(subject["title"]),
            "summary": subject["summary"],
            "description": f"## Programme\n\n{bullets(subject['programme'])}",
            **_time(place, dice),
            **_form(key, form, dice),
            "language": "fr",
            "territory_id": place_id(place),
            "project_id": project.id if project and project.place == place else None,
        }
        entered = row["starts_at"].date() - timedelta(days=dice.between(20, 90))
        block.add(models.Workshop, {**row, **sourced(), **stamps(entered, dice)})
        block.tag(models.WorkshopTopic, "workshop_id", key, [topic_id(topic) for topic in subject["topics"]])
        _hosts(block, key, form, cast, dice)


def _format(subject: dict[str, Any], dice: Dice) -> WorkshopFormat:
    """One of the formats that the subject asks for, or any."""
    return WorkshopFormat(dice.pick(subject["formats"])) if "formats" in subject else dice.weighted(FORMATS)


def _place(block: Block, index: int, project: ProjectStory | None, dice: Dice) -> Place:
    """A commune: overseas in turn, else that of the project, else any."""
    if index % OVERSEAS == OVERSEAS - 1:
        return block.places.draw(dice, ["OVERSEAS"])
    if project and project.place.kind is TerritoryKind.COMMUNE:
        return project.place
    return block.places.draw(dice, ["VILLAGE", "TOWN"])


def _time(place: Place, dice: Dice) -> dict[str, Any]:
    """Beginning and end in UTC, across daylight saving, with the zone in which people meet."""
    (hour, minutes), zone_name = dice.pick(HOURS), zone(place)
    starts_at = datetime.combine(_day(dice), hour, ZoneInfo(zone_name)).astimezone(UTC)
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=minutes), "time_zone": zone_name}


def _day(dice: Dice) -> date:
    """A day within ten months of BASE, neither a Sunday nor a public holiday nor in August."""
    while True:
        day = BASE + timedelta(days=dice.between(-300, 310))
        if day.weekday() != SUNDAY and day.month != AUGUST and (day.month, day.day) not in HOLIDAYS:
            return day


def _form(key: str, form: WorkshopFormat, dice: Dice) -> dict[str, Any]:
    online, on_site = form is not WorkshopFormat.ON_SITE, form is not WorkshopFormat.ONLINE
    limited = on_site or dice.chance(0.6)
    return {
        "format": form,
        "place": dice.pick(table("workshops")["venues"]) if on_site else None,
        "online_url": CALL + key.rpartition("_")[2] if online else None,
        "capacity": dice.pick((12, 16, 20, 24, 30, 40, 60, 80, 120)) if limited else None,
    }


def _hosts(block: Block, key: str, form: WorkshopFormat, cast: Cast, dice: Dice) -> None:
    """An organiser, mostly a facilitator, sometimes a speaker, and who lends the place; all different."""
    roles = {HostRole.ORGANISER: 1.0, HostRole.FACILITATOR: 0.8, HostRole.SPEAKER: 0.4, HostRole.VENUE: 0.6}
    if form is WorkshopFormat.ONLINE:
        del roles[HostRole.VENUE]
    hosts: dict[str, HostRole] = {}
    for role, probability in roles.items():
        if dice.chance(probability):
            hosts.setdefault(_host(role, cast, dice).id, role)
    for actor_id, role in hosts.items():
        block.add(models.WorkshopHost, {"workshop_id": key, "actor_id": actor_id, "role": role})


def _host(role: HostRole, cast: Cast, dice: Dice) -> Player:
    """Organisations organise and lend places; whoever is fit leads and speaks."""
    organising = role in (HostRole.ORGANISER, HostRole.VENUE)
    return dice.skewed(cast.hosts(*HOSTS[role]) if organising else cast.of(*HOSTS[role]))
