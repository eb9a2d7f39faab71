"""Jobs: when each is due, who is at it, and how it went."""

from datetime import datetime

from sqlmodel import Field

from models.base import Table
from models.columns import KEY


class Job(Table, table=True):
    """A job that the server does by itself; its row is made when a worker first takes it."""

    impersonal = frozenset({"name", "lease", "held_by", "last_error"})

    name: str = Field(primary_key=True, sa_type=KEY, description="As the code declares it.")
    next_run_at: datetime = Field(description="From when on the next round is due.")
    lease: str | None = Field(
        default=None, sa_type=KEY, description="A fresh id for each round under way: what the worker writes names it."
    )
    held_by: str | None = Field(default=None, description="The worker that holds the lease: its machine and process.")
    leased_until: datetime | None = Field(default=None, description="When another worker may take over.")
    heartbeat_at: datetime | None = Field(default=None, description="When the worker last showed that it goes on.")
    tries: int = Field(default=0, description="Rounds that have failed as a whole since the last success.")
    last_error: str | None = Field(default=None, description="The error's code, or its type and place; never its text.")
    last_error_at: datetime | None = None
    last_success_at: datetime | None = Field(default=None, description="When a round last came to its end.")


class JobFailure(Table, table=True):
    """A key of a job that has failed: it is tried again later, while the job goes on with the others."""

    __tablename__ = "job_failure"
    impersonal = frozenset({"key", "last_error"})

    job: str = Field(primary_key=True, foreign_key="job.name", sa_type=KEY)
    key: str = Field(primary_key=True, sa_type=KEY, description="What the job was to treat, such as the id of a case.")
    tries: int = Field(description="How often it has failed in a row.")
    retry_at: datetime = Field(description="From when on it is tried again.")
    last_error: str = Field(description="As in `job`.")
    last_error_at: datetime
