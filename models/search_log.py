"""The log of searches: the words that were looked for on a day, by nobody in particular."""

from datetime import date

from sqlmodel import Field

from models.base import Table
from models.columns import KEY


class LoggedSearch(Table, table=True):
    """The number of times that some words were searched for on a day. Nothing says by whom."""

    __tablename__ = "logged_search"
    personal = frozenset({"words"})

    day: date = Field(primary_key=True, description="The day, in UTC.")
    words: str = Field(primary_key=True, sa_type=KEY, description="Words of the query, folded, in their order.")
    searches: int = Field(description="Number of searches.")
    results: int = Field(description="Number of records that the last of them found.")
