"""The search socket: a model names the columns whose words are found, and those that facets count."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Searched:
    """The columns of a record whose words are found, the weightiest first, and those that facets count.

    Labels of the record's topics and names of its territories count almost like words of its title.
    """

    title: str
    """The column of the title or name."""
    summary: str | None = None
    body: tuple[str, ...] = ()
    """Columns of the record, or of a row beside it that has its key."""
    names: tuple[str, ...] = ()
    """More columns that count like its topics: names of those who stand behind the record."""
    acronym: str | None = None
    """The column of a short form of the name, whose words are as good as those of the title."""
    facets: Mapping[str, str] = field(default_factory=dict)
    """By facet (`kind`, `phase`, `year`, `licence`): the column. That of `year` is a date or a moment."""
    networks: str | None = None
    """The column, as `table.column`, that ties a record to the network in the same row's `network_id`."""
