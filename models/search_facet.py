"""Facets: what a search is counted by."""

from models.columns import ClosedList


class SearchFacetName(ClosedList):
    """The property by whose values the found records are counted."""

    TYPE = "TYPE", "Type of the record. Values are those of `types`."
    KIND = "KIND", "Kind of an actor or a resource, format of a workshop. Values are those of `kinds`."
    PHASE = "PHASE", "Phase of a project. Values are those of `phases`."
    YEAR = "YEAR", "Year in which a project or a workshop begins, or a resource was published."
    LICENCE = "LICENCE", "Licence of the record. Values are those of `licences`."
    TOPIC = "TOPIC", "Topic of the record; one on a narrower topic counts for the broader ones, too. Values are ids."
    REGION = "REGION", "Region in which the record's territories lie. Values are ids."
    DEPARTMENT = "DEPARTMENT", "Department in which the record's territories lie. Values are ids."
    TERRITORY_LEVEL = "TERRITORY_LEVEL", "Level of the record's territories. Values are those of `territoryLevels`."
    NETWORK = (
        "NETWORK",
        "Network that deposited the record, has the actor as a member, or edits the collection. Values are ids.",
    )
