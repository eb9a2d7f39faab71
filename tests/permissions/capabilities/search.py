"""The search: words that are counted, and searches that are logged; it has no mutations."""

from datetime import datetime, timedelta
from typing import Any

from models.search_log import LoggedSearch
from models.vocabulary import CountedRecord, UncountedRecord
from tests.permissions.record_factories import Rows
from tests.records.client import BEGIN

TABLE = ""
CREATED: dict[str, Any] = {}
CHANGED: dict[str, Any] = {}
INPUTS: dict[str, Any] = {}


def rows() -> Rows:
    """Words that were searched for."""
    yield LoggedSearch, [{"day": BEGIN.date(), "words": "zan", "searches": 2, "results": 0}]


def due(moment: datetime) -> Rows:
    """A record to count, one that is gone and was counted, and searches of two years ago."""
    yield UncountedRecord, [{"record_id": "project_gone"}]
    yield CountedRecord, [{"id": f"project_{moment.year}", "words": "rien"}]
    day = (moment - timedelta(days=730)).date()
    yield LoggedSearch, [{"day": day, "words": "eau", "searches": 2, "results": 0}]
