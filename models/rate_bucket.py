"""Points: what each address, account and token may still ask for."""

from sqlalchemy import BigInteger
from sqlmodel import Field

from models.base import Table
from models.columns import KEY


class RateBucket(Table, table=True):
    """The points that somebody had left at a moment; more come in steadily, up to the bucket's size."""

    __tablename__ = "rate_bucket"
    personal = frozenset({"key"})

    key: str = Field(primary_key=True, sa_type=KEY, description="A hash of whose they are.")
    level: int = Field(sa_type=BigInteger, description="Points left; below zero where several gave out the same.")
    moment: int = Field(
        sa_type=BigInteger, index=True, description="Microseconds since 1970, by the clock of the database."
    )
