"""The vocabulary of the search: words of public records for suggestions and ranks, and beginnings of titles."""

from sqlmodel import Field

from models.base import Table
from models.columns import KEY


class SearchWord(Table, table=True):
    """A word that public records have, and the number of them."""

    __tablename__ = "search_word"
    personal = frozenset({"word", "shown", "stem", "backwards"})

    word: str = Field(primary_key=True, sa_type=KEY, description="The word, folded.")
    shown: str = Field(description="The word in small letters, with the accents that records write.")
    stem: str = Field(sa_type=KEY, index=True, description="Its stem, as the analyser has it.")
    backwards: str = Field(sa_type=KEY, index=True, description="The folded word from its end to its beginning.")
    letters: int = Field(description="A bit for each letter of the alphabet that the folded word has.")
    documents: int = Field(description="Number of public records that have the word.")


class CountedRecord(Table, table=True):
    """The words with which a public record counts in the vocabulary."""

    __tablename__ = "counted_record"
    personal = frozenset({"words"})
    impersonal = frozenset({"id"})

    id: str = Field(primary_key=True, sa_type=KEY, description="The record.")
    words: str = Field(description="Its words, folded, with blanks between them.")


class UncountedRecord(Table, table=True):
    """A record that was written since its words were counted."""

    __tablename__ = "uncounted_record"
    impersonal = frozenset({"record_id"})

    number: int | None = Field(default=None, primary_key=True, description="Place in the queue.")
    record_id: str = Field(sa_type=KEY, description="The record.")


class SearchTitle(Table, table=True):
    """The title of a record from one of its words on, folded: what people begin to type."""

    __tablename__ = "search_title"
    personal = frozenset({"phrase"})
    impersonal = frozenset({"type_name", "id"})

    type_name: str = Field(primary_key=True, sa_type=KEY, description="Type of the record.")
    phrase: str = Field(primary_key=True, sa_type=KEY, description="The title from a word on.")
    id: str = Field(primary_key=True, sa_type=KEY, index=True, description="The record.")
    place: int = Field(description="Number of words before it.")
