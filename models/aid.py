"""Aids: what a resource of that kind says besides, as published by Aides-territoires."""

from datetime import date

from sqlmodel import Field

from models.base import Table
from models.columns import JSON_LIST, KEY, ClosedList, closed_list


class AidType(ClosedList):
    """What an aid gives."""

    GRANT = "GRANT", "Subvention."
    LOAN = "LOAN", "Prêt."
    RECOVERABLE_ADVANCE = "RECOVERABLE_ADVANCE", "Avance récupérable."
    ENERGY_CERTIFICATE = "ENERGY_CERTIFICATE", "Certificat d'économie d'énergie (CEE)."
    OTHER_FINANCIAL = "OTHER_FINANCIAL", "Autre aide financière."
    TECHNICAL_ENGINEERING = "TECHNICAL_ENGINEERING", "Ingénierie technique."
    FINANCIAL_ENGINEERING = "FINANCIAL_ENGINEERING", "Ingénierie financière."
    LEGAL_ENGINEERING = "LEGAL_ENGINEERING", "Ingénierie juridique ou administrative."


class Recurrence(ClosedList):
    """How often an aid is open."""

    PERMANENT = "PERMANENT", "Permanente."
    ONE_OFF = "ONE_OFF", "Ponctuelle."
    RECURRING = "RECURRING", "Récurrente."


class Aid(Table, table=True):
    """What an aid offers, to whom, and by whom; true on its source date, never a promise that it is still open."""

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", sa_type=KEY)
    funders: list[str] = Field(default=[], sa_type=JSON_LIST, description="Who carries the aid, as published.")
    audiences: list[str] = Field(
        default=[], sa_type=JSON_LIST, description="Who may ask for the aid, as published (French)."
    )
    types: list[AidType] = Field(default=[], sa_type=JSON_LIST, description="What the aid gives.")
    call_for_projects: bool = Field(description="Whether it is a call for projects or for expressions of interest.")
    recurrence: Recurrence = Field(sa_type=closed_list(Recurrence), description="How often the aid is open.")
    closes_on: date | None = Field(default=None, description="Last day to apply; null when none was published.")
