"""Read permissions: the access of a viewer, and the rule of each table applied to it, in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, false

from loaders.sql.dialect import Dialect
from loaders.sql.target import Target
from loaders.visibility.cases_to_review import NETWORKS_PARAMETER, OWN_PARAMETER, cases_to_review
from loaders.visibility.registry import rule_of


@dataclass(frozen=True, slots=True)
class Access:
    """The read permissions of a viewer; differences between viewers of the same class are bound as values."""

    everything: bool = False
    """Stewards see whatever there is."""
    own: bool = False
    """True if the viewer has spaces, whose records they see in any state, or cases that they opened."""
    partners: bool = False
    """True if the viewer sees contact details that are shared with partners."""
    moderates: bool = False
    """True if the viewer sees all review cases, submitted records, and the records that they vote on."""

    def parameters(self, *, own: Sequence[str], voices: Sequence[str]) -> dict[str, list[str]]:
        """Return the bound values of statements: ids of the viewer's own spaces, and of the networks they act for."""
        found = {OWN_PARAMETER: list(own)} if self.own else {}
        return {**found, NETWORKS_PARAMETER: list(voices)} if self.moderates else found


PUBLIC_ACCESS = Access()


@dataclass(frozen=True, slots=True)
class Visibility:
    """The context in which statements are compiled: the engine, and the access of the viewer."""

    dialect: Dialect
    access: Access = PUBLIC_ACCESS
    judging: bool = True
    """False if records are left out that the viewer sees only because they vote on them."""

    def visible(self, rows: Any) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees rows of a table or alias; none where all are for everyone."""
        return [] if self.access.everything else list(rule_of(rows)(self, rows))

    def visible_in(self, target: Target) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees the rows of a target, with what ties them to their keys."""
        return list(_visible_in(self, target))

    def owned_by_viewer(self, rows: Any) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees what rows keep for the space that deposited them."""
        return [] if self.access.everything else [self.own(rows.c.space_id)]

    def own(self, id_: ColumnElement[str]) -> ColumnElement[bool]:
        """Test that an id is that of the viewer, or of a space of theirs."""
        return self.dialect.is_in(id_, OWN_PARAMETER) if self.access.own else false()

    @property
    def cases_to_review(self) -> CTE:
        """Return the records that the viewer can vote on, as a CTE of `node_id` and `case_id`; for moderators."""
        return cases_to_review(self.dialect, own=self.access.own)

    @property
    def without_judging(self) -> "Visibility":
        """Return the same without the records that the viewer sees only because they vote on them."""
        return replace(self, judging=False)

    @property
    def of_everyone(self) -> "Visibility":
        """Return the visibility that everyone has."""
        return Visibility(self.dialect)


@lru_cache(maxsize=1024)
def _visible_in(visibility: Visibility, target: Target) -> tuple[ColumnElement[bool], ...]:
    """Put together once: for some tables that takes longer than all the rest of a statement."""
    return tuple(condition for table in target.tables for condition in visibility.visible(table))
