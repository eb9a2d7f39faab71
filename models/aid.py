"""Aids: the structured part of a resource of that kind, as published by Aides-territoires."""

from datetime import date

from sqlmodel import Field

from models.base import Table
from models.columns import JSON_LIST, KEY, ClosedList, closed_list


class AidType(ClosedList):
    """Type of support that an aid gives."""

    GRANT = "GRANT", "Subvention: a grant."
    LOAN = "LOAN", "Prêt: a loan."
    RECOVERABLE_ADVANCE = (
        "RECOVERABLE_ADVANCE",
        "Avance récupérable: an advance that is repaid if the project succeeds.",
    )
    ENERGY_CERTIFICATE = (
        "ENERGY_CERTIFICATE",
        "Certificat d'économie d'énergie (CEE): payment for certified energy savings.",
    )
    OTHER_FINANCIAL = "OTHER_FINANCIAL", "Autre aide financière: any other financial support."
    TECHNICAL_ENGINEERING = "TECHNICAL_ENGINEERING", "Ingénierie technique: technical advice or studies."
    FINANCIAL_ENGINEERING = "FINANCIAL_ENGINEERING", "Ingénierie financière: help with financing a project."
    LEGAL_ENGINEERING = "LEGAL_ENGINEERING", "Ingénierie juridique ou administrative: legal or administrative advice."


class Recurrence(ClosedList):
    """Frequency at which an aid accepts applications."""

    PERMANENT = "PERMANENT", "Permanente: applications are accepted at any time."
    ONE_OFF = "ONE_OFF", "Ponctuelle: there is a single application period."
    RECURRING = "RECURRING", "Récurrente: the application period comes back, for instance each year."


class Aid(Table, table=True):
    """Details of a funding or support scheme, as published on its source date. The aid may have closed since."""

    impersonal = frozenset({"funders", "audiences", "types"})

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", sa_type=KEY)
    funders: list[str] = Field(
        default=[], sa_type=JSON_LIST, description="Organisations that fund or provide the aid, as published."
    )
    audiences: list[str] = Field(
        default=[], sa_type=JSON_LIST, description="Who may apply for the aid, as published (in French)."
    )
    types: list[AidType] = Field(default=[], sa_type=JSON_LIST, description="Types of support that the aid gives.")
    call_for_projects: bool = Field(
        description="True if the aid is a call for projects or for expressions of interest."
    )
    recurrence: Recurrence = Field(
        sa_type=closed_list(Recurrence), description="Frequency at which the aid accepts applications."
    )
    closes_on: date | None = Field(default=None, description="Last day to apply; null when none was published.")
