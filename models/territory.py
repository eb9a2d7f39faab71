"""Territories of the official geographic code, and what lies inside what."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Record, Table
from models.columns import JSON_LIST, KEY, ClosedList, closed_list
from models.ties import GraphNode


class TerritoryKind(ClosedList):
    """Level of a territory in the official geographic code."""

    REGION = "REGION", "Region, or an overseas collectivity that stands for one."
    DEPARTMENT = "DEPARTMENT", "Department, or an overseas collectivity that stands for one."
    EPCI = "EPCI", "Intermunicipality with its own taxation (EPCI à fiscalité propre)."
    COMMUNE = "COMMUNE", "Commune."


class IntermunicipalityCategory(ClosedList):
    """Legal category of an EPCI."""

    CC = "CC", "Communauté de communes."
    CA = "CA", "Communauté d'agglomération."
    CU = "CU", "Communauté urbaine."
    METRO = "METRO", "Métropole."
    MET69 = "MET69", "Métropole de Lyon, a local authority of its own kind."


class Territory(Record, table=True):
    """A region, department, intermunicipality or commune of the official geographic code."""

    __table_args__ = (UniqueConstraint("kind", "code"),)
    prefix = "territory"
    sorted_by = "name_sort"
    impersonal = frozenset(
        {"code", "name", "name_sort", "siren", "postal_codes", "former_codes", "district_codes", "time_zone"}
    )
    graph_node = GraphNode("name", "kind", alone=False)

    kind: TerritoryKind = Field(sa_type=closed_list(TerritoryKind), description="Level of the territory.")
    code: str = Field(
        sa_type=KEY, description="Official code: INSEE's for a commune, department or region, SIREN for an EPCI."
    )
    name: str = Field(description="Official name.")
    name_sort: str = Field(sa_type=KEY, description="Name folded for sorting and searching.")
    siren: str | None = Field(default=None, sa_type=KEY, index=True, description="SIREN of the commune or EPCI.")
    category: IntermunicipalityCategory | None = Field(
        default=None,
        sa_type=closed_list(IntermunicipalityCategory),
        description="Legal category of an EPCI; null for other levels.",
    )
    population: int | None = Field(default=None, description="Municipal population; null if none is published.")
    postal_codes: list[str] = Field(default=[], sa_type=JSON_LIST, description="Postal codes of a commune.")
    former_codes: list[str] = Field(
        default=[],
        sa_type=JSON_LIST,
        description="Codes of the communes, EPCI or regions that merged into this one, and earlier codes of its own.",
    )
    district_codes: list[str] = Field(
        default=[],
        sa_type=JSON_LIST,
        description="INSEE codes of the municipal districts (arrondissements) of Paris, Lyon and Marseille.",
    )
    time_zone: str = Field(
        default="Europe/Paris", description="IANA time zone; where there are several, that of most inhabitants."
    )
    longitude: float | None = Field(
        default=None, description="Longitude of the centre in degrees (WGS 84); null where no open data have it."
    )
    latitude: float | None = Field(
        default=None,
        index=True,
        description=(
            "Latitude of the centre in degrees (WGS 84): the middle of a commune, and the mean of the inhabitants' "
            "communes for other levels."
        ),
    )
    vintage: int = Field(description="Year of the official geographic code that the record follows.")
    region_id: str | None = Field(
        default=None,
        foreign_key="territory.id",
        sa_type=KEY,
        index=True,
        description="Region of the territory.",
    )
    department_id: str | None = Field(
        default=None,
        foreign_key="territory.id",
        sa_type=KEY,
        index=True,
        description="Department of the territory.",
    )
    epci_id: str | None = Field(
        default=None,
        foreign_key="territory.id",
        sa_type=KEY,
        index=True,
        description="EPCI that the commune belongs to.",
    )


class TerritoryInclusion(Table, table=True):
    """Every territory inside every other, itself included: derived from the parents, for filters."""

    __tablename__ = "territory_inclusion"

    ancestor_id: str = Field(primary_key=True, foreign_key="territory.id", sa_type=KEY)
    descendant_id: str = Field(primary_key=True, foreign_key="territory.id", sa_type=KEY, index=True)
    direct: bool = Field(description="True when no other territory lies between the two.")


class AliasKind(ClosedList):
    """The relation of an alias code to the territory for which it stands."""

    FORMER = "FORMER", "Official code of what merged into the territory, or of the territory before."
    DISTRICT = "DISTRICT", "INSEE code of a municipal district of the commune."
    POSTAL = "POSTAL", "Postal code that serves the commune."


class TerritoryAlias(Table, table=True):
    """A code that is none of the official code of today, and the territory that it leads to: derived, for look-ups."""

    __tablename__ = "territory_alias"
    impersonal = frozenset({"code"})

    code: str = Field(primary_key=True, sa_type=KEY)
    kind: AliasKind = Field(primary_key=True, sa_type=closed_list(AliasKind))
    territory_id: str = Field(primary_key=True, foreign_key="territory.id", sa_type=KEY)
