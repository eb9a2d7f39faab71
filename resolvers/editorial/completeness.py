"""Completeness of an experience report: the share of the expected sections that it has."""

from collections.abc import Mapping
from typing import Any

COST = ("cost_cents", "cost_days")
"""Columns of the cost, in money or in work: one of them suffices."""
ASKED: Mapping[str, tuple[str, ...]] = {
    **{
        name: (name,)
        for name in (
            *("participation_level", "purposes", "recruitment", "interaction", "decision_method", "outputs"),
            *("participants", "what_worked", "what_failed", "reuse_conditions", "evidence"),
        )
    },
    "cost": COST,
}
"""By what is asked: the columns of which one says so."""
COLUMNS = tuple(column for columns in ASKED.values() for column in columns)


def missing_sections(report: Any) -> list[str]:
    """Return the missing sections of a report (with COLUMNS), in the order of the form."""
    return [name for name, columns in ASKED.items() if not any(_says(getattr(report, each)) for each in columns)]


def completeness_score(report: Any) -> int:
    """Percent of what is asked that a report says."""
    return round(100 * (1 - len(missing_sections(report)) / len(ASKED)))


def _says(value: Any) -> bool:
    """True if a value is not empty."""
    return value not in (None, "", [])
