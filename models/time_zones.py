"""The time zone of each territory of the official geographic code, by IANA's names."""

from models.territory import TerritoryKind

MAINLAND = "Europe/Paris"
OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
    "989": "Etc/GMT+8",  # Clipperton, for which IANA has no name
}
"""Time zones by code of the department, or of the collectivity that counts as one."""
DEPARTMENTS = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}
"""Departments by code of an overseas region that has a code of its own."""
ISLANDS = {
    "98413": "Indian/Reunion",  # Crozet
    "98414": "Antarctica/DumontDUrville",
    "98415": "Indian/Mayotte",  # Éparses
    **dict.fromkeys(("98718", "98723", "98731", "98746", "98756", "98757"), "Pacific/Marquesas"),
    "98719": "Pacific/Gambier",
}
"""Time zones of communes that differ from the rest of their collectivity, by code."""


def zone_of(kind: TerritoryKind, code: str, department: str | None) -> str:
    """The zone of a territory, by its kind and code, and the code of the department that it lies in."""
    if kind is TerritoryKind.COMMUNE and code in ISLANDS:
        return ISLANDS[code]
    within = {TerritoryKind.REGION: DEPARTMENTS.get(code, code), TerritoryKind.DEPARTMENT: code}.get(kind, department)
    return OVERSEAS.get(within or "", MAINLAND)
