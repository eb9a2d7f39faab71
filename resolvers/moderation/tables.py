"""The tables of moderation."""

import models
from resolvers.core.record_types import table_of

CASE = table_of(models.ReviewCase)
DECISION = table_of(models.Decision)
PARTY = table_of(models.ReviewParty)
REPORT = table_of(models.ReviewReport)
RIVAL = table_of(models.ReviewRival)
VOTE = table_of(models.Vote)
