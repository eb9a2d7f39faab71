"""Avignon's participatory greening: twenty real projects, exactly as the city published them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from encommun.seed.insertion import Row
from encommun.seed.published import Line, lines
from encommun.seed.territories import territory_id
from encommun.seed.topics import topic_id
from models import ActorKind, Licence, ProjectPhase, ProjectStatus, TerritoryKind
from models.folding import folded
from models.ids import derived

FILE = "avignon_vegetalisation_participative.csv"
PUBLISHED_ON = date(2022, 11, 30)
MOMENT = datetime(2022, 11, 30, tzinfo=UTC)
SIREN = "218400075"
COMMUNE = "84007"

SOURCE = {
    "demonstration": False,
    "licence": Licence.LICENCE_OUVERTE,
    "source_name": "Ville d'Avignon, Végétalisation participative",
    "source_url": "https://github.com/sigavignon/opendata",
    "source_date": PUBLISHED_ON,
}

NAMED = {
    "id": "Identifiant",
    "status": "Statut du projet",
    "agreement_on": "Date de la convention",
    "works_status": "Statut des travaux",
    "works_planned_end_on": "Fin des travaux prévue",
    "visited_on": "Date de visite",
    "site_status": "Statut du site",
    "district": "Mairie de quartier",
    "geocoding_method": "Méthode de géocodage",
    "geocoding_score": "Fiabilité du géocodage",
    "commune_insee": "Commune (code INSEE)",
    "owner_siren": "Propriétaire de la donnée (SIREN)",
    "source": "Source",
    "licence": "Licence",
    "created_at": "Création de la donnée",
    "updated_at": "Mise à jour de la donnée",
}
"""French names of the published columns that no column of a project holds."""


def city_id() -> str:
    """The id of the actor "Ville d'Avignon" in every commons."""
    return derived("actor", f"siren:{SIREN}", MOMENT)


def project_id(line: Line) -> str:
    """The id that the project of a line has in every commons."""
    return derived("project", f"{SIREN}:{line['reference']}", MOMENT)


def city_rows() -> Iterator[Row]:
    """The city, holder of all twenty projects."""
    name = "Ville d'Avignon"
    yield {
        **SOURCE,
        "id": city_id(),
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "kind": ActorKind.LOCAL_AUTHORITY,
        "name": name,
        "name_sort": folded(name),
        "siren": SIREN,
        "territory_id": territory_id(TerritoryKind.COMMUNE, COMMUNE),
    }


def project_rows() -> Iterator[Row]:
    """One project for each line: finished sites, so a completed operation; the label is the title, as published."""
    for line in lines(FILE):
        yield {
            **SOURCE,
            "id": project_id(line),
            "created_at": MOMENT,
            "updated_at": MOMENT,
            "source_reference": line["reference"],
            "title": line["label"],
            "title_sort": folded(line["label"]),
            "description": _description(line),
            "phase": ProjectPhase.OPERATION,
            "status": ProjectStatus.COMPLETED,
            "starts_on": _day(line["requested_on"]),
            "ends_on": _day(line["works_ended_on"]),
            "longitude": float(line["longitude"]),
            "latitude": float(line["latitude"]),
            "holder_id": city_id(),
        }


def project_territory_rows() -> Iterator[Row]:
    """Every project lies in Avignon."""
    for line in lines(FILE):
        commune = territory_id(TerritoryKind.COMMUNE, line["commune_insee"])
        yield {"project_id": project_id(line), "territory_id": commune}


def project_topic_rows() -> Iterator[Row]:
    """Every project is about participatory greening."""
    for line in lines(FILE):
        yield {"project_id": project_id(line), "topic_id": topic_id("vegetalisation-participative")}


def _description(line: Line) -> str:
    """The other published fields, as a Markdown list; fields without a value are left out."""
    return "\n".join(f"- {name} : {line[column]}" for column, name in NAMED.items() if line[column])


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None
