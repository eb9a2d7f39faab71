"""Names as clients write them."""

import re

START = re.compile(r"(?<!^)(?=[A-Z])")


def to_snake_case(name: str) -> str:
    """`review_case` for `ReviewCase`."""
    return START.sub("_", name).lower()


def to_camel_case(name: str) -> str:
    """`startsOn` for `starts_on`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
