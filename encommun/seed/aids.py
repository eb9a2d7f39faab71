"""The aids of Aides-territoires for peri-urban territories: 274 real records, exactly as published."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from encommun.seed.insertion import Row
from encommun.seed.published import Line, lines
from models import AidType, Licence, Recurrence, ResourceKind
from models.folding import folded
from models.ids import derived

FILE = "aides_territoires_periurbain.csv"
PUBLISHED_ON = date(2022, 11, 8)
MOMENT = datetime(2022, 11, 8, tzinfo=UTC)

TYPES = {
    "Subvention": AidType.GRANT,
    "Prêt": AidType.LOAN,
    "Avance récupérable": AidType.RECOVERABLE_ADVANCE,
    "Certificat d'économie d'énergie (CEE)": AidType.ENERGY_CERTIFICATE,
    "Autre aide financière": AidType.OTHER_FINANCIAL,
    "Ingénierie technique": AidType.TECHNICAL_ENGINEERING,
    "Ingénierie financière": AidType.FINANCIAL_ENGINEERING,
    "Ingénierie Juridique / administrative": AidType.LEGAL_ENGINEERING,
}
RECURRENCES = {"Permanente": Recurrence.PERMANENT, "Ponctuelle": Recurrence.ONE_OFF, "Récurrente": Recurrence.RECURRING}


def aid_id(line: Line) -> str:
    """The id that the aid of a line has in every commons; the address is its key, since names repeat."""
    return derived("resource", line["url"], MOMENT)


def resource_rows() -> Iterator[Row]:
    """One resource for each aid; after the closing date, if any, its content no longer holds."""
    for line in lines(FILE):
        yield {
            "id": aid_id(line),
            "created_at": MOMENT,
            "updated_at": MOMENT,
            "demonstration": False,
            "licence": Licence.ETALAB_2_0,
            "source_name": "Aides-territoires",
            "source_url": line["url"],
            "source_date": PUBLISHED_ON,
            "kind": ResourceKind.AID,
            "title": line["name"],
            "title_sort": folded(line["name"]),
            "url": line["url"],
            "language": "fr",
            "expires_on": _closing(line),
        }


def aid_rows() -> Iterator[Row]:
    """Yield the details of each aid: funders, audiences, types, recurrence and closing date."""
    for line in lines(FILE):
        yield {
            "resource_id": aid_id(line),
            "funders": line["funders"].split(";"),
            "audiences": line["audiences"].split(";"),
            "types": [TYPES[label] for label in line["aid_types"].split(";")],
            "call_for_projects": line["call_for_projects"] == "true",
            "recurrence": RECURRENCES[line["recurrence"]],
            "closes_on": _closing(line),
        }


def _closing(line: Line) -> date | None:
    return date.fromisoformat(line["closes_on"]) if line["closes_on"] else None
