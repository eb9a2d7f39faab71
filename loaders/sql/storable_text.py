"""What is text to a database, and what is not."""

import re
from collections.abc import Mapping
from typing import Any

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What no database takes for text: NUL, and halves of surrogate pairs."""


def is_storable(values: Mapping[str, Any]) -> bool:
    """Whether a row can have all of these values; what no row can have need not be looked for."""
    return not any(isinstance(each, str) and UNSTORABLE.search(each) for each in values.values())
