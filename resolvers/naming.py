"""Names as clients write them."""

import re

START = re.compile(r"(?<!^)(?=[A-Z])")


def snake(name: str) -> str:
    """`review_case` for `ReviewCase`."""
    return START.sub("_", name).lower()


def camel(name: str) -> str:
    """`startsOn` for `starts_on`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
