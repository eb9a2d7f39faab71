"""Documents of the search: a row for each record that people look for, with its words and what narrows a search."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field

from models.base import Table
from models.columns import KEY, closed_list
from models.publication import PublicationState

WORDS = Text().with_variant(TSVECTOR(), "postgresql")
"""Stems between blanks, each once: an index finds them by FTS5 on SQLite, and by GIN on PostgreSQL."""


class SearchDocument(Table, table=True):
    """The words of one record, as the analyser wrote them, and copies of the columns by which it is found and ranked.

    The columns of words have stems between blanks, with one at both ends, in the order of the text but for `words`.
    """

    __tablename__ = "search_document"
    personal = frozenset({"title_words", "summary_words", "named_words", "words"})
    impersonal = frozenset({"type_name", "space_id", "kind", "phase", "licence"})

    number: int | None = Field(default=None, primary_key=True, description="Number of the row in the index of words.")
    id: str = Field(sa_type=KEY, unique=True, description="The record.")
    type_name: str = Field(sa_type=KEY, description="Type of the record.")
    state: PublicationState = Field(
        sa_type=closed_list(PublicationState), description="Publication state of the record."
    )
    space_id: str | None = Field(default=None, sa_type=KEY, description="Space of the record.")
    kind: str | None = Field(default=None, sa_type=KEY, description="Kind or format of the record.")
    phase: str | None = Field(default=None, sa_type=KEY, description="Phase of the record.")
    licence: str | None = Field(default=None, sa_type=KEY, description="Licence of the record.")
    year: int | None = Field(default=None, description="Year of the record, if it has a date.")
    fresh_day: int = Field(description="Days from 1970 to the date of the record, or to its last change.")
    title_size: int = Field(description="Number of words of the title.")
    title_words: str = Field(description="Stems of the title.")
    summary_words: str = Field(description="Stems of the summary.")
    named_words: str = Field(description="Stems of names: topics, territories, and whoever stands behind the record.")
    analyser: int = Field(index=True, description="Version of the analyser that wrote the words.")
    forgotten_at: datetime | None = Field(
        default=None,
        index=True,
        description="Moment at which words were erased, until they have left the disk as well.",
    )
    words: str = Field(sa_type=WORDS, description="Each stem of the record once.")
