"""Text that a database can store."""

import re
from collections.abc import Mapping
from typing import Any

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""Characters that no database stores as text: NUL, and halves of surrogate pairs."""


def is_storable(values: Mapping[str, Any]) -> bool:
    """True if a row can hold all of these values; no statement is sent to look for others."""
    return not any(isinstance(each, str) and UNSTORABLE.search(each) for each in values.values())
