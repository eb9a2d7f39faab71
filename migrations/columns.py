"""The column types that revisions name. A revision is history: to change one, add another name beside it."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import UTCDateTime

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON_LIST = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
WORDS = sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")
MOMENT = UTCDateTime()
"""A moment as Python has it, for what revisions read and write of rows."""
