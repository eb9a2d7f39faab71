"""Records that are harder to read than real ones: odd texts, ties, nulls, and every closed list used up."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

import models
from encommun.seed.networks import network_id, network_slugs
from encommun.seed.territories import territory_id
from encommun.seed.topics import topic_id
from models import ids
from models.folding import folded

Row = dict[str, Any]

NAMES = (
    "100 % local",
    "100 _ local",
    "L'Œuvre d'été",
    "l’œuvre d'ÉTÉ",
    "OEUVRE D ETE",
    "Cafe\u0301 des aînés",
    "CAFÉ DES AÎNÉS",
    'Dits « droits » et "droits"',
    "back\\slash \\% \\_",
    "O'Brien'); DROP TABLE actor; --",
    "a*b?[c]-d^e|f.g+h",
    "Jardin 🌱 partagé",
    "Straße ẞ",
    "İstanbul ıi",
    "日本 – ＡＢＣ",
    "  deux  blancs  ",
    "\ttabulation\net ligne",
    "z",
    "z",
    "z",
    "",
    "\x7f\u200b",
)
DEPOSITED = ("actor", "membership", "participation", "project", "resource", "workshop")
MOMENT = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
MOMENTS = (
    MOMENT,
    MOMENT,
    MOMENT + timedelta(microseconds=1),
    MOMENT + timedelta(microseconds=500_000),
    MOMENT - timedelta(days=700),
)
FOR_EVER = datetime(9999, 12, 31, tzinfo=UTC)
DAYS = (None, date(2024, 2, 29), date(2026, 1, 1), None, date(2026, 1, 1), date(1900, 1, 1), date(9999, 12, 31))
NUMBERS = (None, 0, 1, 1, 2**31 - 1, None, 7)
CENTS = (None, 0, 2**31, 2**53 - 1, 5, 5, None)
DEGREES = (None, 0.0, -0.5, 4.8055, 179.999, None)


async def insert_edge_cases(engine: AsyncEngine) -> None:
    """Add them, and have what the seed features be under way whenever that is asked."""
    async with engine.begin() as connection:
        await connection.execute(update(models.Feature).values(starts_at=MOMENTS[-1], ends_at=FOR_EVER))
        for table, rows in edge_case_rows():
            for row in rows:
                await connection.execute(insert(table).values(row))


def edge_case_rows() -> Iterator[tuple[Any, list[Row]]]:
    """Tables in an order in which they can be filled, with their rows."""
    actors = list(_actors())
    projects = list(_projects(actors))
    resources = list(_resources(projects))
    workshops = list(_workshops(projects))
    contacts = list(_contacts(actors))
    records: list[tuple[Any, list[Row]]] = [
        (models.Actor, actors[:3]),
        (models.Space, list(_spaces(actors))),
        (models.Actor, _owned(actors[3:])),
        (models.Contact, contacts),
        (models.Consent, list(_consents(contacts))),
        (models.Project, _owned(projects)),
        (models.Resource, _owned(resources)),
        (models.ExperienceReport, list(_reports(resources))),
        (models.Workshop, _owned(workshops)),
        (models.Change, list(_changes())),
        (models.ReviewCase, list(_cases())),
        (models.Seal, list(_seals(resources))),
        (models.ProjectInspiration, _inspirations(projects)),
        (models.ProjectReuse, _reuses(projects, resources)),
        (models.Decision, list(_decisions())),
        (models.Collection, list(_collections())),
        (models.CollectionNetwork, list(_ties(network_slugs()[:2]))),
        (models.CollectionInvitation, list(_ties(network_slugs()[2:3]))),
        (models.CollectionItem, list(_items(projects, resources, workshops))),
        (models.Feature, list(_features(projects))),
        (models.Membership, _owned(list(_memberships(actors)))),
        (models.Participation, _owned(list(_participations(projects[0], actors)))),
        (
            models.ResourceAuthor,
            [
                {"resource_id": resource["id"], "actor_id": actor["id"], "role": role}
                for resource, actor, role in zip(resources, reversed(actors), cycle(models.AuthorRole), strict=False)
            ],
        ),
        (
            models.WorkshopHost,
            [
                {"workshop_id": workshops[0]["id"], "actor_id": actor["id"], "role": role}
                for actor, role in zip(actors, cycle(models.HostRole), strict=False)
            ],
        ),
    ]
    for model, rows in records:
        yield models.Table.metadata.tables[str(model.__tablename__)], rows


def _spaces(actors: list[Row]) -> Iterator[Row]:
    for number, actor in enumerate(actors[:3]):
        dated = {"created_at": MOMENT, "updated_at": MOMENTS[number], "verified_at": [None, *MOMENTS][number]}
        yield {"id": odd_id("space", number), **dated, "actor_id": actor["id"], "network_id": None}
    for number, slug in enumerate(network_slugs()[:2], start=3):
        dated = {"created_at": MOMENT, "updated_at": MOMENT, "verified_at": MOMENT}
        yield {"id": odd_id("space", number), **dated, "actor_id": None, "network_id": network_id(slug)}


def _owned(rows: list[Row]) -> list[Row]:
    """Some of the records deposited by the spaces, at some version."""
    spaces = cycle([None, *(odd_id("space", number) for number in range(3))])
    return [{**row, "space_id": next(spaces), "version": 1 + number % 4} for number, row in enumerate(rows)]


def _contacts(actors: list[Row]) -> Iterator[Row]:
    """Everyone may know them, for the oracle sees what a visitor sees: those of persons are on no basis but theirs."""
    kinds, bases = cycle(models.ContactKind), cycle(models.LegalBasis)
    of_persons = cycle(each for each in models.LegalBasis if each is not models.LegalBasis.NOT_PERSONAL)
    for number, (actor, name) in enumerate(zip(actors, NAMES, strict=False)):
        yield {
            "id": odd_id("contact", number),
            "created_at": MOMENT,
            "updated_at": MOMENTS[number % len(MOMENTS)],
            "actor_id": actor["id"],
            "kind": next(kinds),
            "value": name,
            "label": None if number % 3 else name,
            "audience": "EVERYONE",
            "basis": next(of_persons if actor["kind"] in models.PERSONS else bases),
            "space_id": odd_id("space", number % 3) if number % 2 else None,
        }


def _consents(contacts: list[Row]) -> Iterator[Row]:
    """Without one, a contact that rests on consent is not for a visitor."""
    for number, contact in enumerate(contacts):
        if contact["basis"] == models.LegalBasis.CONSENT:
            given = {"purpose": "PUBLICATION", "given_at": MOMENT, "evidence": "", "recorded_at": MOMENT}
            yield {"id": odd_id("consent", number), "contact_id": contact["id"], **given}


def _changes() -> Iterator[Row]:
    """Of every deposited type some, but of contacts, whose history no visitor reads.

    Of the first record several, and of the next ones one.
    """
    kinds, networks = cycle(models.ChangeKind), cycle([None, *map(network_id, network_slugs())])
    places = [(prefix, max(0, place - 4)) for prefix in DEPOSITED for place in range(8)]
    for number, (prefix, place) in enumerate(places):
        yield {
            "id": odd_id("change", number),
            "created_at": MOMENTS[number % len(MOMENTS)],
            "updated_at": MOMENT,
            "kind": next(kinds),
            "node_id": odd_id(prefix, place),
            "network_id": next(networks),
            "version": number,
            "state": "PUBLISHED",
            "fields": {
                "title": [None, NAMES[number % len(NAMES)]],
                "starts_on": ["2024-02-29", None],
                "topics": [[], ["x"]],
            },
            "space_id": odd_id("space", number % 3),
            "request_id": f"request {number % 5}",
        }


def _seals(resources: list[Row]) -> Iterator[Row]:
    """Of every network on some resources, in force and withdrawn."""
    kinds = cycle(models.SealKind)
    for number, (resource, slug) in enumerate(zip(cycle(resources[:5]), network_slugs() * 3, strict=False)):
        yield {
            "id": odd_id("seal", number),
            "version": number % 3 + 1,
            "created_at": MOMENTS[number % len(MOMENTS)],
            "updated_at": MOMENT,
            "resource_id": resource["id"],
            "network_id": network_id(slug),
            "kind": next(kinds),
            "text": NAMES[number],
            "withdrawn_at": MOMENTS[number % len(MOMENTS)] if number % 2 else None,
        }


def _inspirations(projects: list[Row]) -> list[Row]:
    """The first inspired many, and one was inspired by many."""
    first, *others = projects[:9]
    return [
        *({"project_id": each["id"], "inspired_by_id": first["id"]} for each in others),
        *({"project_id": others[0]["id"], "inspired_by_id": each["id"]} for each in others[1:]),
    ]


def _reuses(projects: list[Row], resources: list[Row]) -> list[Row]:
    return [
        {"project_id": project["id"], "resource_id": resource["id"]}
        for project in projects[:3]
        for resource in resources[: 3 + len(project["title"]) % 3]
    ]


TERRITORIES = [territory_id(models.TerritoryKind.COMMUNE, code) for code in ("2A004", "2B033")]
TOPICS = list(map(topic_id, ("publics", "instances", "methodes")))
POLICY = ids.derived("policy", "REPORT  1", datetime(2026, 1, 1, tzinfo=UTC))


def _cases() -> Iterator[Row]:
    """One on a record of each type; no visitor sees them, but what they came to."""
    for number, prefix in enumerate((*DEPOSITED, "contact")):
        yield {
            "id": odd_id("case", number),
            "created_at": MOMENT,
            "updated_at": MOMENT,
            "kind": "REPORT",
            "node_id": odd_id(prefix, number),
            "type_name": prefix.capitalize(),
            "version": 1,
            "stage": "DECIDED",
            "panel": "FRESH",
            "policy_id": POLICY,
            "opened_at": MOMENT,
            "due_at": MOMENT,
        }


def _decisions() -> Iterator[Row]:
    """Two on each case, the second of which supersedes the first."""
    kinds, verdicts, panels = cycle(models.CaseKind), cycle(models.Verdict), cycle(models.Panel)
    for number, case in enumerate(case for case in _cases() for _ in range(2)):
        again = number % 2
        yield {
            "id": odd_id("decision", number),
            "created_at": MOMENTS[number % len(MOMENTS)],
            "updated_at": MOMENT,
            "case_id": case["id"],
            "kind": next(kinds),
            "node_id": case["node_id"],
            "round": 1 + again,
            "verdict": next(verdicts),
            "opened_at": MOMENT - timedelta(hours=number),
            "decided_at": MOMENTS[number % 3],
            "grounds": [str(each) for each in list(models.Ground)[: number % 4]],
            "counts": {"APPROVE": number},
            "networks": [network_id(slug) for slug in network_slugs()[: number % 3]],
            "panel": next(panels),
            "by_stewards": number % 5 == 0,
            "supersedes": odd_id("decision", number - 1) if again else None,
            "appealable_until": MOMENT if number % 3 else None,
        }


def _collections() -> Iterator[Row]:
    """Everyone sees them, for the oracle sees what a visitor sees."""
    for number, name in enumerate(NAMES):
        yield {
            "id": odd_id("collection", number),
            "created_at": MOMENT,
            "updated_at": MOMENTS[number % len(MOMENTS)],
            "title": name,
            "title_sort": folded(name),
            "introduction": None if number % 3 else name,
            "state": "PUBLISHED",
            "version": 1 + number % 4,
            "space_id": odd_id("space", 3 + number % 2) if number % 5 else None,
        }


def _ties(slugs: list[str]) -> Iterator[Row]:
    """Each collection with one of the networks."""
    for number, _ in enumerate(NAMES):
        network = network_id(slugs[number % len(slugs)])
        yield {"collection_id": odd_id("collection", number), "network_id": network}


def _items(*kinds: list[Row]) -> Iterator[Row]:
    """In the first collection many, in the next ones two or three, in some a record that is not there."""
    for number, _ in enumerate(NAMES):
        nodes = [row["id"] for rows in kinds for row in (rows[:8] if number == 0 else rows[number % 7 :][:1])]
        nodes += [odd_id("contact", 1_000)] if number % 4 == 0 else []
        for position, node in enumerate(reversed(nodes), start=1):
            own = {"collection_id": odd_id("collection", number), "position": position}
            yield {**own, "node_id": node, "annotation": NAMES[number] if position % 2 else None}


def _features(projects: list[Row]) -> Iterator[Row]:
    """All under way whenever that is asked, on territories, topics or both."""
    networks = cycle(map(network_id, network_slugs()[:3]))
    for number, project in enumerate(projects):
        yield {
            "id": odd_id("feature", number),
            "created_at": MOMENT,
            "updated_at": MOMENTS[number % len(MOMENTS)],
            "node_id": project["id"],
            "territory_id": TERRITORIES[number % len(TERRITORIES)] if number % 3 else None,
            "topic_id": TOPICS[number % len(TOPICS)] if number % 2 or number % 3 == 0 else None,
            "starts_at": MOMENTS[number % len(MOMENTS)],
            "ends_at": FOR_EVER,
            "network_id": next(networks),
        }


def odd_id(prefix: str, number: int) -> str:
    """The id of an oddity."""
    return ids.derived(prefix, f"odd {number}", MOMENT)


def _records(prefix: str, text: str, count: int) -> Iterator[Row]:
    for number, (name, created, updated) in enumerate(
        zip(_taken(NAMES, count), cycle(MOMENTS), cycle(MOMENTS[1:]), strict=False)
    ):
        yield {
            "id": odd_id(prefix, number),
            "created_at": created,
            "updated_at": updated,
            text: name,
            f"{text}_sort": folded(name),
            "demonstration": number % 3 == 0,
            "licence": list(models.Licence)[number % len(models.Licence)],
            "source_date": DAYS[number % len(DAYS)],
        }


def _taken(values: Any, count: int) -> list[Any]:
    return [value for value, _ in zip(cycle(values), range(count), strict=False)]


def _actors() -> Iterator[Row]:
    kinds = cycle(models.ActorKind)
    for number, row in enumerate(_records("actor", "name", len(NAMES))):
        codes = {"siren": "732829320", "rna": "W751000001"} if number == 3 else {}
        yield {**row, "kind": next(kinds), **codes}


def _projects(actors: list[Row]) -> Iterator[Row]:
    levels = cycle([None, *models.ParticipationLevel])
    phases, statuses = cycle(models.ProjectPhase), cycle(models.ProjectStatus)
    for number, row in enumerate(_records("project", "title", len(NAMES))):
        yield {
            **row,
            "phase": next(phases),
            "status": next(statuses),
            "participation_level": next(levels),
            "starts_on": DAYS[number % len(DAYS)],
            "ends_on": DAYS[-1 - number % len(DAYS)],
            "budget_cents": CENTS[number % len(CENTS)],
            "budget_currency": "EUR",
            "longitude": DEGREES[number % len(DEGREES)],
            "latitude": DEGREES[-1 - number % len(DEGREES)],
            "holder_id": actors[number // 3]["id"] if number % 4 else None,
        }


def _resources(projects: list[Row]) -> Iterator[Row]:
    kinds = cycle(kind for kind in models.ResourceKind if kind is not models.ResourceKind.AID)
    for number, row in enumerate(_records("resource", "title", len(NAMES))):
        yield {
            **row,
            "kind": next(kinds),
            "language": ("fr", "en", "br")[number % 3],
            "published_on": DAYS[number % len(DAYS)],
            "expires_on": DAYS[-1 - number % len(DAYS)],
            "project_id": projects[number // 5]["id"] if number % 2 else None,
            "derived_from_id": odd_id("resource", number // 4) if number > 3 else None,
        }


def _reports(resources: list[Row]) -> Iterator[Row]:
    cost = cycle(CENTS)
    for number, row in enumerate(each for each in resources if each["kind"] == "EXPERIENCE_REPORT"):
        yield {
            "resource_id": row["id"],
            "participation_level": list(models.ParticipationLevel)[number],
            "purposes": list(models.ReportPurpose)[: number * 3],
            "recruitment": list(models.Recruitment)[number],
            "interaction": list(models.Interaction)[number],
            "decision_method": list(models.DecisionMethod)[number],
            "outputs": [],
            "cost_cents": next(cost),
            "what_worked": "",
            "what_failed": "# *tout*\n\n<script>alert(1)</script>",
            "reuse_conditions": "néant",
            "formally_evaluated": bool(number % 2),
        }


def _workshops(projects: list[Row]) -> Iterator[Row]:
    formats = cycle(models.WorkshopFormat)
    for number, row in enumerate(_records("workshop", "title", 12)):
        starts = MOMENTS[number % len(MOMENTS)]
        yield {
            **row,
            "format": next(formats),
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=2),
            "time_zone": "Europe/Paris",
            "capacity": NUMBERS[number % len(NUMBERS)],
            "language": "fr",
            "project_id": projects[0]["id"],
        }


def _memberships(actors: list[Row]) -> Iterator[Row]:
    roles = cycle(models.MembershipRole)
    for number in range(24):
        host = {"organisation_id": actors[5]["id"]} if number < 12 else {"network_id": network_id(network_slugs()[0])}
        yield {
            "id": odd_id("membership", number),
            "created_at": MOMENT,
            "updated_at": MOMENT,
            "member_id": actors[number % 2]["id"],
            "organisation_id": None,
            "network_id": None,
            **host,
            "role": next(roles),
            "since": DAYS[number % len(DAYS)],
            "until": DAYS[-1 - number % len(DAYS)],
        }


def _participations(project: Row, actors: list[Row]) -> Iterator[Row]:
    """One actor in every role, and every other in one."""
    roles = cycle(models.ParticipationRole)
    every = list(models.ParticipationRole)
    dated = {"created_at": MOMENT, "updated_at": MOMENT, "project_id": project["id"]}
    for number, role in enumerate(every):
        own = {"id": odd_id("participation", number), "actor_id": actors[0]["id"]}
        yield {**own, **dated, "role": role, "since": DAYS[1]}
    for number, actor in enumerate(actors[1:]):
        yield {
            "id": odd_id("participation", len(every) + number),
            **dated,
            "actor_id": actor["id"],
            "role": next(roles),
            "since": DAYS[number % len(DAYS)],
        }
